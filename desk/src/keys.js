// The keys of the desk. On a Mac ⌘ does what Ctrl does.

/** Listens for keys anywhere; `actions` are what they do. */
export function listenToKeys(actions) {
  const keys = {
    "Ctrl+s": actions.save,
    "Ctrl+f": actions.find,
    "Ctrl+h": actions.find,
    "Ctrl+b": actions.issues,
    "Ctrl+Shift+f": actions.format,
    "Ctrl+.": actions.mend,
    "F8": () => actions.next(1),
    "Shift+F8": () => actions.next(-1),
    "F6": () => actions.pane(1),
    "Shift+F6": () => actions.pane(-1),
  };
  window.addEventListener(
    "keydown",
    (event) => {
      if (document.querySelector("dialog[open]")) return;
      const { ctrlKey, metaKey, shiftKey, altKey, key } = event;
      if (altKey) return;
      const name = key.length === 1 ? key.toLowerCase() : key;
      const pressed = `${ctrlKey || metaKey ? "Ctrl+" : ""}${shiftKey ? "Shift+" : ""}${name}`;
      // While an input method composes, all other keys are its own; saving waits for it.
      if (!(pressed in keys) || (event.isComposing && pressed !== "Ctrl+s")) return;
      event.preventDefault();
      event.stopPropagation();
      keys[pressed]();
    },
    { capture: true },
  );
}
