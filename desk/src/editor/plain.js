// The plain text area: for screen readers, and for machines on which CodeMirror is slow.
import { h } from "../dom.js";
import { difference, moved } from "../edits.js";
import { backdropOf } from "./backdrop.js";

/** Opens the editor in `parent`. `editor/index.js` says what every editor has. */
export function open({ parent, text, label, changed, selected, pasted, composed }) {
  const area = h("textarea", {
    class: "plain",
    "aria-label": label,
    "aria-describedby": "at-caret",
    spellcheck: "false",
    autocomplete: "off",
  });
  let known = text;
  let isComposing = false;
  area.value = text;
  area.setSelectionRange(0, 0);
  parent.append(area);
  const backdrop = backdropOf(area);

  function noticeChange() {
    const edit = difference(known, area.value);
    known = area.value;
    if (!edit) return;
    backdrop.move([edit]);
    changed([edit]);
  }

  area.addEventListener("input", noticeChange);
  area.addEventListener("paste", pasted);
  area.addEventListener("compositionstart", () => {
    isComposing = true;
  });
  area.addEventListener("compositionend", () => {
    isComposing = false;
    noticeChange();
    // The browser's own `input` event may still follow.
    setTimeout(() => isComposing || composed());
  });
  const tellSelection = () => document.activeElement === area && selected();
  document.addEventListener("selectionchange", tellSelection);

  /** Runs with the focus on the area, which is what the browser's commands work on. */
  function focused(action) {
    const before = document.activeElement;
    area.focus({ preventScroll: true });
    action();
    if (before !== area) before?.focus?.({ preventScroll: true });
  }

  return {
    kind: "plain",
    text: () => area.value,
    selection: () => ({ from: area.selectionStart, to: area.selectionEnd }),
    composing: () => isComposing,
    focus: () => area.focus(),
    hasFocus: () => document.activeElement === area,
    select(from, to = from, { focus = true } = {}) {
      area.setSelectionRange(from, to);
      if (!focus) return;
      area.blur(); // gaining the focus is what scrolls a text area to its caret
      area.focus();
    },
    apply(edits) {
      const { selectionStart, selectionEnd, scrollTop } = area;
      focused(() => {
        // Last first, so that the others keep their places. The browser can undo its own commands.
        for (const { from, to, insert } of [...edits].reverse()) {
          area.setSelectionRange(from, to);
          document.execCommand(insert ? "insertText" : "delete", false, insert);
        }
        area.setSelectionRange(moved(selectionStart, edits), moved(selectionEnd, edits));
      });
      area.scrollTop = scrollTop;
      noticeChange();
    },
    undo: () => focused(() => document.execCommand("undo")),
    redo: () => focused(() => document.execCommand("redo")),
    mark({ findings, text: read }) {
      if (isComposing || read !== area.value) return;
      backdrop.mark("findings", findings.map(({ from, to, doubt, severity }) => (
        { from, to: Math.max(to, from + 1), className: `finding finding-${doubt ? "doubt" : severity}` }
      )));
    },
    show(ranges, here = -1) {
      backdrop.mark("found", ranges.map(({ from, to }, index) => (
        { from, to, className: index === here ? "found found-here" : "found" }
      )));
      backdrop.reveal("found-here");
    },
    close() {
      backdrop.remove();
      document.removeEventListener("selectionchange", tellSelection);
      area.remove();
    },
  };
}
