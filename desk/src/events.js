// What the server tells by itself, and whether it is there.

const EVENTS = ["files", "folder", "build", "trouble", "bye"];
const PATIENCE_MS = 3000; // without a connection, before the user is told
const AGAIN_MS = 2000;

/** Listens to the server. `heard(name, data)` gets each event; `lost()` is called when the server has
 * not answered for a while, `back()` when it answers again. */
export function listen({ heard, back, lost }) {
  let timer = 0;
  let isLost = false;

  function connect() {
    const source = new EventSource("/api/events");
    for (const name of EVENTS) {
      source.addEventListener(name, ({ data }) => heard(name, JSON.parse(data || "{}")));
    }
    source.addEventListener("open", () => {
      clearTimeout(timer);
      timer = 0;
      if (isLost) back();
      isLost = false;
    });
    source.addEventListener("error", () => {
      isLost = true;
      timer ||= setTimeout(lost, PATIENCE_MS);
      // A refusal ends an EventSource for good.
      if (source.readyState === EventSource.CLOSED) setTimeout(connect, AGAIN_MS);
    });
  }
  connect();
}
