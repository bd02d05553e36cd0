// Find and replace, for both editors.
import { byId, h } from "./dom.js";
import { say } from "./words.js";

/** The bar. `editor()` is the open editor or null; `moved()` is called when
 * something was found. */
export function findBar({ editor, moved }) {
  const bar = byId("find-bar");
  const what = h("input", { type: "text", id: "find-what", "aria-label": say("find.what"),
    placeholder: say("find.what") });
  const replacement = h("input", { type: "text", id: "find-with", "aria-label": say("find.with"),
    placeholder: say("find.with") });
  const told = h("output", {});
  const button = (name, action) => h("button", { type: "button", onclick: action }, say(name));
  bar.append(
    h("div", {}, what, button("find.next", () => go(1)), button("find.previous", () => go(-1)),
      told, button("find.close", close)),
    h("div", {}, replacement, button("find.replace", replaceOne), button("find.all", replaceAll)),
  );
  what.addEventListener("input", () => count());
  bar.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (event.key === "Escape") close();
    else if (event.key === "Enter" && event.target === what) go(event.shiftKey ? -1 : 1);
    else if (event.key === "Enter" && event.target === replacement) replaceOne();
    else return;
    event.preventDefault();
  });

  function open() {
    if (!editor()) return;
    const { from, to } = editor().selection();
    const chosen = editor().text().slice(from, to);
    if (chosen && !chosen.includes("\n")) what.value = chosen;
    bar.hidden = false;
    what.focus();
    what.select();
    count();
  }

  function close() {
    bar.hidden = true;
    editor()?.show([]);
    editor()?.focus();
  }

  /** Where it stands in the text. */
  function places() {
    const found = [];
    if (!what.value) return found;
    const text = editor().text();
    for (let at = text.indexOf(what.value); at !== -1;) {
      found.push(at);
      at = text.indexOf(what.value, at + what.value.length);
    }
    return found;
  }

  /** Says how many there are, and shows them. */
  function count(found = places(), index = -1) {
    editor().show(found.map((from) => ({ from, to: from + what.value.length })), index);
    if (!what.value) told.textContent = "";
    else if (found.length === 0) told.textContent = say("find.none");
    else if (index < 0) told.textContent = say("find.found", { count: found.length });
    else told.textContent = say("find.count", { number: index + 1, count: found.length });
  }

  function go(step) {
    const found = places();
    const { from, to } = editor().selection();
    let index = step > 0
      ? found.findIndex((at) => at >= (isChosen(from, to) ? to : from))
      : found.findLastIndex((at) => at < from);
    if (index === -1) index = step > 0 ? 0 : found.length - 1;
    count(found, index);
    if (found.length === 0) return;
    editor().select(found[index], found[index] + what.value.length, { focus: false });
    moved();
  }

  const isChosen = (from, to) => editor().text().slice(from, to) === what.value;

  function replaceOne() {
    const { from, to } = editor().selection();
    if (what.value && isChosen(from, to)) {
      editor().apply([{ from, to, insert: replacement.value }]);
      editor().select(from + replacement.value.length, undefined, { focus: false });
    }
    go(1);
  }

  function replaceAll() {
    const found = places();
    if (found.length === 0) return count(found);
    const edits = found.map((from) => (
      { from, to: from + what.value.length, insert: replacement.value }
    ));
    editor().apply(edits);
    told.textContent = say("find.replaced", { count: edits.length });
    return undefined;
  }

  return { open };
}
