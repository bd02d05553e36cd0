// Dialogs: asked, answered, gone.
import { api } from "./api.js";
import { h, memory } from "./dom.js";
import { say } from "./words.js";

/** Shows a dialog with buttons `[value, text]`, the first of them the main one. Gives the value that
 * was chosen, or "" where it was closed. `close(value)` is handed to `body` when it is a function. */
export function ask(title, body, buttons, { wide = false } = {}) {
  return new Promise((answered) => {
    const close = (value) => dialog.close(value);
    const content = typeof body === "function" ? body(close) : body;
    const form = h("div", { class: "body", tabindex: wide ? "0" : null }, content);
    const dialog = h(
      "dialog",
      { class: wide ? "wide" : null, "aria-labelledby": "dialog-title" },
      h("div", { class: "head" }, h("h2", { id: "dialog-title" }, title)),
      form,
      h(
        "div",
        { class: "foot" },
        buttons.map(([value, text], index) =>
          h(
            "button",
            {
              type: "button",
              value,
              class: index === 0 && buttons.length > 1 ? "main" : null,
              onclick: () => close(value),
            },
            text,
          ),
        ),
      ),
    );
    form.addEventListener("keydown", (event) => {
      const isField = event.target.matches("input:not([type=checkbox])");
      if (event.key === "Enter" && isField && !event.isComposing) close(buttons[0][0]);
    });
    const origin = document.activeElement;
    dialog.addEventListener("close", () => {
      dialog.remove();
      origin?.focus?.();
      answered(dialog.returnValue);
    });
    document.body.append(dialog);
    dialog.showModal();
    (form.querySelector("input, select") ?? dialog.querySelector("button.main"))?.focus();
  });
}

/** Asks what the new issue shall be until `create(wanted)`, which takes what `/api/new` does, has
 * made it. Gives what that gave, or null. */
export async function askForIssue(hasIssues, create) {
  const today = new Date(Date.now() - new Date().getTimezoneOffset() * 60000);
  const date = h("input", { type: "date", value: today.toISOString().slice(0, 10) });
  const name = h("input", { type: "text", placeholder: say("new.name.hint") });
  const kind = h("select", {}, h("option", { value: "" }, say("new.kind.auto")));
  const { kinds } = await api.kinds();
  kind.append(...kinds.map((each) => h("option", { value: each.name }, each.title)));
  const when = h("label", {}, say("new.date"), date);
  const first = [
    h("label", {}, say("new.name"), name),
    h("label", {}, say("new.kind"), kind),
  ];
  const other = hasIssues ? h("details", {}, h("summary", {}, say("new.other")), first) : null;
  const told = h("p", { class: "bad", role: "alert" });
  const body = [
    h("p", {}, say(hasIssues ? "new.next" : "new.first")),
    hasIssues ? [when, other] : [first, when],
    told,
  ];
  const buttons = [["ok", say("new.make")], ["", say("cancel")]];
  while ((await ask(say("new.title"), body, buttons)) === "ok") {
    const wanted = { date: date.value, name: name.value.trim(), kind: kind.value };
    if (!hasIssues && !wanted.name) {
      told.textContent = say("new.unnamed");
      continue;
    }
    try {
      return await create(
        Object.fromEntries(Object.entries(wanted).filter(([, value]) => value)),
      );
    } catch (error) {
      told.textContent = [error.message, error.remedy].filter(Boolean).join(" ");
      if (other && error.rest?.needs) other.open = true;
    }
  }
  return null;
}

/** Shows the manual of a rule. */
export async function explain(code) {
  const { summary, text } = await api.explain(code);
  await ask(`${code} ${summary}`, h("pre", {}, text), [["", say("close")]]);
}

const KEYS = [
  ["Ctrl+S", "save"],
  ["Ctrl+F", "find"],
  ["Ctrl+Shift+F", "format"],
  ["Ctrl+Z, Ctrl+Y", "undo"],
  ["F8, Shift+F8", "next"],
  ["Ctrl+.", "mend"],
  ["F6", "panes"],
  ["Ctrl+B", "issues"],
];

/** The settings; gives "quit" where the user wants to end the program. */
export async function askForSettings(version, useEditor) {
  const plain = h("input", {
    type: "checkbox",
    onchange: () => useEditor(plain.checked ? "plain" : "codemirror"),
  });
  plain.checked = memory.get("editor", "codemirror") === "plain";
  const body = [
    h("label", { class: "check" }, plain, say("settings.plain")),
    h("h3", {}, say("settings.keys")),
    h(
      "dl",
      {},
      KEYS.map(([keys, name]) => [h("dt", {}, h("kbd", {}, keys)), h("dd", {}, say(`keys.${name}`))]),
    ),
    h(
      "p",
      {},
      say("settings.version", { version }),
      " · ",
      h("a", { href: "/static/licences.txt", target: "_blank" }, say("settings.licences")),
    ),
  ];
  const buttons = [["", say("close")], ["quit", say("settings.quit")]];
  return ask(say("settings"), body, buttons);
}
