// Two versions of a draft side by side, and the choice between them.
import { ask } from "./dialogs.js";
import { api } from "./api.js";
import { h } from "./dom.js";
import { say } from "./words.js";

/** Lets the user choose: "mine", "theirs", or "" for later. */
export async function choose(path, mine, theirs) {
  if (theirs === null) {
    const buttons = [["mine", say("save")], ["", say("conflict.later")]];
    return ask(say("conflict.gone.title"), h("p", {}, say("conflict.gone")), buttons);
  }
  const changes = await api.diff({ path, text: mine }).catch(() => null);
  const body = [
    h("p", {}, say("conflict.text"), " ", changes?.count ?? ""),
    versions(changes?.changes ?? [], mine, theirs),
  ];
  const buttons = [
    ["mine", say("conflict.mine")],
    ["theirs", say("conflict.theirs")],
    ["", say("conflict.later")],
  ];
  return ask(say("conflict.title"), body, buttons, { wide: true });
}

function versions(changes, mine, theirs) {
  const rows = changes.length
    ? changes.flatMap(change)
    : lines(theirs, mine);
  return h(
    "div",
    { class: "versions" },
    h("h3", {}, say("conflict.old")),
    h("h3", {}, say("conflict.new")),
    rows,
  );
}

/** A change that the server found: what was, and what is. */
function change({ context, pieces }) {
  const side = (left, tag) =>
    pieces
      .filter(([kind]) => kind !== left)
      .map(([kind, text]) => (kind === "kept" ? text : h(tag, {}, text)));
  return [
    context ? h("div", { class: "left-out" }, context) : null,
    h("div", {}, side("added", "del")),
    h("div", {}, side("removed", "ins")),
  ].filter(Boolean);
}

/** Where the server finds no change of the contents: the lines that differ at all. */
function lines(theirs, mine) {
  const old = theirs.split("\n");
  const now = mine.split("\n");
  let start = 0;
  while (start < Math.min(old.length, now.length) && old[start] === now[start]) start += 1;
  let rest = 0;
  while (
    rest < Math.min(old.length, now.length) - start && old.at(-1 - rest) === now.at(-1 - rest)
  ) {
    rest += 1;
  }
  return [
    h("div", {}, old.slice(start, old.length - rest).join("\n")),
    h("div", {}, now.slice(start, now.length - rest).join("\n")),
  ];
}
