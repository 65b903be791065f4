// Bundle our modules into few minified ones in static/built/, and note what each module needs.
import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { basename } from "node:path";
import { build } from "esbuild";

const folder = "static/built";
const WORKER = "sw.js"; // a classic script, served as it is

rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
const { metafile } = await build({
  bundle: true,
  chunkNames: "[name]-[hash]",
  entryPoints: ["static/js/main.js"],
  format: "esm",
  legalComments: "none",
  metafile: true,
  minify: true,
  outdir: folder,
  splitting: true,
  target: "es2022",
});

/** A file and all that it can't do without. */
function closure(file, found = new Set()) {
  if (found.has(file)) return found;
  found.add(file);
  const needed = metafile.outputs[file].imports.filter(({ kind }) => kind === "import-statement");
  for (const { path } of needed) closure(path, found);
  return found;
}

const sum = (name) => createHash("sha256").update(readFileSync(`static/js/${name}`)).digest("hex");
const sources = readdirSync("static/js").filter((name) => name.endsWith(".js") && name !== WORKER);
const entries = Object.entries(metafile.outputs).filter(([, { entryPoint }]) => entryPoint);
const chunks = entries.map(([file, { entryPoint }]) => [
  entryPoint.replace("static/", ""),
  [...closure(file)].map((needed) => `built/${basename(needed)}`),
]);
const made = {
  sources: Object.fromEntries(sources.sort().map((name) => [name, sum(name)])),
  chunks: Object.fromEntries(chunks),
};
writeFileSync(`${folder}/chunks.json`, `${JSON.stringify(made, null, 1)}\n`);
