// The list of findings below the editor.
import { byId, h } from "./dom.js";
import { lineOf } from "./edits.js";
import { say } from "./words.js";

/** The list. It calls `go(finding)`, `mend(finding)`, `explain(code)`. */
export function findingList({ go, mend, mendAll, explain }) {
  const count = h("span", { class: "end" });
  const all = h(
    "button", { type: "button", title: say("mend.all.hint"), onclick: mendAll }, say("mend.all"),
  );
  const list = h("ol", { class: "list" });
  const empty = h("p", { class: "pane-empty" }, say("findings.none"));
  let findings = [];
  byId("findings").append(
    h("div", { class: "pane-head" }, h("h2", {}, say("findings")), count, all), empty, list,
  );

  function show(reading) {
    findings = reading.findings;
    count.textContent = say("findings.count", { count: findings.length });
    empty.hidden = findings.length > 0;
    all.disabled = !findings.some(({ fix }) => fix?.safe);
    const focused = list.contains(document.activeElement)
      ? [...list.children].findIndex((row) => row.contains(document.activeElement))
      : -1;
    list.replaceChildren(...findings.map((finding) => row(finding, reading.text)));
    if (focused >= 0) list.children[Math.min(focused, findings.length - 1)]?.firstChild.focus();
  }

  function row(finding, text) {
    const severity = finding.doubt ? "doubt" : finding.severity;
    return h(
      "li",
      { class: "finding-row" },
      h(
        "button",
        { type: "button", class: "go", onclick: () => go(finding) },
        h("span", { class: `severity ${severity}` }, say(`findings.${severity}`)),
        " ",
        finding.message,
        " ",
        h("small", {}, say("findings.line", { line: lineOf(text, finding.from) })),
      ),
      ...actions(finding, { mend, explain }),
    );
  }

  /** Marks what the caret is in, and gives its sentence. */
  function follow(position) {
    const here = findings.findIndex(({ from, to }) => from <= position && position <= to);
    [...list.children].forEach((each, index) => {
      if (index === here) each.setAttribute("aria-current", "true");
      else each.removeAttribute("aria-current");
    });
    if (here >= 0) list.children[here].scrollIntoView({ block: "nearest" });
    return findings[here] ?? null;
  }

  /** The finding after, or before, a position; round and round. */
  function next(position, step) {
    if (findings.length === 0) return null;
    if (step > 0) return findings.find(({ from }) => from > position) ?? findings[0];
    return findings.findLast(({ from }) => from < position) ?? findings.at(-1);
  }

  return { show, follow, next };
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
