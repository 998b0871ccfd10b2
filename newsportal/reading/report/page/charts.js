/* Small curves and a map of hours, of our own: SVG and canvas. */
const COLOUR = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

/* Points of a curve with its end: [minutes, rank] pairs; it holds a rank until the next. */
function points(curve, last) {
  const found = [];
  for (let i = 0; i < curve.length; i += 2) found.push([curve[i], curve[i + 1]]);
  if (found.length) found.push([Math.max(last, found[found.length - 1][0]), found[found.length - 1][1]]);
  return found;
}

function steps(found, x, y) {
  return found.map(([m, r], i) => (i ? `H${x(m).toFixed(1)}V${y(r).toFixed(1)}` : `M${x(m).toFixed(1)} ${y(r).toFixed(1)}`)).join("");
}

/* The curve of the portal where a headline moved most. */
function spark(h) {
  const best = (D.spread[h] || []).reduce((a, b) => (!a || b[4].length > a[4].length ? b : a), null);
  if (!best || best[4].length < 4) return el("span.spark");
  const found = points(best[4], best[2]), worst = Math.max(...found.map((one) => one[1]), 3);
  const from = found[0][0], to = Math.max(found[found.length - 1][0], from + 1);
  const x = (m) => 3 + ((m - from) / (to - from)) * 112, y = (r) => 4 + ((r - 1) / (worst - 1)) * 22;
  const end = found[found.length - 1];
  return svg("svg", { class: "spark", viewBox: "0 0 118 30", role: "img", "aria-label": curveWords(best) },
    svg("path", { d: steps(found, x, y), fill: "none", class: "k6", "stroke-width": 1.6 }),
    svg("circle", { cx: x(end[0]), cy: y(end[1]), r: 2.6, fill: COLOUR("--a1") }));
}

function curveWords([portal, , last, best, curve]) {
  const found = points(curve, last);
  return t("curve_alt", { portal: N[portal], a: found[0][1], first: when(found[0][0]), b: found[found.length - 1][1], last: when(last), best });
}

/* Best rank over time on each portal: rank 1 on top. */
function curves(h) {
  const lines = (D.spread[h] || []).filter((one) => one[4].length).slice(0, 6);
  if (!lines.length) return null;
  const all = lines.map((one) => points(one[4], one[2])), flat = all.flat();
  const from = Math.min(...flat.map((one) => one[0])), to = Math.max(...flat.map((one) => one[0]), from + 60);
  const worst = Math.max(...flat.map((one) => one[1]), 5), W = 520, T = 150;
  const x = (m) => 34 + ((m - from) / (to - from)) * (W - 46), y = (r) => 10 + ((r - 1) / (worst - 1)) * (T - 38);
  const grid = [1, Math.ceil((worst + 1) / 2), worst].map((r) => [
    svg("line", { x1: 30, x2: W - 8, y1: y(r), y2: y(r), stroke: COLOUR("--line") }),
    svg("text", { x: 24, y: y(r) + 4, "text-anchor": "end" }, r)]);
  const times = [svg("text", { x: 34, y: T - 6 }, when(from)), svg("text", { x: W - 10, y: T - 6, "text-anchor": "end" }, when(to))];
  const drawn = all.map((found, i) => svg("path", { d: steps(found, x, y), fill: "none", class: `k${i + 1}`, "stroke-width": 2.2, "stroke-linejoin": "round" }));
  const picture = svg("svg", { class: "curve", viewBox: `0 0 ${W} ${T}`, role: "img", "aria-label": lines.map(curveWords).join("; ") }, grid, times, drawn);
  const legend = el("div.legend", lines.map((one, i) => el("span", svg("svg", { width: 18, height: 6, "aria-hidden": "true" },
    svg("path", { d: "M0 3H18", class: `k${i + 1}`, "stroke-width": 3 })), N[one[0]])));
  return el("div", el("h3", t("curve")), picture, lines.length > 1 && legend);
}
