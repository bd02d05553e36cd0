// Messages above the desk. They stay until they are closed or what they tell of is over.
import { byId, h } from "./dom.js";
import { say } from "./words.js";

const PASSING_MS = 8000;

/** Shows a message; of one `name` there is one at a time. `actions` are `[text, action]`. It goes
 * away by itself after `lasts` milliseconds, what is done and over soon. Gives what takes it away. */
export function notice(text, { name = text, kind = "done", remedy = "", actions = [], lasts = 0 } = {}) {
  const boxes = [...byId("notices").children];
  const before = boxes.find((each) => each.dataset.name === name) ??
    boxes.find((each) => each.dataset.text === text + remedy); // told already, from another place
  const box = h(
    "div",
    {
      class: `notice ${kind}`,
      "data-name": name,
      "data-text": text + remedy,
      role: kind === "done" ? "status" : "alert",
    },
    h("p", {}, text, remedy ? " " : "", remedy),
    actions.map(([label, action]) =>
      h("button", { type: "button", onclick: () => action(remove) }, label),
    ),
    h("button", { type: "button", class: "plain", onclick: () => remove() }, say("close")),
  );
  const remove = () => box.remove();
  if (before) before.replaceWith(box);
  else byId("notices").append(box);
  const isPassing = kind === "done" && actions.length === 0;
  if (isPassing || lasts) setTimeout(remove, lasts || PASSING_MS);
  return remove;
}

/** Shows what went wrong. */
export function trouble(error, options = {}) {
  if (error instanceof TypeError || error instanceof ReferenceError) console.error(error);
  const remedy = error.remedy ?? "";
  const name = error.isAway ? "away" : (options.name ?? "trouble");
  if (error.isAway && !options.actions && boxOf(name)) return undefined; // told once
  return notice(error.message, { kind: "trouble", remedy, ...options, name });
}

/** Takes a message away. Gives whether it was there. */
export function settle(name) {
  const box = boxOf(name);
  box?.remove();
  return Boolean(box);
}

function boxOf(name) {
  return byId("notices").querySelector(`[data-name="${CSS.escape(name)}"]`);
}
