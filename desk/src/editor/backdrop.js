// Marks under the words of a text area, which has none of its own: the same text behind it, unseen.
import { h } from "../dom.js";
import { moved } from "../edits.js";

const MOST = 60000; // characters of a text that is set twice without a key having to wait

/** The backdrop of a text area: `mark(name, ranges)` with ranges `{ from, to, className }`. */
export function backdropOf(area) {
  const layer = h("div", { class: "backdrop", "aria-hidden": "true" });
  const marks = { findings: [], found: [] };
  area.before(layer);
  area.addEventListener("scroll", follow);

  function follow() {
    layer.scrollTop = area.scrollTop;
  }

  function draw() {
    const text = area.value;
    const ranges = text.length > MOST ? [] : [...marks.findings, ...marks.found];
    ranges.sort((one, other) => one.from - other.from);
    const pieces = [];
    let done = 0;
    for (const { from, to, className } of ranges) {
      const start = Math.max(from, done);
      if (to <= start) continue;
      pieces.push(text.slice(done, start), h("span", { class: className }, text.slice(start, to)));
      done = to;
    }
    // A line end at the end needs something behind it to be a line.
    layer.replaceChildren(...(ranges.length ? [...pieces, `${text.slice(done)}\u200b`] : []));
    follow();
  }

  return {
    mark(name, ranges) {
      marks[name] = ranges;
      draw();
    },
    /** Scrolls to the mark of a class where it is not in sight. */
    reveal(className) {
      const mark = layer.querySelector(`.${className}`);
      if (!mark) return;
      const top = mark.offsetTop - area.scrollTop;
      if (top < 0 || top + mark.offsetHeight > area.clientHeight) {
        area.scrollTop += top - area.clientHeight / 3;
      }
    },
    /** The text was changed: the marks stay at their words. */
    move(edits) {
      if (marks.findings.length + marks.found.length === 0) return;
      for (const each of [...marks.findings, ...marks.found]) {
        each.from = moved(each.from, edits);
        each.to = moved(each.to, edits, true);
      }
      draw();
    },
    remove: () => layer.remove(),
  };
}
