// The official page: the sheets in a frame without scripts, kept up to date in place.
import { api } from "./api.js";
import { blocksOf } from "./blocks.js";
import { h, pause } from "./dom.js";
import { blockAt, placed, positionOf } from "./places.js";

const SHEET_WIDTH = 860; // pixels that a sheet of 210 mm and a margin need
const MARGIN = 48; // pixels above and below what is scrolled to
const BAR = 12; // pixels from a block to the bar beside it

/** The view in `frame`. `clicked(position)` is told where in the text the user clicked. */
export function pageView(frame, { clicked }) {
  let elements = [];
  let read = "";
  let style = "";
  let caret = 0;
  let caretBlock = null; // the block that it is in
  let isOurs = false; // the scrolling is the program's
  let isElsewhere = false; // the user has scrolled away from the caret
  let draws = Promise.resolve();

  const inside = () => frame.contentDocument;
  const blocks = blocksOf(inside);
  const loaded = new Promise((done) => {
    const begin = () => {
      if (inside()?.URL === "about:blank") return;
      inside().head.append(sheet(inside(), "/static/frame.css"));
      inside().addEventListener("click", onClick);
      inside().addEventListener("keydown", onKey);
      inside().addEventListener("scroll", onScroll);
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
    requestAnimationFrame(markCaret);
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

  function onScroll() {
    if (!isOurs) isElsewhere = true;
    isOurs = false;
  }

  function scroll(top) {
    if (Math.abs(top) < 1) return;
    isOurs = true;
    inside().defaultView.scrollBy({ top, behavior: "instant" });
  }

  async function show({ page, text }) {
    await loaded;
    const document = inside();
    if (page.style !== style) {
      await useStyle(document, page.style);
      style = page.style;
    }
    const put = await blocks.read(page.within, page.blocks, pause);
    const held = anchor();
    document.body.className = page.classes;
    put();
    elements = placed(document.body, page.places);
    read = text;
    held();
  }

  /** Remembers what the user looks at, and gives what brings it back to its height. */
  function anchor() {
    const here = caretBlock?.isConnected && isSeen(caretBlock) ? caretBlock : topmost();
    if (!here) return () => {};
    const { top } = here.getBoundingClientRect();
    return () => here.isConnected && scroll(here.getBoundingClientRect().top - top);
  }

  function topmost() {
    return elements.find(({ element }) => isSeen(element) && !element.querySelector("[data-from]"))
      ?.element;
  }

  function isSeen(element) {
    const { top, bottom } = element.getBoundingClientRect();
    return bottom > 0 && top < inside().defaultView.innerHeight;
  }

  /** Lines under the doubts of the reading. */
  function mark({ findings, text }) {
    const view = inside().defaultView;
    if (!view.CSS.highlights || text !== read) return;
    const ranges = findings.filter(({ doubt }) => doubt)
      .map(({ from }) => blockAt(elements, read, from))
      .filter(Boolean)
      .map((block) => {
        const range = inside().createRange();
        range.selectNodeContents(block);
        return range;
      });
    view.CSS.highlights.set("doubt", new view.Highlight(...ranges));
  }

  /** A bar beside the block that the caret is in; gives the block. A block may go over two sheets. */
  function markCaret() {
    const document = inside();
    const block = document && blockAt(elements, read, caret);
    document?.querySelectorAll("html > .here").forEach((bar) => bar.remove());
    caretBlock = block;
    if (!block) return null;
    const { scrollX, scrollY } = document.defaultView;
    for (const { left, top, height } of block.getClientRects()) {
      const bar = document.createElement("div");
      bar.className = "here";
      bar.style.left = `${left + scrollX - BAR}px`;
      bar.style.top = `${top + scrollY}px`;
      bar.style.height = `${height}px`;
      document.documentElement.append(bar);
    }
    return block;
  }

  /** The caret is at this position of the text: its block is marked, and in sight unless the user,
   * who is typing, looks at something else. */
  function follow(position, { typed = false } = {}) {
    caret = position;
    const block = markCaret();
    if (!typed) isElsewhere = false;
    if (!block || isElsewhere) return;
    const { innerHeight: height } = inside().defaultView;
    const { top, bottom } = block.getBoundingClientRect();
    if (top >= 0 && bottom <= height) return;
    if (top < 0 && bottom > height) return; // larger than the view, which is in it
    scroll(top < 0 ? top - MARGIN : Math.min(top - MARGIN, bottom - height + MARGIN));
  }

  return {
    show: (reading) => (draws = draws.then(() => show(reading)).catch(console.error)),
    mark,
    follow,
    clear() {
      elements = [];
      blocks.clear();
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
