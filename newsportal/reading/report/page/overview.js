/* The overview: figures, the top of each portal, what several portals push, hours, words, what needs a look. */
function overview() {
  const sum = totals(), kpi = (n, key, go, bad) => el(bad ? "a.kpi.bad" : "a.kpi", { href: hash(go) }, el("b", many(n)), el("span", t(key)));
  return el("div",
    el("div.kpis",
      kpi(D.standing, "kpi_standing", { view: "list", state: "standing" }), kpi(sum.fresh, "kpi_new", { view: "list" }),
      kpi(sum.spread, "kpi_spread", { view: "list", state: "spread", sort: "spread" }), kpi(sum.left, "kpi_left", { view: "list", state: "left" }),
      kpi(D.chains_in_all, "kpi_chains", { view: "chains" }), kpi(sum.look, "kpi_silent", { view: "silent" }, sum.look > 0)),
    el("div.grid",
      el("div.stack", fronts(), hours()),
      el("div.stack", attention(), shared(), rising())));
}

function line(h, tail) {
  return el("li", el(`span.dot.b${ageClass(ageOf(h))}`, { "aria-hidden": "true" }), link(urlOf(h), H.text[h]), tail);
}

/* The first blocks of each portal's fullest hub, until there are some headlines. */
function fronts() {
  const every = [...portalsOf].filter(([portal]) => !S.portal || N[portal] === S.portal).map(([portal, pages]) => {
    const lines = [], wanted = portalsOf.size > 3 && !S.portal ? 3 : 12;
    for (const [, , heads] of D.pages[pages[0]][3]) for (const h of heads) if (lines.length < wanted && !lines.includes(h)) lines.push(h);
    const label = D.pages[pages[0]][3][0][0];
    return el("div.front", el("h3", el("a", { href: hash({ view: "pages", portal: N[portal] }) }, N[portal]), el("span", N[label] || t("no_label"))),
      el("ol.lines", lines.map((h) => line(h, el("small", ageText(h))))));
  });
  return card(t("top_now"), t("top_hint"), every.length ? el(portalsOf.size > 3 && !S.portal ? "div.fronts" : "div.fronts.few", every) : el("p.dim", t("picture_none")), legend());
}

function legend() {
  return el("div.legend", ["age_1", "age_6", "age_24", "age_72", "age_more"].map((key, i) => el("span", el(`i.b${i + 1}`), t(key))));
}

function shared() {
  const found = [];
  for (let h = 0; h < COUNT; h++) if (stands(h) && H.portals[h] > 1 && (!S.portal || isOn(h, N.indexOf(S.portal)))) found.push(h);
  found.sort(orders.spread);
  return card(t("shared_now"), "", found.length
    ? el("ol.lines", found.slice(0, 10).map((h) => line(h, el("span.badge.hot", { title: t("portals_n", { n: H.portals[h] }) }, H.portals[h]))))
    : el("p.dim", t("shared_none")));
}

function hours() {
  const rows = D.hours.filter(([portal]) => !S.portal || N[portal] === S.portal);
  if (!rows.length) return null;
  const figures = el("table", el("thead", el("tr", el("th", t("portal")), el("th.num", t("day_sum")), el("th.num", t("window_sum")))),
    el("tbody", rows.map(([portal, counts]) => el("tr", el("td", N[portal]), el("td.num", many(sumOf(counts.slice(-24)))), el("td.num", many(sumOf(counts)))))));
  return card(t("hours"), t("hours_hint"), heat(rows, (portal) => go({ portal })), el("details", el("summary", t("table")), figures));
}
const sumOf = (counts) => counts.reduce((a, b) => a + b, 0);

function rising() {
  if (!D.words) return card(t("rising"), "", el("p.dim", t("rising_short", { age: span(NOW - D.begun) })));
  const top = Math.max(...D.words.map((one) => one[3]), 1);
  return card(t("rising"), t("rising_hint"), D.words.length ? el("div.words", D.words.slice(0, 24).map(([word, fresh, before, z]) => {
    const bar = el("i");
    bar.style.width = `${Math.max(4, (z / top) * 100)}%`;
    const said = t("rising_one", { new: many(fresh), before: many(before), z });
    return el("button.word", { type: "button", title: said, onclick: () => go({ view: "list", q: word }) }, el("span", word), bar, el("small", `${many(fresh)} / ${many(before)}`));
  })) : el("p.dim", t("rising_none")));
}

function attention() {
  const found = D.portals.flatMap((one) => troubles(one).map((said) => el("li", el("b", N[one.name]), " ", said)));
  const blocks = D.silent.slice(0, Math.max(0, 6 - found.length)).map((one) => el("li.soft", el("b", `${N[one[0]]} › ${N[one[1]] || t("no_label")}`), " ", silenceWords(one)));
  const rest = found.length + D.silent.length - Math.min(found.length, 8) - blocks.length;
  return card(t("look"), "", found.length + blocks.length ? el("ul.bad-list", found.slice(0, 8), blocks) : el("p.dim", t("look_none")),
    rest > 0 && el("a", { href: hash({ view: "silent" }) }, t("more", { n: many(rest) })));
}
