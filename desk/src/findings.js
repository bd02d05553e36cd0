// The list of findings below the editor.
import { byId, h } from "./dom.js";
import { lineOf, moved } from "./edits.js";
import { say } from "./words.js";

/** The list. It calls `go(finding)`, `mend(finding)`, `explain(code)`. */
export function findingList({ go, mend, mendAll, explain }) {
  const count = h("span", { class: "end" });
  const all = h(
    "button", { type: "button", title: say("mend.all.hint"), onclick: mendAll }, say("mend.all"),
  );
  all.disabled = true;
  const list = h("ol", { class: "list" });
  const empty = h("p", { class: "pane-empty", hidden: true }, say("findings.none"));
  let findings = [];
  let drawn = "";
  let last = -1;
  byId("findings").append(
    h("div", { class: "pane-head" }, h("h2", {}, say("findings")), count, all), empty, list,
  );

  function show(reading) {
    findings = reading.findings;
    count.textContent = say("findings.count", { count: findings.length });
    empty.hidden = findings.length > 0;
    all.disabled = !findings.some(({ fix }) => fix?.safe);
    const rows = findings.map((finding) => look(finding, reading.text));
    if (JSON.stringify(rows) === drawn) return;
    drawn = JSON.stringify(rows);
    const focused = list.contains(document.activeElement)
      ? [...list.children].findIndex((each) => each.contains(document.activeElement))
      : -1;
    list.replaceChildren(...rows.map(row));
    if (focused >= 0) list.children[Math.min(focused, rows.length - 1)]?.firstChild.focus();
  }

  /** A row, whose finding is looked up when it is used: it may have moved since. */
  function row({ severity, message, line, fix, safe, code }, index) {
    const handlers = { mend: () => mend(findings[index]), explain };
    return h(
      "li",
      { class: "finding-row" },
      h(
        "button",
        { type: "button", class: "go", onclick: () => go(findings[index]) },
        h("span", { class: `severity ${severity}` }, say(`findings.${severity}`)),
        " ",
        message,
        " ",
        h("small", {}, say("findings.line", { line })),
      ),
      actions({ fix: fix && { message: fix, safe }, code }, handlers),
    );
  }

  /** The text was changed: the findings stand where their words are now. */
  function move(edits) {
    findings = findings.map((finding) => (
      { ...finding, from: moved(finding.from, edits), to: moved(finding.to, edits, true) }
    ));
  }

  /** Marks what the caret is in, and gives its sentence. */
  function follow(position) {
    const here = findings.findIndex(({ from, to }) => from <= position && position <= to);
    [...list.children].forEach((each, index) => {
      if (index === here) each.setAttribute("aria-current", "true");
      else each.removeAttribute("aria-current");
    });
    if (here >= 0 && here !== last) list.children[here]?.scrollIntoView({ block: "nearest" });
    last = here;
    return findings[here] ?? null;
  }

  /** The finding after, or before, a position; round and round. */
  function next(position, step) {
    if (findings.length === 0) return null;
    if (step > 0) return findings.find(({ from }) => from > position) ?? findings[0];
    return findings.findLast(({ from }) => from < position) ?? findings.at(-1);
  }

  return { show, move, follow, next };
}

/** What a row of the list shows. */
function look({ severity, doubt, message, from, code, fix }, text) {
  return {
    severity: doubt ? "doubt" : severity,
    message,
    line: lineOf(text, from),
    fix: fix?.message,
    safe: fix?.safe,
    code,
  };
}

/** The buttons of a finding: mend, explain. */
function actions(finding, { mend, explain }) {
  const { fix, code } = finding;
  return [
    fix
      ? h(
          "button",
          { type: "button", class: "plain", title: fix.message, onclick: () => mend(finding) },
          say(fix.safe ? "mend" : "mend.unsafe"),
        )
      : null,
    h("button", { type: "button", class: "plain", onclick: () => explain(code) }, say("explain")),
  ];
}

/** What is shown at the words themselves. */
export function aboutFinding(finding, handlers) {
  return h(
    "div",
    { class: "about" },
    h("p", {}, finding.message),
    finding.hint ? h("p", {}, finding.hint) : null,
    actions(finding, handlers),
  );
}
