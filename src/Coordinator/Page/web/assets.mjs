// Puts what is not bundled beside the bundle, and the licences of what is bundled.
import { copyFileSync, readFileSync, writeFileSync } from "node:fs";

for (const file of ["index.html", "app.css"]) {
  copyFileSync(`src/${file}`, `../dist/${file}`);
}

const { dependencies } = JSON.parse(readFileSync("package.json", "utf8"));
writeFileSync("../dist/licences.txt", Object.entries(dependencies).map(([name, version]) =>
  `${name} ${version}\n\n${readFileSync(`node_modules/${name}/LICENSE`, "utf8").trim()}\n`).join("\n\n"));
