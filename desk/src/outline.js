// The outline: sections, items and headings, each a way into the text.
import { byId, h } from "./dom.js";
import { say } from "./words.js";

/** The list in its pane. `go(position)` is called where one was chosen. */
export function outlineView({ go }) {
  const pane = byId("outline");
  let entries = [];

  function show({ outline }) {
    entries = outline;
    if (pane.hidden) return;
    const focused = [...pane.querySelectorAll("button")].indexOf(document.activeElement);
    const buttons = entries.map(({ from, depth, text }) =>
      h("button", { type: "button", class: `depth-${Math.min(depth, 3)}`, onclick: () => go(from) },
        text),
    );
    pane.replaceChildren(
      ...(buttons.length ? buttons : [h("p", { class: "pane-empty" }, say("outline.none"))]),
    );
    if (focused >= 0) buttons[Math.min(focused, buttons.length - 1)]?.focus();
  }

  function follow(position) {
    if (pane.hidden) return;
    const here = entries.findLastIndex(({ from }) => from <= position);
    [...pane.children].forEach((each, index) => {
      if (index === here) each.setAttribute("aria-current", "true");
      else each.removeAttribute("aria-current");
    });
  }

  return { show, follow };
}

/** The tabs above the page: the page itself and the outline. */
export function viewTabs(chosen) {
  const views = ["page", "outline"];
  const tabs = views.map((name) =>
    h("button", {
      type: "button", role: "tab", id: `view-${name}`, "aria-controls": name,
      onclick: () => show(name),
    }, say(name)),
  );
  function show(name) {
    views.forEach((each, index) => {
      byId(each).hidden = each !== name;
      tabs[index].setAttribute("aria-selected", String(each === name));
      tabs[index].tabIndex = each === name ? 0 : -1;
    });
    chosen(name);
  }
  byId("views").append(...tabs);
  byId("views").addEventListener("keydown", (event) => {
    if (event.key !== "ArrowLeft" && event.key !== "ArrowRight") return;
    const other = views.find((name) => byId(name).hidden);
    show(other);
    byId(`view-${other}`).focus();
  });
  show("page");
}
