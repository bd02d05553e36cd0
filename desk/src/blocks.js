// The page as blocks of markup, one after another: only those that changed are read and put in.
import { patchNodes } from "./patch.js";

const BLOCK_CHARACTERS = 40000; // of markup that are read at once, without letting keys go first

/** The blocks in the body of the document `inside()`, of which one reading after the other is put in. */
export function blocksOf(inside) {
  let shown = []; // { markup, nodes }
  let place = null; // the element that they stand in
  let name = null;

  /** Takes all away. */
  function clear() {
    place?.replaceChildren();
    shown = [];
  }

  /** Reads these blocks of markup, which stand in an element that is called `within`. Gives what puts
   * them in. `pause()` lets others do their work. */
  async function read(within, blocks, pause) {
    const isNew = name !== within;
    const before = isNew ? [] : shown;
    const shorter = Math.min(before.length, blocks.length);
    let start = 0;
    while (start < shorter && before[start].markup === blocks[start]) start += 1;
    let rest = 0;
    while (
      rest < shorter - start && before[before.length - 1 - rest].markup === blocks.at(-1 - rest)
    ) {
      rest += 1;
    }
    const old = before.slice(start, before.length - rest);
    const known = new Map(old.map((block) => [block.markup, block]));
    const fresh = [];
    let size = 0;
    for (const markup of blocks.slice(start, blocks.length - rest)) {
      fresh.push(known.get(markup) ?? { markup, nodes: parsed(inside(), markup) });
      size += known.delete(markup) ? 0 : markup.length;
      if (size > BLOCK_CHARACTERS) {
        await pause();
        size = 0;
      }
    }
    return () => {
      if (isNew || !place?.isConnected) place = madeIn(inside().body, within);
      name = within;
      const after = before.slice(before.length - rest);
      put(old, fresh, after[0]?.nodes[0] ?? null);
      shown = [...before.slice(0, start), ...fresh, ...after];
    };
  }

  /** Blocks in the place of others, before the node `stop`. */
  function put(old, fresh, stop) {
    const isTyping = old.length === fresh.length && !fresh.some((block) => old.includes(block));
    if (isTyping) {
      fresh.forEach((block, index) => {
        const next = old[index + 1]?.nodes[0] ?? stop;
        block.nodes = patchNodes(place, old[index].nodes, block.nodes, next);
      });
      return;
    }
    // Some came or went, or changed places.
    const stay = new Set(fresh);
    for (const block of old) if (!stay.has(block)) block.nodes.forEach((node) => node.remove());
    for (const { nodes } of fresh) for (const node of nodes) place.insertBefore(node, stop);
  }

  return { read, clear };
}

function madeIn(body, name) {
  body.replaceChildren();
  return name ? body.appendChild(body.ownerDocument.createElement(name)) : body;
}

/** In the document of the page, whose policy lets elements have styles of their own. */
function parsed(document, markup) {
  const template = document.createElement("template");
  template.innerHTML = markup;
  return [...template.content.childNodes];
}
