/* Reprint chains, in claimed and in seen order, and what is silent. */
function chains() {
  const words = query(S.q), portal = S.portal ? N.indexOf(S.portal) : -1;
  const found = D.chains.map((chain, c) => [chain, c]).filter(([chain]) => (portal < 0 || chain.some((one) => one[2] === portal))
    && (words.empty || chain.some((one) => says(one[3], words))));
  const first = found.findIndex(([, c]) => String(c) === S.chain);
  if (first > 0) found.unshift(...found.splice(first, 1));
  const box = el("div.chain-list"), add = (from) => box.append(...found.slice(from, from + 20).map(([chain]) => chainCard(chain, words)));
  add(0);
  const more = el("button.ghost", { type: "button", onclick: () => { add(box.children.length); more.hidden = box.children.length >= found.length; } }, t("more", { n: 20 }));
  more.hidden = found.length <= 20;
  return el("div",
    el("div.filters", group(t("sort"), S.by, [["claim", t("by_claim")], ["seen", t("by_seen")]], (value) => go({ by: value })),
      select(t("portal"), S.portal, [["", t("all_portals")], ...D.portals.map((one) => [N[one.name], N[one.name]])], (value) => go({ portal: value })),
      el("small", t("chains_shown", { n: many(found.length), all: many(D.chains_in_all) }))),
    found.length ? box : card(t("chains"), "", el("p.dim", t("chains_none"))), el("div.tail", more));
}

function says(title, words) {
  const text = fold(title);
  return (!words.any.length || words.any.some((word) => text.includes(word))) && words.must.every((word) => text.includes(word)) && !words.not.some((word) => text.includes(word));
}

const claimOf = (one) => (one[6] === null ? Infinity : one[6]);
function chainCard(chain, words) {
  const seen = [...chain].sort((a, b) => a[5] - b[5]), claimed = [...chain].sort((a, b) => claimOf(a) - claimOf(b) || a[5] - b[5]);
  const order = S.by === "seen" ? seen : claimed, portals = new Set(chain.map((one) => one[2])).size;
  return el("section.card.chain", el("header", el("h2", marked(order[0][3], words.shown)), el("small", t("chains_head", { n: chain.length, portals }))),
    el("ol.links", order.map((one, i) => {
      const [folder, rest, portal, title, source, read, claim, precision, rule, evidence] = one;
      const claimed_at = claim === null ? "–" : N[precision] === "day" ? dayOf(claim).slice(5) : when(claim);
      const said = claim === null ? t("claimed_none") : t("claimed", { time: claimed_at });
      const first = [one === claimed[0] && claim !== null && t("claims_first"), one === seen[0] && t("seen_first")].filter(Boolean);
      return el(i ? "li" : "li.one", el("time", S.by === "seen" ? when(read) : claimed_at),
        el("div", el("p", el("b", N[portal]), " ", link(N[folder] + rest, title === order[0][3] ? t("open") : title, title === order[0][3] && " ↗"), " ", first.map((text) => [el("span.badge.hot", text), " "])),
          el("small", [said, t("seen", { time: when(read) }), N[source] ? t("credits", { source: N[source] }) : t("credits_none"), N[rule], evidence].filter(Boolean).join(" · "))));
    })));
}

function silenceWords([, , , , , pause]) {
  return pause ? t("quiet", { pause: span(pause[0] / 60), longest: span(pause[1] / 60) }) : t("vanished");
}

function silent() {
  const portals = [...D.portals].sort((a, b) => troubles(b).length - troubles(a).length).map((one) => {
    const said = troubles(one);
    return el("tr", el("td", el("a", { href: hash({ view: "pages", portal: N[one.name] }) }, N[one.name])),
      el("td", one.end ? when((one.end - D.start) / 60) : t("no_crawl")), el("td.num", many(one.standing)), el("td.num.wide", many(one.new)),
      el("td", said.length ? el("ul.bad-list", said.map((text) => el("li", text))) : el("span", t("well"))));
  });
  const heads = el("thead", el("tr", el("th", t("portal")), el("th", t("last_crawl")), el("th.num", t("kpi_standing")), el("th.num.wide", t("kpi_new")), el("th", t("health"))));
  const blocks = D.silent.filter((one) => !S.portal || N[one[0]] === S.portal).map((one) => el("tr",
    el("td", el("b", N[one[0]]), " › ", N[one[1]] || t("no_label"), el("br"), el("small", link(one[2], one[2]))),
    el("td.wide", when(one[3])), el("td", one[4] === null ? "–" : when(one[4])), el("td", silenceWords(one))));
  return el("div.stack", card(t("silent_portals"), "", el("table.tall", heads, el("tbody", portals))),
    card(t("silent_blocks"), t("silent_hint"), blocks.length
      ? el("table.tall", el("thead", el("tr", el("th", t("block")), el("th.wide", t("last_seen")), el("th", t("last_new")), el("th", t("health")))), el("tbody", blocks)) : el("p.dim", t("silent_none"))));
}
