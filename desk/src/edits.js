// Edits of a text: `{ from, to, insert }`, sorted, not overlapping, in offsets of the text before.

/** The one edit that turns `before` into `after`, or null: what both begin and end with stays. */
export function difference(before, after) {
  if (before === after) return null;
  const shorter = Math.min(before.length, after.length);
  let from = 0;
  while (from < shorter && before.charCodeAt(from) === after.charCodeAt(from)) from += 1;
  let rest = 0;
  while (
    rest < shorter - from &&
    before.charCodeAt(before.length - 1 - rest) === after.charCodeAt(after.length - 1 - rest)
  ) {
    rest += 1;
  }
  if (isSecondHalf(before, from) || isSecondHalf(after, from)) from -= 1;
  if (isSecondHalf(before, before.length - rest) || isSecondHalf(after, after.length - rest)) {
    rest -= 1;
  }
  return { from, to: before.length - rest, insert: after.slice(from, after.length - rest) };
}

/** Whether a character of two halves (𠮷) would be cut here. */
function isSecondHalf(text, position) {
  const code = text.charCodeAt(position);
  return code >= 0xdc00 && code <= 0xdfff;
}

/** The text after the edits. */
export function applied(text, edits) {
  let done = 0;
  let result = "";
  for (const { from, to, insert } of edits) {
    result += text.slice(done, from) + insert;
    done = to;
  }
  return result + text.slice(done);
}

/** Where a position comes to lie. What is inserted at it moves it, unless `stays`. */
export function moved(position, edits, stays = false) {
  let shift = 0;
  for (const { from, to, insert } of edits) {
    if (from > position || (from === position && from === to && stays)) break;
    if (to >= position && from !== to) {
      return from + shift + Math.min(insert.length, position - from);
    }
    shift += insert.length - (to - from);
  }
  return position + shift;
}

/** The line, counted from 1, that a position is in. */
export function lineOf(text, position) {
  let line = 1;
  for (let at = text.indexOf("\n"); at !== -1 && at < position; at = text.indexOf("\n", at + 1)) {
    line += 1;
  }
  return line;
}
