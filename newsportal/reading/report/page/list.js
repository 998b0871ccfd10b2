/* The list of headlines, and all that is known of one. */
let shown = 60;

function list() {
  const words = query(S.q), found = chosen(words), rows = el("ol.rows");
  const add = (from, to) => rows.append(...found.slice(from, to).map((h) => row(h, words)));
  add(0, shown);
  const tail = el("div.tail"), more = el("button.ghost", { type: "button", onclick: () => { add(shown, shown + 200); shown += 200; label(); } });
  const label = () => { tail.hidden = shown >= found.length; more.textContent = t("more", { n: many(Math.min(200, found.length - shown)) }); };
  tail.append(more); label();
  const said = found.length === 1 ? t("found_one") : t("found", { n: many(found.length) });
  $("say").textContent = said;
  return el("div", filters(), el("section.card", el("header", el("h2", { id: "count" }, said), at(), found.length > 0 && copying(found)), found.length ? rows : el("p.dim", t("found_none")), tail));
}

/* A button that copies what is listed, a line a headline, for a spreadsheet: no cell there can start a formula. */
const MOST_COPIED = 5000;
function copying(found) {
  const cell = (text) => String(text).replace(/\s+/g, " ").replace(/^[=+\-@]/, "'$&");
  const button = el("button.chip.copy", { type: "button", onclick: async () => {
    const lines = found.slice(0, MOST_COPIED).map((h) => {
      const place = placeOf(h), portal = N[place ? D.pages[place[0]][0] : H.portal[h]], block = N[place ? labelIn(place) : H.block[h]];
      return [firstSeen(h), when(H.last[h]), portal, block, place ? rankIn(place) : "", H.portals[h], H.text[h], urlOf(h)].map(cell).join("\t");
    });
    const head = ["first_seen", "last_seen", "portal", "block", "rank", "portals", "text", "url"].map((key) => t(key)).join("\t");
    try {
      await navigator.clipboard.writeText([head, ...lines].join("\n"));
      button.textContent = t("copied", { n: many(lines.length) });
    } catch { button.textContent = t("not_copied"); }
  } }, t("copy"));
  return button;
}

/* Which block of which page is shown, where one was opened in a picture. */
function at() {
  if (!S.at) return null;
  const [p, b] = S.at.split("-").map(Number), page = D.pages[p];
  if (!page || !page[3][b]) return null;
  return el("button.chip", { type: "button", onclick: () => go({ at: "", sort: "newest" }) }, `${N[page[3][b][0]] || t("no_label")} · ${page[1].replace(/^https?:\/\//, "")}`, el("span", { "aria-hidden": "true" }, "×"));
}

function filters() {
  const portal = S.portal ? N.indexOf(S.portal) : -1, blocks = new Map(), days = new Map();
  for (let h = 0; h < COUNT; h++) {
    if (portal >= 0 && !isOn(h, portal)) continue;
    blocks.set(H.block[h], (blocks.get(H.block[h]) || 0) + 1);
    if (H.first[h] >= 0) days.set(dayOf(H.first[h]), (days.get(dayOf(H.first[h])) || 0) + 1);
  }
  const common = [...blocks].sort((a, b) => b[1] - a[1]).slice(0, 300);
  const states = [["", t("all_states")], ["standing", t("standing")], ["spread", t("kpi_spread")], ["left", t("left")], ["beside", t("beside")]];
  const on = S.portal || S.block || S.day || S.state || S.q || S.at;
  return el("div.filters",
    select(t("portal"), S.portal, [["", t("all_portals")], ...D.portals.map((one) => [N[one.name], N[one.name]])], (value) => go({ portal: value, at: "" })),
    select(t("block"), S.block, [["", t("all_blocks")], ...common.map(([name, n]) => [N[name] || NONE, `${N[name] || t("no_label")} · ${many(n)}`])], (value) => go({ block: value })),
    select(t("day"), S.day, [["", t("all_days")], ...[...days].sort().reverse().map(([day, n]) => [day, `${day} · ${many(n)}`])], (value) => go({ day: value })),
    select(t("state"), S.state, states, (value) => go({ state: value })),
    select(t("sort"), S.sort, ["newest", "spread", "longest", "place"].map((key) => [key, t(key)]), (value) => go({ sort: value })),
    on && el("button.ghost", { type: "button", onclick: () => go({ portal: "", block: "", day: "", state: "", q: "", at: "", sort: "newest" }) }, t("reset")));
}

