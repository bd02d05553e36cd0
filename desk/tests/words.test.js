import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { test } from "node:test";
import { en } from "../src/words.en.js";
import { zh } from "../src/words.zh.js";

const folder = new URL("../src/", import.meta.url);
const sources = readdirSync(folder, { recursive: true })
  .filter((name) => /\.(js|html)$/.test(name) && !/words\.\w\w\.js$/.test(name))
  .map((name) => readFileSync(new URL(name.replaceAll("\\", "/"), folder), "utf8"))
  .join("\n");

test("both languages say the same things", () => {
  assert.deepEqual(Object.keys(en).sort(), Object.keys(zh).sort());
});

test("a sentence has the same values in both languages", () => {
  const values = (sentence) => (sentence.match(/\{\w+\}/g) ?? []).sort();
  for (const key of Object.keys(zh)) assert.deepEqual(values(en[key]), values(zh[key]), key);
});

test("nothing is left over", () => {
  const unused = Object.keys(zh).filter(
    (key) => !sources.includes(`"${key}"`) && !sources.includes(`${key.split(".")[0]}.\${`),
  );
  assert.deepEqual(unused, []);
});

test("nothing is missing", () => {
  const said = [...sources.matchAll(/(?:say\(|data-(?:say|label|hint)=)"([^"]+)"/g)];
  assert.ok(said.length > 50);
  assert.deepEqual(said.map(([, key]) => key).filter((key) => !(key in zh)), []);
});
