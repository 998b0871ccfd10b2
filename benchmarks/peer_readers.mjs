// The Node extractors of peers.py: `node peer_readers.mjs NAME PAGES`; see peer_readers.py for what is printed.

import { readFileSync } from "node:fs";
import { Readability, isProbablyReaderable } from "@mozilla/readability";
import { JSDOM, VirtualConsole } from "jsdom";

function readability({ document }) {
  const kind = isProbablyReaderable(document) ? "article" : "hub";
  const found = new Readability(document).parse() ?? {};
  return {
    kind,
    text: found.textContent,
    title: found.title,
    published: found.publishedTime,
    author: found.byline,
    source: found.siteName,
  };
}

async function defuddle({ document }, url) {
  const { Defuddle } = await import("defuddle/node");
  const found = await Defuddle(document, url, { useAsync: false }); // nothing from other people's servers
  const { body } = new JSDOM(found.content).window.document;
  return {
    text: body.textContent,
    title: found.title,
    published: found.published,
    author: found.author,
    source: found.site,
  };
}

const READERS = { "@mozilla/readability": readability, defuddle };

async function read(name, { file, url, html }) {
  const began = process.cpuUsage();
  let row = {};
  try {
    const dom = new JSDOM(html, { url, virtualConsole: new VirtualConsole() });
    row = await READERS[name](dom.window, url);
    dom.window.close();
  } catch (error) {
    console.error(`${file}: ${error}`);
  }
  const { user, system } = process.cpuUsage(began);
  const nulls = Object.fromEntries(Object.entries(row).map(([key, value]) => [key, value || null]));
  return { file, cpu: (user + system) / 1e6, ...nulls };
}

const [name, given] = process.argv.slice(2);
for (const line of readFileSync(given, "utf8").split("\n").filter(Boolean)) {
  const twice = [await read(name, JSON.parse(line)), await read(name, JSON.parse(line))];
  console.log(JSON.stringify(twice.sort((a, b) => a.cpu - b.cpu)[0])); // noise only adds
}
const at = new URL(`node_modules/${name}/package.json`, import.meta.url);
console.log(JSON.stringify({ version: JSON.parse(readFileSync(at, "utf8")).version }));
