// CodeMirror 6, with findings under the words, colours of the parts, and completion.
import {
  defaultKeymap, history, historyKeymap, isolateHistory, redo, undo,
} from "@codemirror/commands";
import { EditorState, Transaction } from "@codemirror/state";
import { EditorView, keymap, lineNumbers } from "@codemirror/view";
import { completion } from "./completion.js";
import { found, marking, shown } from "./marks.js";

/** Opens the editor in `parent`. `editor/index.js` says what every editor has. */
export function open(options) {
  const { parent, label, nonce, phrases, changed, selected, pasted, composed } = options;
  const isComposing = () => view.composing || view.compositionStarted;
  let known = null; // the text of a state, which is asked for again and again
  let isOurs = false; // the program moves the caret, not the user

  function text() {
    const { doc } = view.state;
    if (known?.doc !== doc) known = { doc, text: doc.toString() };
    return known.text;
  }

  function mark(reading) {
    // Another reading follows a composition, and a text that is another by now.
    if (isComposing() || reading.text !== text()) return;
    view.dispatch({ effects: shown(reading, view.state.doc.length) });
  }

  function afterComposition() {
    // CodeMirror itself reads the composed text a moment after the event.
    setTimeout(() => isComposing() || composed(), 30);
  }

  const watch = EditorView.updateListener.of((update) => {
    if (update.docChanged) changed(editsOf(update.changes));
    if (update.selectionSet && !isOurs) selected();
  });
  const view = new EditorView({
    parent,
    state: EditorState.create({
      doc: options.text,
      extensions: [
        EditorView.cspNonce.of(nonce),
        EditorState.phrases.of(phrases),
        EditorState.lineSeparator.of("\n"),
        EditorView.lineWrapping,
        EditorView.contentAttributes.of({
          "aria-label": label,
          "aria-describedby": "at-caret",
          spellcheck: "false",
          lang: "zh-CN",
          tabindex: "0",
        }),
        EditorView.domEventHandlers({
          paste: (event) => pasted(event),
          compositionend: () => void afterComposition(),
          drop: (event) => event.dataTransfer.files.length > 0, // the desk takes files in
        }),
        lineNumbers(),
        history(),
        completion(options.settings, isComposing),
        keymap.of([...defaultKeymap, ...historyKeymap]),
        marking(options.explain),
        watch,
      ],
    }),
  });

  /** Runs what moves the caret without telling that the user did. */
  function quietly(action) {
    isOurs = true;
    action();
    isOurs = false;
  }

  return {
    kind: "codemirror",
    text,
    selection() {
      const { from, to } = view.state.selection.main;
      return { from, to };
    },
    composing: isComposing,
    focus: () => view.focus(),
    hasFocus: () => view.hasFocus,
    select(from, to = from, { focus = true } = {}) {
      const length = view.state.doc.length;
      const anchor = Math.min(from, length);
      const head = Math.min(to, length);
      const effects = EditorView.scrollIntoView(anchor, { y: "nearest", yMargin: 80 });
      quietly(() => view.dispatch({ selection: { anchor, head }, effects }));
      if (focus) view.focus();
    },
    apply(edits) {
      // A step of its own for the undoing.
      const annotations = [Transaction.userEvent.of("program"), isolateHistory.of("full")];
      quietly(() => view.dispatch({ changes: edits, annotations }));
    },
    undo: () => undo(view),
    redo: () => redo(view),
    mark,
    show: (ranges, here = -1) => view.dispatch({ effects: found(ranges, here) }),
    close: () => view.destroy(),
  };
}

function editsOf(changes) {
  const edits = [];
  changes.iterChanges((from, to, _from, _to, inserted) => {
    edits.push({ from, to, insert: inserted.toString() });
  });
  return edits;
}
