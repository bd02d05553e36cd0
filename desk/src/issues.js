// The list of issues at the left.
import { api } from "./api.js";
import { byId, h } from "./dom.js";
import { say } from "./words.js";

const PAUSE_MS = 250; // after the last key in the search box

/** The list. It calls `open(path, position)`, `create()`, `take(files)`. */
export function issueList({ open, create, take }) {
  const pane = byId("issues");
  const list = h("ul", { class: "list" });
  const file = h("input", { type: "file", multiple: true, hidden: true, tabindex: "-1" });
  file.addEventListener("change", () => {
    take([...file.files]);
    file.value = "";
  });
  const search = h("input", {
    type: "search", placeholder: say("issues.find"), "aria-label": say("issues.find"),
  });
  let folder = { issues: [], capabilities: {} };
  let current = "";
  let timer = 0;
  search.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(draw, PAUSE_MS);
  });
  pane.append(
    h(
      "div",
      { class: "row" },
      h("button", { type: "button", id: "new", class: "main", onclick: create }, say("issues.new")),
      h("button", { type: "button", id: "import", onclick: () => file.click() },
        say("issues.import")),
      file,
    ),
    search,
    list,
  );

  function show(given) {
    folder = given;
    file.accept = (folder.capabilities.imports ?? []).join(",");
    draw();
  }

  function mark(path) {
    current = path;
    draw();
  }

  async function draw() {
    const query = search.value.trim();
    const rows = folder.issues.filter((issue) => !query || isNamed(issue, query)).map(row);
    if (query && folder.capabilities.search) {
      const { results } = await api.search(query).catch(() => ({ results: [] }));
      if (query !== search.value.trim()) return;
      rows.push(...results.map(found));
    }
    const nothing = query ? say("issues.nothing", { query }) : say("issues.none");
    const hadFocus = list.contains(document.activeElement);
    const path = document.activeElement?.dataset.path;
    list.replaceChildren(...(rows.length ? rows : [h("li", {}, h("p", {}, nothing))]));
    if (hadFocus) list.querySelector(`[data-path="${CSS.escape(path ?? "")}"]`)?.focus();
  }

  function row(issue) {
    const isOpen = issue.path === current;
    return h(
      "li",
      {},
      h(
        "button",
        {
          type: "button", class: "issue", "data-path": issue.path, title: issue.path,
          "aria-current": isOpen ? "true" : null, onclick: () => open(issue.path),
        },
        h("b", {}, nameOf(issue)),
        h("small", {}, [issue.title ? h("span", {}, dateOf(issue)) : null, ...stateOf(issue)]
          .flatMap((each) => [each, " "])),
      ),
    );
  }

  function found({ path, from, title, excerpt }) {
    return h(
      "li",
      {},
      h("button", { type: "button", class: "issue", onclick: () => open(path, from) },
        h("b", {}, title), h("small", {}, excerpt)),
    );
  }

  return { show, mark };
}

function isNamed(issue, query) {
  return [issue.path, issue.title, issue.date, issue.kind_name, issue.number && `第${issue.number}期`]
    .some((each) => each?.includes(query));
}

function nameOf({ title, number, name }) {
  if (!title) return name;
  return number && !title.includes(String(number)) ? `${title} 第${number}期` : title;
}

function dateOf({ date, name }) {
  return date ?? name;
}

function stateOf({ known, error, findings, errors, built, unsaved }) {
  const state = [];
  if (unsaved) state.push(h("span", { class: "warn" }, say("issues.unsaved")));
  if (error) return [h("span", { class: "bad" }, say("issues.unread", error))];
  if (!known) return [...state, h("span", {}, say("issues.reading"))];
  if (findings) {
    state.push(h("span", { class: errors ? "bad" : "warn" }, say("issues.findings", {
      count: findings,
    })));
  } else if (findings === 0) state.push(h("span", {}, say("issues.clean")));
  for (const { format, stale } of built) {
    const name = formatName(format);
    state.push(stale
      ? h("span", { class: "warn" }, say("issues.stale", { format: name }))
      : h("span", {}, name));
  }
  return state;
}

/** What a format is called. */
export function formatName(format) {
  const names = { docx: "word", pdf: "pdf", html: "html" };
  return names[format] ? say(names[format]) : format;
}
