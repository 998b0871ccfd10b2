/* Search as it is typed: one of the plain words is enough, +word must be there, !word must not. */
let folding, folded = [];

/* A text as it is compared: one width, small letters, simplified characters, each for itself. */
function fold(text) {
  folding ??= new Map(Array.from({ length: D.fold.length >> 1 }, (_, i) => [D.fold[2 * i], D.fold[2 * i + 1]]));
  const plain = text.normalize("NFKC").toLowerCase();
  return folding.size ? plain.replace(/[\u3400-\u9fff]/g, (one) => folding.get(one) ?? one) : plain;
}

function query(text) {
  const found = { any: [], must: [], not: [] };
  for (const word of text.replace(/[＋]/g, "+").replace(/[！]/g, "!").split(/[\s　]+/)) {
    const kind = word[0] === "+" ? "must" : word[0] === "!" ? "not" : "any";
    const said = fold(kind === "any" ? word : word.slice(1));
    if (said) found[kind].push(said);
  }
  found.shown = [...found.any, ...found.must];
  found.empty = !found.shown.length && !found.not.length;
  return found;
}

function fits(h, words) {
  const text = (folded[h] ??= fold(H.text[h]));
  return (!words.any.length || words.any.some((word) => text.includes(word)))
    && words.must.every((word) => text.includes(word)) && !words.not.some((word) => text.includes(word));
}

const NONE = "∅";   // stands in the address for a block without a label

/* The headlines that the filters let through, in the order chosen. */
function chosen(words) {
  const found = [], block = S.block === "" ? null : N.indexOf(S.block === NONE ? "" : S.block), portal = S.portal === "" ? null : N.indexOf(S.portal);
  const at = S.at ? S.at.split("-").map(Number) : null;
  for (let h = 0; h < COUNT; h++) {
    if (portal !== null && !isOn(h, portal)) continue;
    if (at && !(places[h] || []).some(([p, b]) => p === at[0] && b === at[1])) continue;
    if (block !== null && H.block[h] !== block && !(places[h] || []).some((one) => labelIn(one) === block)) continue;
    if (S.day && (H.first[h] < 0 || dayOf(H.first[h]) !== S.day)) continue;
    if (S.state === "standing" && !stands(h)) continue;
    if (S.state === "left" && (stands(h) || !H.best[h])) continue;
    if (S.state === "beside" && (stands(h) || H.best[h])) continue;
    if (S.state === "spread" && !(stands(h) && H.portals[h] > 1)) continue;
    if (!words.empty && !fits(h, words)) continue;
    found.push(h);
  }
  const inBlock = (h) => Math.min(...places[h].filter(([p, b]) => p === at[0] && b === at[1]).map(rankIn));
  return found.sort(at && S.sort === "place" ? (a, b) => inBlock(a) - inBlock(b) : Object.hasOwn(orders, S.sort) ? orders[S.sort] : orders.newest);
}

const rankOf = (h) => (stands(h) ? Math.min(...places[h].map(rankIn)) : 1e4);
const orders = {
  newest: (a, b) => H.first[b] - H.first[a] || rankOf(a) - rankOf(b) || a - b,
  spread: (a, b) => H.portals[b] - H.portals[a] || H.first[b] - H.first[a] || a - b,
  longest: (a, b) => H.last[b] - Math.max(0, H.first[b]) - H.last[a] + Math.max(0, H.first[a]) || a - b,
  place: (a, b) => (stands(b) - stands(a)) || a - b,
};
