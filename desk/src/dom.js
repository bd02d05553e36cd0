// Elements of the page, made and found.

/** An element: `h("button", { class: "save", onclick: save }, "保存")`. Properties that are `false`,
 * `null` or `undefined` are left out; those that begin with `on` are listeners. */
export function h(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === false || value === null || value === undefined) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined));
  return element;
}

/** Lets keys, clicks and the screen go first. */
export function pause() {
  return new Promise((done) => setTimeout(done));
}

/** The one element with this id. */
export function byId(id) {
  return document.getElementById(id);
}

/** What this browser remembers of the page: which editor, how wide the panes are. */
export const memory = {
  get(name, otherwise) {
    try {
      return JSON.parse(localStorage.getItem(`desk.${name}`)) ?? otherwise;
    } catch {
      return otherwise; // no storage, or not ours
    }
  },
  /** Gives whether it is remembered. */
  set(name, value) {
    try {
      if (value === null) localStorage.removeItem(`desk.${name}`);
      else localStorage.setItem(`desk.${name}`, JSON.stringify(value));
      return true;
    } catch {
      return false; // full or forbidden: it is known as long as the page is open
    }
  },
};
