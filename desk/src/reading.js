// Asks the server to read the text whenever it has changed: one request at a time, newest wins.
import { api } from "./api.js";

const PAUSE_MS = 60; // after the last key, so that a burst of keys is one reading

/** `draft()` gives `{ path, text }` or null, `composing()` says when to wait. `shown(reading)` gets
 * each reading with the text that was read, `failed(trouble)` what went wrong. */
export function reader({ draft, composing, shown, failed }) {
  const client = crypto.randomUUID();
  let version = 0;
  let timer = 0;
  let isReading = false;
  let isStale = false;

  function changed(pause = PAUSE_MS) {
    isStale = true;
    clearTimeout(timer);
    timer = setTimeout(read, pause);
  }

  async function read() {
    const asked = draft();
    if (isReading || composing() || !asked) return; // whoever is done calls again
    isReading = true;
    isStale = false;
    version += 1;
    try {
      const reading = await api.read({ ...asked, version, client });
      if (!reading.superseded && draft()?.path === asked.path) shown({ ...asked, ...reading });
    } catch (trouble) {
      failed(trouble);
    }
    isReading = false;
    if (isStale) changed();
  }

  return { changed };
}
