// Makes elements like others, in place: what is equal is left alone, so that scroll position,
// selection and pictures of the page stay.

/** Makes the children and attributes of `live` those of `next`, which is used up. */
export function patch(live, next) {
  patchAttributes(live, next);
  patchNodes(live, [...live.childNodes], [...next.childNodes], null);
}

/** Makes the neighbours `before`, children of `live`, like `after`, which are used up. `stop` is the
 * node behind them or null. Gives the nodes that stand there now. */
export function patchNodes(live, before, after, stop) {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start].isEqualNode(after[start])) start += 1;
  let rest = 0;
  while (
    rest < shorter - start &&
    before[before.length - 1 - rest].isEqualNode(after[after.length - 1 - rest])
  ) {
    rest += 1;
  }
  const end = before.length - rest;
  const old = before.slice(start, end);
  const fresh = after.slice(start, after.length - rest).map((node, index) => {
    const place = old[index];
    if (!place) return live.insertBefore(node, before[end] ?? stop);
    if (!isAlike(place, node)) {
      place.replaceWith(node);
      return node;
    }
    if (place.nodeType === Node.ELEMENT_NODE) patch(place, node);
    else place.data = node.data;
    return place;
  });
  old.slice(fresh.length).forEach((node) => node.remove());
  return [...before.slice(0, start), ...fresh, ...before.slice(end)];
}

function isAlike(one, other) {
  return one.nodeType === other.nodeType && one.nodeName === other.nodeName;
}

function patchAttributes(live, next) {
  for (const { name } of [...live.attributes]) {
    if (!next.hasAttribute(name)) live.removeAttribute(name);
  }
  for (const { name, value } of next.attributes) {
    if (live.getAttribute(name) !== value) live.setAttribute(name, value);
  }
}
