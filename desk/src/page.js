// The official page: the sheets in a frame without scripts, kept up to date in place.
import { api } from "./api.js";
import { h } from "./dom.js";
import { patch } from "./patch.js";
import { elementAt, placed, positionOf, takePlaces } from "./places.js";

const SHEET_WIDTH = 860; // pixels that a sheet of 210 mm and a margin need
const MARGIN = 48; // pixels above and below what is scrolled to

/** The view in `frame`. `clicked(position)` is told where in the text the user clicked. */
export function pageView(frame, { clicked }) {
  let elements = [];
  let read = "";
  let style = "";
  let caret = 0;
  let draws = Promise.resolve();

  const inside = () => frame.contentDocument;
  const loaded = new Promise((done) => {
    const begin = () => {
      if (inside()?.URL === "about:blank") return;
      inside().head.append(sheet(inside(), "/static/frame.css"));
      inside().addEventListener("click", onClick);
      inside().addEventListener("keydown", onKey);
      fit();
      done();
    };
    frame.addEventListener("load", begin);
    if (inside()?.readyState === "complete") begin();
  });
  new ResizeObserver(fit).observe(frame.parentElement);

  /** As wide as a sheet, made smaller to fit the pane. */
  function fit() {
    const { clientWidth: width, clientHeight: height } = frame.parentElement;
    if (width === 0) return;
    const scale = Math.min(1.25, width / SHEET_WIDTH);
    frame.style.width = `${width / scale}px`;
    frame.style.height = `${height / scale}px`;
    frame.style.transform = `scale(${scale})`;
  }

  function onClick(event) {
    const document = inside();
    event.preventDefault(); // a link of the page would leave the desk
    const at = document.caretPositionFromPoint?.(event.clientX, event.clientY);
    const range = at ? null : document.caretRangeFromPoint?.(event.clientX, event.clientY);
    const node = at?.offsetNode ?? range?.startContainer;
    if (!node) return;
    const position = positionOf(elements, read, node, at?.offset ?? range.startOffset);
    if (position !== null) clicked(position);
  }

  /** Keys of the desk work while the page has the focus. */
  function onKey(event) {
    const copy = new KeyboardEvent("keydown", event);
    if (!window.dispatchEvent(copy) || copy.defaultPrevented) event.preventDefault();
  }

  async function show({ page, text, findings }) {
    await loaded;
    const document = inside();
    if (page.style !== style) {
      await useStyle(document, page.style);
      style = page.style;
    }
    const template = document.createElement("template");
    template.innerHTML = page.body;
    const places = takePlaces(template.content);
    const held = anchor();
    const next = document.createElement("body");
    next.append(template.content);
    next.className = page.classes;
    patch(document.body, next);
    elements = placed(document.body, places);
    read = text;
    mark(findings);
    held();
  }

  /** Remembers what the user looks at, and gives what brings it back to its height. */
  function anchor() {
    const view = inside().defaultView;
    const here = elementAt(elements, caret);
    const seen = here && isSeen(here.element, view) ? here : topmost(view);
    if (!seen) return () => {};
    const { top } = seen.element.getBoundingClientRect();
    return () => {
      if (!seen.element.isConnected) return;
      const shift = seen.element.getBoundingClientRect().top - top;
      if (shift) view.scrollBy({ top: shift, behavior: "instant" });
    };
  }

  function topmost(view) {
    return elements.find(({ element }) => element.getBoundingClientRect().bottom > 0 && view);
  }

  function isSeen(element, view) {
    const { top, bottom } = element.getBoundingClientRect();
    return bottom > 0 && top < view.innerHeight;
  }

  /** The piece that the caret is in, and the doubts of the reading. */
  function mark(findings) {
    const view = inside().defaultView;
    if (!view.CSS.highlights) return;
    const doubts = findings.filter(({ doubt }) => doubt).map(({ from }) => from);
    set(view, "doubt", doubts.map((from) => elementAt(elements, from)));
    set(view, "here", [elementAt(elements, caret)]);
  }

  function set(view, name, places) {
    const ranges = places.filter(Boolean).map(({ element }) => {
      const range = inside().createRange();
      range.selectNodeContents(element);
      return range;
    });
    view.CSS.highlights.set(name, new view.Highlight(...ranges));
  }

  /** The caret is at this position of the text: its piece of the page is marked and in sight. */
  function follow(position, { scroll = true } = {}) {
    caret = position;
    const view = inside()?.defaultView;
    const here = elementAt(elements, position);
    if (!here || !view) return;
    if (view.CSS.highlights) set(view, "here", [here]);
    const { top, bottom } = here.element.getBoundingClientRect();
    if (!scroll || (top >= 0 && bottom <= view.innerHeight)) return;
    if (top < 0 && bottom > view.innerHeight) return; // larger than the view, which is in it
    const shift = top < 0 ? top - MARGIN : Math.min(top - MARGIN, bottom - view.innerHeight + MARGIN);
    view.scrollBy({ top: shift, behavior: "instant" });
  }

  return {
    show: (reading) => (draws = draws.then(() => show(reading)).catch(console.error)),
    follow,
    clear() {
      elements = [];
      inside()?.body?.replaceChildren();
    },
  };
}

/** Puts the theme's style sheet in; resolves when it holds. */
function useStyle(document, id) {
  return new Promise((done) => {
    const link = sheet(document, api.style(id));
    const before = document.head.querySelectorAll("link[data-theme]");
    link.dataset.theme = "";
    link.onload = link.onerror = () => {
      before.forEach((each) => each.remove());
      done();
    };
    document.head.prepend(link);
  });
}

function sheet(document, address) {
  const link = document.createElement("link");
  link.rel = "stylesheet";
  link.href = address;
  return link;
}

/** A frame for the view. */
export function pageFrame(title) {
  return h("iframe", { src: "/frame", sandbox: "allow-same-origin", title });
}