/* The place that a row shows: the one asked for, else the best. */
function placeOf(h) {
  const known = places[h] || [], portal = S.portal ? N.indexOf(S.portal) : -1;
  const asked = known.filter(([p, b]) => (S.at ? S.at === `${p}-${b}` : portal < 0 || D.pages[p][0] === portal));
  return (asked.length ? asked : known).reduce((a, b) => (!a || rankIn(b) < rankIn(a) ? b : a), null);
}

function row(h, words) {
  const place = placeOf(h), wordings = D.wordings[h], portal = N[place ? D.pages[place[0]][0] : H.portal[h]];
  const open = el("button.open", { type: "button", "aria-expanded": "false", "aria-label": t("details") }, "▾");
  const kind = ageClass(ageOf(h)), said = wordings ? new Set(wordings.map((one) => one[0])).size : 1;
  const meta = el("div.meta", el("span", el("b", portal), " › ", N[place ? labelIn(place) : H.block[h]] || t("no_label")),
    el("span", `${t("first_seen")} ${firstSeen(h)}`),
    !stands(h) && H.best[h] > 0 && el("span", `${t("gone_at")} ${when(H.gone[h] || H.last[h])}`),
    H.portals[h] > 1 && el("span.badge.hot", t("portals_n", { n: H.portals[h] })),
    said > 1 && el("span", t("wordings_n", { n: said })),
    H.chain[h] >= 0 && el("span", t("chain_n", { n: D.chains[H.chain[h]].length })));
  const line = el("div.line", el(`span.place.p${kind}`, { title: place ? t("rank_n", { n: rankIn(place) }) : "" }, place ? rankIn(place) : "–"),
    el("div.head", link(urlOf(h), marked(H.text[h], words.shown)), meta), spark(h),
    el("span.age", H.first[h] < 0 ? ageText(h) : ago(H.first[h])), open);
  const item = el(stands(h) ? "li.row" : "li.row.off", { tabindex: -1 }, line);
  line.onclick = (event) => {
    if (event.target.closest("a") || String(getSelection())) return;
    const known = item.querySelector(".more");
    if (known) known.remove(); else item.append(details(h));
    open.setAttribute("aria-expanded", String(!known));
  };
  return item;
}

function details(h) {
  const facts = [[t("first_seen"), firstSeen(h)], [t("last_seen"), when(H.last[h])]];
  if (!stands(h) && H.gone[h]) facts.push([t("gone_at"), when(H.gone[h])]);
  if (H.best[h]) facts.push([t("best"), t("rank_n", { n: H.best[h] })]);
  facts.push([t("sightings"), many(H.count[h])]);
  if (H.source[h] >= 0 && N[H.source[h]]) facts.push([t("source"), N[H.source[h]]]);
  const where = (places[h] || []).slice(0, 12).map((one) => el("li", el("a", { href: hash({ view: "pages", portal: N[D.pages[one[0]][0]], page: String(one[0]) }) },
    `${N[D.pages[one[0]][0]]} › ${N[labelIn(one)] || t("no_label")}`), el("p", `${t("rank_n", { n: rankIn(one) })} · ${D.pages[one[0]][1]}`)));
  const spread = D.spread[h] && D.spread[h].length > 1 && el("table",
    el("thead", el("tr", el("th", t("portal")), el("th", t("first_seen")), el("th", t("last_seen")), el("th.num", t("best")))),
    el("tbody", [...D.spread[h]].sort((a, b) => a[1] - b[1]).map((one) => el("tr", el("td", N[one[0]]), el("td", when(one[1])), el("td", when(one[2])), el("td.num", one[3] || "–")))));
  return el("div.more",
    el("div", el("dl.facts", facts.map(([name, value]) => [el("dt", name), el("dd", value)])), el("p", link(urlOf(h), t("open"), " ↗")),
      H.chain[h] >= 0 && el("p", el("a", { href: hash({ view: "chains", chain: String(H.chain[h]) }) }, t("chain_n", { n: D.chains[H.chain[h]].length }), " →")),
      where.length > 0 && [el("h3", t("stands")), el("ul.why", where)]),
    el("div", curves(h), spread, D.wordings[h] && [el("h3", t("wordings")), el("ul.why", D.wordings[h].map((one, i) => wording(one, i ? t("wording_same") : H.text[h])))]));
}

/* A wording: where, by which rule it is the headline, and what the rule saw; `same` stands for the headline's own words. */
function wording([text, portal, rule, evidence, count], same) {
  const name = N[rule], why = WORDS[`rule_${name}`] ? `${t(`rule_${name}`)} (${name})` : name;
  return el("li", text || same, el("p", [N[portal], t("times", { n: many(count) }), why, evidence].filter(Boolean).join(" · ")));
}
