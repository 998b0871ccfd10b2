/* The data as newsportal/reading/report/data.py packs them, and what is asked of them. Times are minutes since D.start. */
async function unpack(text) {
  const raw = atob(text.trim()), bytes = new Uint8Array(raw.length);
  for (let i = 0; i < raw.length; i++) bytes[i] = raw.charCodeAt(i);
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return JSON.parse(await new Response(stream).text());
}

let D, N, H, NOW, COUNT;
const places = [];   // of a headline: [page, block, place in the block] of each place where it stands
const portalsOf = new Map();   // names of portals as numbers: the hubs of each, the fullest first

function index(data) {
  D = data; N = D.names; H = D.heads; COUNT = H.text.length;
  NOW = (D.as_of - D.start) / 60;
  D.pages.forEach(([portal, , , blocks], p) => {
    if (!portalsOf.has(portal)) portalsOf.set(portal, []);
    portalsOf.get(portal).push(p);
    blocks.forEach(([, , heads], b) => heads.forEach((h, k) => (places[h] ??= []).push([p, b, k])));
  });
}

const ageOf = (h) => (H.first[h] < 0 ? Infinity : NOW - H.first[h]);
const urlOf = (h) => N[H.folder[h]] + H.rest[h];
const stands = (h) => places[h] !== undefined;
const rankIn = ([p, b, k]) => { const ranks = D.pages[p][3][b][3]; return ranks ? ranks[k] : k + 1; };
const labelIn = ([p, b]) => D.pages[p][3][b][0];
const isOn = (h, portal) => H.portal[h] === portal || (D.spread[h] || []).some((one) => one[0] === portal);

/* Ages fall into five classes, the colours of the page. */
function ageClass(age) {
  return age <= 60 ? 1 : age <= 360 ? 2 : age <= 1440 ? 3 : age <= 4320 ? 4 : 5;
}

/* How many headlines of each kind there are: for the overview and the tabs. */
function totals() {
  const found = { fresh: 0, spread: 0, left: 0 };
  for (let h = 0; h < COUNT; h++) {
    if (ageOf(h) <= 1440) found.fresh++;
    if (stands(h) && H.portals[h] > 1) found.spread++;
    if (!stands(h) && H.best[h]) found.left++;
  }
  found.look = D.portals.filter((one) => troubles(one).length).length + D.silent.length;
  return found;
}

/* What is wrong with a portal, in words. */
function troubles(one) {
  const said = [];
  if (one.code && !one.alarms.length) said.push(one.outcome[language]);
  for (const alarm of one.alarms) {
    said.push(t("alarm", Object.fromEntries(Object.entries(alarm).map(([name, words]) => [name, words[language]]))));
  }
  if (one.late) said.push(t("late", { pause: span(one.late[0] / 60), longest: span(one.late[1] / 60) }));
  else if (one.silent) said.push(t("quiet", { pause: span(one.silent[0] / 60), longest: span(one.silent[1] / 60) }));
  return said;
}
