// Asks the server to read the text whenever it has changed; the newest text counts.
import { api } from "./api.js";

const PAUSE_MS = 60; // after the last key, so that a burst of keys is one reading
const PATIENCE_MS = 1000; // a reading of a text that is old by now is given up, but not again and again

/** `draft()` gives `{ path, text }` or null, `composing()` says when to wait. `shown(reading)` gets
 * what the page shows of a text, with that text, `checked(reading)` its findings a moment later;
 * `failed(trouble)` what went wrong. */
export function reader({ draft, composing, shown, checked, failed }) {
  const client = crypto.randomUUID();
  let version = 0;
  let done = 0; // the newest version that was shown
  let doneAt = 0;
  let timer = 0;
  let running = 0;
  let isStale = false;

  function changed(pause = PAUSE_MS) {
    isStale = true;
    clearTimeout(timer);
    timer = setTimeout(read, pause);
  }

  async function read() {
    const asked = draft();
    if (composing() || !asked) return; // whoever is done calls again
    const mayGiveUp = running < 2 && performance.now() - doneAt < PATIENCE_MS;
    if (running > 0 && !mayGiveUp) return;
    running += 1;
    isStale = false;
    version += 1;
    const own = version;
    const sent = { ...asked, version: own, client };
    const isWanted = (answer) => !answer.superseded && own > done && draft()?.path === asked.path;
    try {
      const reading = await api.read(sent);
      if (isWanted(reading)) {
        done = own;
        doneAt = performance.now();
        const check = isStale ? { superseded: true } : api.check(sent);
        const [found] = await Promise.all([check, shown({ ...asked, ...reading })]);
        if (!found.superseded && draft()?.path === asked.path) checked({ ...asked, ...found });
      }
    } catch (trouble) {
      failed(trouble);
    }
    running -= 1;
    if (isStale && running === 0) changed(0);
  }

  return { changed };
}
