// Makes one tree of elements like another, in place: what is equal is left alone, so that scroll
// position, selection and pictures of the page stay.

/** Makes the children and attributes of `live` those of `next`, which is used up. */
export function patch(live, next) {
  patchAttributes(live, next);
  const before = [...live.childNodes];
  const after = [...next.childNodes];
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
  const stop = before[before.length - rest] ?? null;
  const old = before.slice(start, before.length - rest);
  const fresh = after.slice(start, after.length - rest);
  fresh.forEach((node, index) => {
    const place = old[index];
    if (place && isAlike(place, node)) {
      if (place.nodeType === Node.ELEMENT_NODE) patch(place, node);
      else place.data = node.data;
    } else if (place) place.replaceWith(node);
    else live.insertBefore(node, stop);
  });
  old.slice(fresh.length).forEach((node) => node.remove());
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
