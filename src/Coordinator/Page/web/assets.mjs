// Puts what is not bundled beside the bundle: the document, its style, the licences of what is bundled, and a digest of the sources, by which a test sees that the built files are theirs.
import { createHash } from "node:crypto";
import { copyFileSync, readdirSync, readFileSync, writeFileSync } from "node:fs";

for (const file of ["index.html", "app.css"]) {
  copyFileSync(`src/${file}`, `../dist/${file}`);
}

const { dependencies } = JSON.parse(readFileSync("package.json", "utf8"));
writeFileSync("../dist/licences.txt", Object.entries(dependencies).map(([name, version]) =>
  `${name} ${version}\n\n${readFileSync(`node_modules/${name}/LICENSE`, "utf8").trim()}\n`).join("\n\n"));

const digest = createHash("sha256");
for (const file of ["package-lock.json", ...readdirSync("src", { recursive: true }).filter(name => /\.[a-z]+$/.test(name)).map(name => `src/${name}`).sort()]) {
  digest.update(`${file}\n`).update(readFileSync(file));
}

writeFileSync("sources.sha256", `${digest.digest("hex")}\n`);
