// What the server tells by itself, and whether it is there.

const EVENTS = ["files", "folder", "build", "trouble", "bye"];

/** Listens to the server. `heard(name, data)` gets each event; `back()` is called when the server
 * answers again, `lost()` when it does not. */
export function listen({ heard, back, lost }) {
  let isLost = false;
  const source = new EventSource("/api/events");
  for (const name of EVENTS) {
    source.addEventListener(name, ({ data }) => heard(name, JSON.parse(data || "{}")));
  }
  source.addEventListener("open", () => {
    if (isLost) back();
    isLost = false;
  });
  source.addEventListener("error", () => {
    if (!isLost) lost();
    isLost = true;
    // A refusal ends an EventSource for good: the next attempt is a new one.
    if (source.readyState === EventSource.CLOSED) {
      setTimeout(() => listenAgain(), 2000);
    }
  });
  function listenAgain() {
    source.close();
    listen({ heard, lost: () => {}, back });
  }
}
