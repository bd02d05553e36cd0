// The server's API. Every error is a Trouble with a sentence that can be shown.
import { say } from "./words.js";

/** What went wrong: a sentence, its remedy, the status (0: no answer), what came with it. */
export class Trouble extends Error {
  constructor(status, { message, remedy, ...rest }) {
    super(message);
    this.status = status;
    this.remedy = remedy ?? "";
    this.rest = rest;
  }

  /** Whether there is no answer at all, or this browser is not let in. */
  get isAway() {
    return [0, 401, 403].includes(this.status);
  }
}

async function ask(method, address, { json, body, type, keepalive } = {}) {
  const headers = method === "GET" ? {} : { "X-Bulletinc": "1" };
  if (json !== undefined) headers["Content-Type"] = "application/json";
  else if (body !== undefined) headers["Content-Type"] = type ?? "application/octet-stream";
  let answer;
  try {
    answer = await fetch(address, {
      method,
      headers,
      body: json === undefined ? body : JSON.stringify(json),
      keepalive,
    });
  } catch {
    throw new Trouble(0, { message: say("away"), remedy: say("away.remedy") });
  }
  const result = await answer.json().catch(() => ({}));
  if (answer.ok) return result;
  if (!result.message) result.message = say("failed", { status: answer.status });
  const trouble = new Trouble(answer.status, result);
  if (trouble.isAway) trouble.remedy = `${trouble.remedy} ${say("away.kept")}`;
  throw trouble;
}

const query = (fields) => new URLSearchParams(fields).toString();

export const api = {
  folder: () => ask("GET", "/api/folder"),
  kinds: () => ask("GET", "/api/kinds"),
  draft: (path) => ask("GET", `/api/draft?${query({ path })}`),
  save: (json, keepalive) => ask("PUT", "/api/draft", { json, keepalive }),
  keep: (json, keepalive) => ask("PUT", "/api/unsaved", { json, keepalive }),
  discard: (path) => ask("DELETE", `/api/unsaved?${query({ path })}`),
  read: (json) => ask("POST", "/api/read", { json }),
  check: (json) => ask("POST", "/api/check", { json }),
  format: (json) => ask("POST", "/api/fmt", { json }),
  mend: (json) => ask("POST", "/api/fix", { json }),
  explain: (code) => ask("GET", `/api/explain?${query({ code })}`),
  create: (json) => ask("POST", "/api/new", { json }),
  import: (file) => ask("POST", `/api/import?${query({ name: file.name })}`, { body: file }),
  paste: (path, type, body) =>
    ask("POST", `/api/paste?${query({ path, type })}`, { body, type }),
  build: (json) => ask("POST", "/api/build", { json }),
  job: (job) => ask("GET", `/api/build?${query({ job })}`),
  diff: (json) => ask("POST", "/api/diff", { json }),
  search: (q) => ask("GET", `/api/search?${query({ q })}`),
  quit: () => ask("POST", "/api/quit", { json: {} }),
  file: (path) => `/api/file?${query({ path })}`,
  style: (id) => `/api/style?${query({ id })}`,
};
