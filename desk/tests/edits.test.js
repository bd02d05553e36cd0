import assert from "node:assert/strict";
import { test } from "node:test";
import { applied, difference, lineOf, moved } from "../src/edits.js";

const PAIRS = [
  ["", "清溪区"],
  ["清溪区", ""],
  ["清溪区工作快报", "清溪区工作简报"],
  ["河河河", "河河河河"],
  ["河河河河", "河河"],
  ["𠮷野", "𠮶野"], // two halves, the first of them the same
  ["a𠮷", "a𡮷"], // the second of them the same
  ["第1期\n第2期", "第1期\n\n第2期"],
];

for (const [before, after] of PAIRS) {
  test(`the edit makes “${after}” of “${before}”`, () => {
    const edit = difference(before, after);
    assert.equal(applied(before, [edit]), after);
    assert.ok(edit.insert.isWellFormed?.() ?? true);
    assert.ok(edit.from <= edit.to);
  });
}

test("equal texts have no difference", () => {
  assert.equal(difference("白河镇", "白河镇"), null);
});

test("a change in the middle is small", () => {
  assert.deepEqual(difference("白河镇清理河道", "白河镇疏浚河道"), {
    from: 3, to: 5, insert: "疏浚",
  });
});

test("positions move with what is inserted and removed before them", () => {
  const edits = [{ from: 2, to: 4, insert: "" }, { from: 6, to: 6, insert: "三字长" }];
  assert.equal(moved(1, edits), 1);
  assert.equal(moved(3, edits), 2);
  assert.equal(moved(5, edits), 3);
  assert.equal(moved(8, edits), 9);
});

test("what is inserted at a position moves it", () => {
  assert.equal(moved(2, [{ from: 2, to: 2, insert: "新" }]), 3);
});

test("lines are counted from one", () => {
  assert.equal(lineOf("一\n二\n三", 0), 1);
  assert.equal(lineOf("一\n二\n三", 2), 2);
  assert.equal(lineOf("一\n二\n三", 5), 3);
});
