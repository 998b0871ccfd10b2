/* A hub as a picture: a card a block in page order, a bar a headline. */
function pictures() {
  const known = [...portalsOf.keys()];
  if (!known.length) return card(t("picture"), "", el("p.dim", t("picture_none")));
  const portal = known.find((one) => N[one] === S.portal) ?? known[0], pages = portalsOf.get(portal);
  const p = pages.includes(Number(S.page)) && S.page !== "" ? Number(S.page) : pages[0];
  const [, url, read, blocks] = D.pages[p], total = blocks.reduce((sum, block) => sum + block[2].length, 0);
  const box = el("div.pic");
  box.append(...blocks.map((block, b) => blockCard(p, b, block)));
  redraw.push(() => masonry(box));
  return el("div",
    el("div.filters",
      select(t("portal"), N[portal], known.map((one) => [N[one], N[one]]), (value) => go({ portal: value, page: "" })),
      select(t("which_page"), String(p), pages.map((one) => [String(one), `${D.pages[one][1].replace(/^https?:\/\//, "")} · ${D.pages[one][3].reduce((sum, x) => sum + x[2].length, 0)}`]), (value) => go({ page: value })),
      group(t("picture"), S.as, [["bars", t("as_bars")], ["words", t("as_words")]], (value) => go({ as: value }))),
    card(t("picture"), t("picture_read", { time: when(read), blocks: many(blocks.length), n: many(total) }),
      el("p.dim", link(url, url)), el("p.dim", t("picture_hint")), legend(), box));
}

function blockCard(p, b, [label, role, heads]) {
  const newest = heads.reduce((a, b) => (ageOf(b) < ageOf(a) ? b : a)), name = N[label] || t("no_label"), age = ageText(newest);
  const card = el("button.blk", { type: "button", "aria-label": t("block_open", { label: name, n: heads.length, age }),
    onclick: () => go({ view: "list", at: `${p}-${b}`, portal: N[D.pages[p][0]], sort: "place", block: "", day: "", state: "", q: "" }) },
    el("b", el("span", name), el("small", heads.length)));
  const bars = el("span.bars"), most = S.as === "words" ? 30 : 240, wide = Math.min(4, Math.ceil(heads.length / (S.as === "words" ? 10 : 22)));
  card.append(bars);
  if (wide > 1) card.classList.add(`w${wide}`);
  for (const h of heads.slice(0, most)) {
    const kind = ageClass(ageOf(h));
    if (S.as === "words") { bars.append(el(`em.c${kind}`, el("span", H.text[h]))); continue; }
    const bar = el(`i.b${kind}`, { title: H.text[h] });
    bar.style.width = `${Math.min(100, 8 + H.text[h].length * 3)}%`;
    bars.append(bar);
  }
  if (heads.length > most) card.append(el("small", `+ ${heads.length - most}`));
  return card;
}

/* Cards keep their order and fill the gaps: each spans as many small rows as it is high. */
function masonry(box) {
  if (!box.isConnected) return;
  const high = [...box.children].map((one) => one.offsetHeight);
  high.forEach((h, i) => { box.children[i].style.gridRowEnd = `span ${Math.ceil((h + 10) / 4)}`; });
}
