// Bundle each browser library into one minified ES module in static/vendor/, with its types and licences.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { build } from "esbuild";

const folder = "static/vendor";
const libraries = {
  ed25519: { names: "verifyAsync", from: ["@noble/ed25519"] },
  hpke: { names: "Aes256Gcm, CipherSuite, DhkemP256HkdfSha256, HkdfSha256", from: ["@hpke/core", "@hpke/common"] },
  idb: { names: "deleteDB, openDB", from: ["idb"] },
};

rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
const licences = [];
for (const [name, { names, from }] of Object.entries(libraries)) {
  const contents = `export { ${names} } from "${from[0]}";\n`;
  await build({
    stdin: { contents, resolveDir: "." },
    bundle: true,
    format: "esm",
    legalComments: "none",
    minify: true,
    outfile: `${folder}/${name}.js`,
    target: "es2022",
  });
  writeFileSync(`${folder}/${name}.d.ts`, contents);
  for (const library of from) {
    licences.push(`${library}\n\n${readFileSync(`node_modules/${library}/LICENSE`, "utf8")}`);
  }
}
writeFileSync(`${folder}/LICENSES.txt`, licences.join("\n---\n\n"));
