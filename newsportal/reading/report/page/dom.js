/* Nodes, words and times. Whatever comes from portals becomes text by textContent, and an address only of http(s). */
const $ = (id) => document.getElementById(id);
const SVG = "http://www.w3.org/2000/svg";

function el(tag, ...rest) {
  const [name, ...classes] = tag.split("."), node = document.createElement(name);
  if (classes.length) node.className = classes.join(" ");
  return fill(node, rest);
}

function svg(tag, attributes, ...rest) {
  const node = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  return fill(node, rest);
}

/* Children: nodes, texts; an object sets properties (on…) and attributes. */
function fill(node, rest) {
  for (const one of rest.flat(Infinity)) {
    if (one === null || one === undefined || one === false) continue;
    if (one instanceof Node) node.append(one);
    else if (typeof one !== "object") node.append(String(one));
    else for (const [name, value] of Object.entries(one)) {
      if (name.startsWith("on")) node[name] = value;
      else if (value !== null && value !== undefined && value !== false) node.setAttribute(name, value === true ? "" : value);
    }
  }
  return node;
}

/* A link to a page of a portal: in a tab of its own, and only where the address is one of the web. */
function link(url, ...rest) {
  if (!/^https?:\/\//i.test(url || "")) return el("span.t", ...rest);
  return el("a", { href: url, target: "_blank", rel: "noopener noreferrer" }, ...rest);
}

let language = 0;
const zh = () => language === 0;
function t(key, values) {
  const said = (WORDS[key] || [key, key])[language];
  return values ? said.replace(/\{(\w+)\}/g, (all, name) => (name in values ? values[name] : all)) : said;
}
const many = (n) => n.toLocaleString("en-US");

/* A span of minutes in one unit. */
function span(minutes) {
  const m = Math.max(0, Math.round(minutes));
  if (m < 1) return t("moment");
  return m < 90 ? t("min", { n: m }) : m < 2160 ? t("hour", { n: Math.round(m / 60) }) : t("days", { n: Math.round(m / 1440) });
}
/* The age of a headline; of one that was there before the records of the window begin, what it is at least. */
const ageText = (h) => (H.first[h] < 0 ? `> ${span(NOW - Math.max(0, D.begun))}` : span(ageOf(h)));
const ago = (minutes) => (NOW - minutes < 0.5 ? t("just_now") : t("ago", { age: span(NOW - minutes) }));
const beijing = (minutes) => new Date((D.start + minutes * 60 + 28800) * 1000).toISOString();
const when = (minutes) => beijing(minutes).slice(5, 16).replace("T", " ");
const dayOf = (minutes) => beijing(minutes).slice(0, 10);
const firstSeen = (h) => (H.first[h] < 0 ? t("before_window", { time: when(Math.max(0, D.begun)) }) : when(H.first[h]));

/* A text with what was searched for marked. */
function marked(text, words) {
  if (!words.length) return [text];
  const folded = fold(text), parts = [];
  if (folded.length !== text.length) return [text];
  let at = 0;
  while (at < text.length) {
    let start = -1, size = 0;
    for (const word of words) {
      const found = folded.indexOf(word, at);
      if (found >= 0 && (start < 0 || found < start || (found === start && word.length > size))) [start, size] = [found, word.length];
    }
    if (start < 0) break;
    if (start > at) parts.push(text.slice(at, start));
    parts.push(el("mark", text.slice(start, start + size)));
    at = start + size;
  }
  parts.push(text.slice(at));
  return parts;
}

function card(title, hint, ...rest) {
  return el("section.card", el("header", el("h2", title), hint && el("small", hint)), ...rest);
}

function select(label, value, options, change) {
  const node = el("select", { "aria-label": label, onchange: () => change(node.value) });
  for (const [key, text] of options) node.append(el("option", { value: key }, text));
  node.value = value;
  if (node.selectedIndex < 0) node.selectedIndex = 0;
  node.toggleAttribute("data-on", node.selectedIndex > 0);
  return node;
}

function group(label, value, options, change) {
  return el("span.group", { role: "group", "aria-label": label }, options.map(([key, text]) =>
    el("button.chip", { type: "button", "aria-pressed": String(key === value), onclick: () => change(key) }, text)));
}
