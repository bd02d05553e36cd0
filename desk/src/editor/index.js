// Which editor is used. Each has
//   kind, text(), selection() → { from, to }, composing(), focus(), hasFocus(),
//   select(from, to, { focus }), apply(edits), undo(), redo(), mark(reading),
//   show(ranges, here) where sought words stand, close()
// and calls changed(edits), selected(), pasted(event) → whether it was dealt with, composed() (an
// input method has finished). While composing() nothing may touch the text or what is around it.
import { memory } from "../dom.js";
import * as plain from "./plain.js";

export const remembered = () => memory.get("editor", "codemirror");

/** Opens the editor of this kind; the plain one where CodeMirror cannot be loaded. */
export async function openEditor(kind, options) {
  memory.set("editor", kind);
  if (kind === "plain") return plain.open(options);
  try {
    const address = "/static/editor.js";
    const codemirror = await import(address);
    return codemirror.open(options);
  } catch (error) {
    console.error(error);
    return plain.open(options);
  }
}
