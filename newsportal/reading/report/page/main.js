/* What is shown stands in the address behind #, so that back, forward and a copied address work. */
const FIRST = { view: "now", portal: "", block: "", day: "", state: "", q: "", sort: "newest", page: "", at: "", as: "bars", by: "claim", chain: "" };
const VIEWS = { now: () => overview(), pages: () => pictures(), list: () => list(), chains: () => chains(), silent: () => silent() };
let S = { ...FIRST };

function hash(change) {
  const { view, ...rest } = { ...FIRST, ...change }, said = new URLSearchParams(Object.entries(rest).filter(([name, value]) => value !== FIRST[name]));
  return `#${view}${String(said) && `?${said}`}`;
}

function read() {
  const [view, said = ""] = location.hash.slice(1).split(/\?(.*)/s), known = Object.entries(FIRST).map(([name]) => name);
  S = { ...FIRST, ...Object.fromEntries([...new URLSearchParams(said)].filter(([name]) => known.includes(name))), view: Object.hasOwn(VIEWS, view) ? view : "now" };
}

/* Change what is shown; typing replaces the address, all else is a step that "back" undoes. */
function go(change, typing) {
  const before = S.view;
  S = { ...S, ...change };
  history[typing ? "replaceState" : "pushState"](null, "", hash(S));
  shown = 60;
  render();
  if (S.view !== before && !typing) scrollTo(0, 0);
}

function render() {
  redraw.length = 0;
  if (document.activeElement !== $("q")) $("q").value = S.q;
  const focus = document.activeElement && document.activeElement.getAttribute("aria-label");
  $("main").replaceChildren(...stale(), VIEWS[S.view]());
  if (focus && document.activeElement === document.body) [...$("main").querySelectorAll("select,button")].find((one) => one.getAttribute("aria-label") === focus)?.focus();
  for (const tab of $("tabs").children) {
    if (tab.dataset.view === S.view) tab.setAttribute("aria-current", "page"); else tab.removeAttribute("aria-current");
    tab.href = hash({ view: tab.dataset.view, portal: S.portal });
  }
  redraw.forEach((draw) => draw());
}

/* A page that is old says so: what stands now stood then. */
function stale() {
  const age = (Date.now() / 1000 - D.made) / 60;
  return age > 1440 || D.made - D.as_of > 86400 ? [el("p.note", t("old", { age: span(age), time: beijing(NOW).slice(0, 16).replace("T", " ") }))] : [];
}

function speak() {
  document.documentElement.lang = zh() ? "zh-CN" : "en";
  document.title = `${t("title")} ${beijing(NOW).slice(0, 16).replace("T", " ")}`;
  for (const node of document.querySelectorAll("[data-t]")) node.textContent = t(node.dataset.t);
  for (const node of document.querySelectorAll("[data-t-label]")) node.setAttribute("aria-label", t(node.dataset.tLabel));
  for (const node of document.querySelectorAll("[data-t-placeholder]")) node.placeholder = t(node.dataset.tPlaceholder);
  $("asof").textContent = t("as_of", { time: beijing(NOW).slice(0, 16).replace("T", " ") });
  $("lang").textContent = zh() ? "EN" : "中文"; $("lang").lang = zh() ? "en" : "zh-CN"; $("lang").setAttribute("aria-label", t("language"));
  const look = totals().look, counts = { list: COUNT, chains: D.chains_in_all, silent: look, pages: D.pages.length };
  $("tabs").replaceChildren(...Object.keys(VIEWS).map((view) => el("a", { href: `#${view}`, "data-view": view }, t(view),
    counts[view] ? el(view === "silent" ? "i.bad" : "i", many(counts[view])) : null)));
  const rest = D.distinct - COUNT, until = beijing(NOW).slice(0, 16).replace("T", " ");
  $("foot").replaceChildren(...[
    t("foot_window", { since: beijing(Math.max(0, D.begun)).slice(0, 16).replace("T", " "), until, crawls: many(D.crawls), sightings: many(D.sightings), distinct: many(D.distinct), articles: many(D.articles) }),
    rest > 0 && t("foot_left", { shown: many(COUNT), n: many(rest) }), D.unread > 0 && t("foot_unread", { n: many(D.unread) }), t("foot_offline"), t("foot_keys"),
  ].filter(Boolean).map((text) => el(text === t("foot_keys") ? "p.wide" : "p", text)));
}

const keep = { get: (name) => { try { return localStorage.getItem(`newsportal ${name}`); } catch { return null; } },
  set: (name, value) => { try { localStorage.setItem(`newsportal ${name}`, value); } catch { /* private windows keep nothing */ } } };

function theme(name) { document.documentElement.dataset.theme = name; redraw.forEach((draw) => draw()); }

function keys(event) {
  const typing = /^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName);
  if (event.key === "Escape") { if (typing) event.target.blur(); if (S.q) { $("q").value = ""; go({ q: "" }); } return; }
  if (typing || event.ctrlKey || event.metaKey || event.altKey) return;
  const rows = [...document.querySelectorAll(".row")], now = rows.indexOf(document.activeElement.closest?.(".row"));
  if (event.key === "/") { event.preventDefault(); $("q").focus(); $("q").select(); }
  else if (/^[1-5]$/.test(event.key)) go({ view: Object.keys(VIEWS)[event.key - 1] });
  else if (event.key === "j" || event.key === "k") rows[Math.max(0, Math.min(rows.length - 1, now + (event.key === "j" ? 1 : -1)))]?.focus();
  else if (event.key === "o" && now >= 0) rows[now].querySelector(".head a")?.click();
  else if (event.key === "Enter" && now >= 0 && document.activeElement === rows[now]) rows[now].querySelector(".open").click();
}

async function start() {
  language = (keep.get("language") ?? (/^zh/i.test(navigator.language) ? "0" : "1")) === "0" ? 0 : 1;
  index(await unpack($("data").textContent));
  const dark = matchMedia("(prefers-color-scheme: dark)");
  theme(keep.get("theme") ?? (dark.matches ? "dark" : "light"));
  dark.onchange = () => { if (!keep.get("theme")) { theme(dark.matches ? "dark" : "light"); render(); } };
  read(); speak(); render();
  let wait;
  $("q").oninput = () => { clearTimeout(wait); wait = setTimeout(() => go({ q: $("q").value.trim(), ...(S.view === "chains" ? {} : { view: "list" }) }, true), 90); };
  $("lang").onclick = () => { language = 1 - language; keep.set("language", language); speak(); render(); };
  $("theme").onclick = () => { const next = document.documentElement.dataset.theme === "dark" ? "light" : "dark"; keep.set("theme", next); theme(next); render(); };
  addEventListener("popstate", () => { read(); shown = 60; render(); scrollTo(0, 0); });
  addEventListener("keydown", keys);
  let size; addEventListener("resize", () => { clearTimeout(size); size = setTimeout(() => redraw.forEach((draw) => draw()), 120); });
  document.body.dataset.ready = Math.round(performance.now());
}
start().catch(() => $("main").replaceChildren(el("p.wait", t("broken"))));
