// Which piece of the page stems from which piece of the text.

const CONTEXT = 8; // characters around a click by which its place in the text is found

/** The marked elements of a page with their places, two numbers for each, in document order. */
export function placed(root, places) {
  const found = [];
  for (const element of root.querySelectorAll("[data-from]")) {
    const at = found.length * 2;
    if (at >= places.length) break;
    found.push({ element, from: places[at], to: places[at + 1] });
  }
  return found;
}

/** The smallest element that a position stems from, or null. */
function around(elements, position) {
  let best = null;
  for (const each of elements) {
    if (each.from <= position && position <= each.to) {
      best = !best || each.to - each.from <= best.to - best.from ? each : best;
    }
  }
  return best;
}

/** The last element that begins before a position, or null. */
function before(elements, position) {
  let last = null;
  for (const each of elements) {
    if (each.from <= position && (!last || each.from >= last.from)) last = each;
  }
  return last;
}

/** The place in the text that was clicked: `node` and `offset` are the browser's caret position. */
export function positionOf(elements, text, node, offset) {
  const owner = (node.nodeType === Node.TEXT_NODE ? node.parentElement : node)?.closest(
    "[data-from]",
  );
  const place = elements.find(({ element }) => element === owner);
  if (!place) return null;
  const source = text.slice(place.from, place.to);
  if (node.nodeType !== Node.TEXT_NODE) return place.from;
  const shown = textBefore(owner, node) + node.data.slice(0, offset);
  const whole = owner.textContent.length || 1;
  const expected = (shown.length / whole) * source.length;
  const at = closest(source, shown.slice(-CONTEXT), node.data.slice(offset), expected);
  return place.from + Math.max(0, at);
}

/** The block of the page, a paragraph or a cell, that a position of the text stems from. */
export function blockAt(elements, text, position) {
  const place = around(elements, position);
  const at = place ? offsetIn(place, text, position) : -1;
  if (at >= 0) return blockOf(place.element, at);
  // Between two pieces: what stands before.
  const last = before(elements, position);
  return last && blockOf(last.element, last.element.textContent.length - 1);
}

/** Where in the words of a piece a position of the text is; -1 where its words are not there. */
function offsetIn({ element, from, to }, text, position) {
  const content = element.textContent;
  const [left] = text.slice(Math.max(from, position - CONTEXT), position).split("\n").slice(-1);
  const [right] = text.slice(position, Math.min(to, position + CONTEXT)).split("\n");
  const expected = (Math.max(0, position - from) / Math.max(1, to - from)) * content.length;
  return closest(content, left, right, expected);
}

/** The block around the character at `offset` of an element's words. */
function blockOf(element, offset) {
  const texts = element.ownerDocument.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  let left = offset;
  let node = element;
  while (texts.nextNode()) {
    node = texts.currentNode;
    if (left < node.length) break;
    left -= node.length;
  }
  if (node.nodeType === Node.TEXT_NODE) node = node.parentElement;
  const { defaultView: view } = element.ownerDocument;
  while (view.getComputedStyle(node).display.startsWith("inline")) {
    node = node.parentElement;
  }
  return node;
}

function textBefore(owner, node) {
  const range = owner.ownerDocument.createRange();
  range.setStart(owner, 0);
  range.setEnd(node, 0);
  return range.toString();
}

/** Where `head` + `rest` stands in the source, as near as can be to where it is expected; or -1. */
function closest(source, head, rest, expected) {
  const tail = rest.slice(0, CONTEXT);
  for (let length = CONTEXT; length > 0; length -= 1) {
    const left = head.slice(-length);
    const right = tail.slice(0, length);
    let best = -1;
    for (const [snippet, shift] of [[left + right, left.length], [left, left.length], [right, 0]]) {
      if (snippet.length < Math.min(length, 2)) continue;
      for (let at = source.indexOf(snippet); at !== -1; at = source.indexOf(snippet, at + 1)) {
        const caret = at + shift;
        if (best === -1 || Math.abs(caret - expected) < Math.abs(best - expected)) best = caret;
      }
      if (best !== -1) return best;
    }
  }
  return -1;
}
