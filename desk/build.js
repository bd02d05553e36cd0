// Makes bulletinc/server/static/ from src/: `npm ci && npm run build`, or `node build.js FOLDER` to
// make it elsewhere. The same sources give the same bytes.
import { build } from "esbuild";
import { copyFileSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const out = process.argv[2] ?? join(here, "../bulletinc/server/static");
mkdirSync(out, { recursive: true });

const { metafile } = await build({
  absWorkingDir: here,
  entryPoints: {
    desk: "src/main.js",
    page: "src/page.css",
    frame: "src/frame.css",
    editor: "src/editor/codemirror.js", // loaded only where this editor is on
  },
  outdir: out,
  bundle: true,
  minify: true,
  format: "esm",
  target: ["chrome109", "firefox115", "safari16.4"],
  charset: "utf8",
  legalComments: "none",
  metafile: true,
  logLevel: "warning",
});
copyFileSync(join(here, "src/index.html"), join(out, "index.html"));
writeFileSync(join(out, "licences.txt"), licences(metafile));

/** The licence texts of the packages that the bundle contains. */
function licences({ inputs }) {
  const packages = Object.keys(inputs)
    .map((file) => /^node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(file)?.[1])
    .filter(Boolean);
  const texts = [...new Set(packages)].sort().map((name) => {
    const folder = join(here, "node_modules", name);
    const { version, license } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
    const file = readdirSync(folder).find((each) => /^licen[cs]e/i.test(each));
    return `${name} ${version} (${license})\n\n${readFileSync(join(folder, file), "utf8").trim()}\n`;
  });
  return `The page of the desk contains these packages.\n\n${texts.join("\n----\n\n")}`;
}
