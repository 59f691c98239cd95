// Builds the style sheets and the script that the project ships, with a hash in each name and a .gz beside each.
// Needed only after a change in this folder: `npm ci && npm run build`, then commit what changed in web/static.
import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { build, transform } from "esbuild";
import postcss from "postcss";

const STATIC = new URL("../src/rugdekking/web/static/", import.meta.url).pathname;
const EXAMPLE_THEME = "node_modules/@nl-design-system-unstable/voorbeeld-design-tokens/dist/theme.css";
const SOURCES = {
  public: ["css/parts-public.css", "css/rugdekking.css"],
  office: ["css/parts-public.css", "css/parts-office.css", "css/rugdekking.css", "css/office.css"],
  meeting: ["css/meeting.css"],
  help: ["css/help.css"],
};
const BESIDE = new Set(["meeting", "help"]);
const NOTICE =
  "/*! EUPL-1.2. Parts (c) Frameless B.V., Gemeente Utrecht and the NL Design System community: see THIRD_PARTY.md */\n";

// Variants of the components that no page of ours has. Without them the sheet is less than half as large.
const UNUSED = [
  /--(pressed|negative|positive|disabled|icon-only|read-only|placeholder|expanded|collapsed)\b/,
  /--(hover|focus|focus-visible|active|checked|indeterminate|invalid|html-legend-disabled)(?![\w-])(?<!form-field--invalid|form-fieldset--invalid)/,
  /nl-heading--level-[56]|nl-link--(current|inline-box)|nl-button__|nl-paragraph__|textbox--(password|multiline|numeric|url|tel|email)/,
  /nl-skip-link--visible(?!-on-focus)|html-select:not\(\[multiple\]\)|nl-button:focus-visible|data-list--rows|alert__(icon|message)|::placeholder|:read-only|:disabled/,
  /unordered-list--(nested|level)|unordered-list.* (ul|ol)\b|form-fieldset--section|form-field__description--before|nl-button--(default|small)/,
  /html-content (button|input|select|textarea|table)/,
];

function without(root, unused) {
  root.walkComments((comment) => comment.remove());
  root.walkRules((rule) => {
    const kept = rule.selectors.filter((selector) => !unused.some((pattern) => pattern.test(selector)));
    if (kept.length === 0) rule.remove();
    else rule.selectors = kept;
  });
  root.walkAtRules((at) => at.nodes?.length === 0 && at.remove());
  return root;
}

function tokensOf(...sheets) {
  const tokens = new Map();
  for (const sheet of sheets) {
    postcss.parse(readFileSync(sheet, "utf8")).walkDecls(/^--/, ({ prop, value }) => tokens.set(prop, value.trim()));
  }
  return tokens;
}

// Follows the chain of a token to its value. Our own --rd-* tokens stay variables: a house style replaces them.
function flat(tokens, value, depth = 0) {
  if (depth > 20) throw new Error(`Endless chain of tokens: ${value}`);
  return value.replace(/var\(\s*(--[\w-]+)\s*\)/g, (found, name) =>
    name.startsWith("--rd-") || !tokens.get(name) ? found : flat(tokens, tokens.get(name), depth + 1),
  );
}

function reachable(css, tokens) {
  const lines = new Map();
  const queue = [css];
  while (queue.length) {
    for (const [, name] of queue.pop().matchAll(/var\(\s*(--[\w-]+)/g)) {
      if (lines.has(name) || !tokens.get(name)) continue;
      const value = flat(tokens, tokens.get(name));
      lines.set(name, value);
      queue.push(value);
    }
  }
  return `:root{${[...lines].map(([name, value]) => `${name}:${value}`).sort().join(";")}}`;
}

async function bundled(sources) {
  const parts = [];
  for (const source of sources) {
    const result = await build({ entryPoints: [source], bundle: true, write: false });
    const own = !source.includes("parts-");
    parts.push(without(postcss.parse(result.outputFiles[0].text), own ? [] : UNUSED).toString());
  }
  return parts.join("\n");
}

function publish(folder, name, extension, text, manifest) {
  const hash = createHash("sha256").update(text).digest("hex").slice(0, 12);
  const path = `${folder}/${name}.${hash}.${extension}`;
  mkdirSync(STATIC + folder, { recursive: true });
  writeFileSync(STATIC + path, text);
  const packed = gzipSync(text, { level: 9 });
  writeFileSync(`${STATIC}${path}.gz`, packed);
  manifest[name] = path;
  console.log(`${path}: ${text.length} bytes, ${packed.length} packed`);
}

for (const folder of ["css", "js", "img"]) {
  mkdirSync(STATIC + folder, { recursive: true });
  for (const file of readdirSync(STATIC + folder)) rmSync(`${STATIC}${folder}/${file}`);
}
const manifest = {};
const tokens = tokensOf(EXAMPLE_THEME, "css/theme.css");
for (const [name, sources] of Object.entries(SOURCES)) {
  const css = await bundled(sources);
  // A sheet that comes beside another one leaves the tokens to it: they may be an organisation's own.
  const root = BESIDE.has(name) ? "" : reachable(css, tokens);
  const { code } = await transform(root + css, { loader: "css", minify: true, legalComments: "none" });
  publish("css", name, "css", NOTICE + code, manifest);
}
for (const name of ["short", "upload", "room"]) {
  const script = await transform(readFileSync(`js/${name}.js`, "utf8"), { minify: true, target: "es2019", format: "iife" });
  publish("js", name, "js", script.code, manifest);
}
// A module: the tests ask it for its sum.
const scan = await transform(readFileSync("js/scan.js", "utf8"), { minify: true, target: "es2019", format: "esm" });
publish("js", "scan", "js", scan.code, manifest);
publish("img", "icon", "svg", readFileSync("img/icon.svg", "utf8"), manifest);
publish("img", "card", "svg", readFileSync("img/card.svg", "utf8"), manifest);
writeFileSync(`${STATIC}manifest.json`, `${JSON.stringify(manifest, null, 2)}\n`);
