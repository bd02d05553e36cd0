// CodeMirror 6, with findings under the words, colours of the parts, and completion.
import {
  defaultKeymap, history, historyKeymap, isolateHistory, redo, undo,
} from "@codemirror/commands";
import { EditorState, Transaction } from "@codemirror/state";
import { EditorView, keymap, lineNumbers } from "@codemirror/view";
import { completion } from "./completion.js";
import { marking, shown } from "./marks.js";

/** Opens the editor in `parent`. `editor/index.js` says what every editor has. */
export function open(options) {
  const { parent, text, label, nonce, phrases, changed, selected, pasted, composed } = options;
  const isComposing = () => view.composing || view.compositionStarted;
  let waiting = null; // the newest reading, while a composition goes on
  let isOurs = false; // the program moves the caret, not the user

  function show(reading) {
    if (isComposing()) {
      waiting = reading;
      return;
    }
    waiting = null;
    if (reading.text.length !== view.state.doc.length) return; // a newer one is on its way
    view.dispatch({ effects: shown(reading, view.state.doc.length) });
  }

  function afterComposition() {
    // CodeMirror itself reads the composed text a moment after the event.
    setTimeout(() => {
      if (isComposing()) return;
      if (waiting) show(waiting);
      composed();
    }, 30);
  }

  const watch = EditorView.updateListener.of((update) => {
    if (update.docChanged) changed(editsOf(update.changes));
    if (update.selectionSet && !isOurs) selected();
  });
  const view = new EditorView({
    parent,
    state: EditorState.create({
      doc: text,
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
    text: () => view.state.doc.toString(),
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
    mark: show,
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
