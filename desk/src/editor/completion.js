// What the office's settings offer while one types: sections, units, indicators, staff.
import { autocompletion } from "@codemirror/autocomplete";

const LONGEST = 12; // characters before the caret that may begin a name

/** The extension. `settings()` gives those of the folder, `composing()` says when to keep away. */
export function completion(settings, composing) {
  return autocompletion({
    override: [(context) => (composing() ? null : offers(context, settings()))],
    icons: false,
    selectOnOpen: false, // Enter is a new line until one has chosen
    activateOnTypingDelay: 80,
    interactionDelay: 30,
    maxRenderedOptions: 30,
  });
}

function offers(context, settings) {
  const line = context.state.doc.lineAt(context.pos);
  const before = context.state.sliceDoc(Math.max(line.from, context.pos - 40), context.pos);
  const opened = /[【［]([^】］【［]*)$/.exec(before);
  if (opened) return inBrackets(context, opened, settings);
  return names(context, before, settings);
}

/** 【 opens a section, or the indicators that a piece of work belongs to. */
function inBrackets(context, [whole, typed], { sections, indicators }) {
  const close = whole[0] === "【" ? "】" : "］";
  const next = context.state.sliceDoc(context.pos, context.pos + 1);
  const end = next === close ? "" : close;
  const options = [
    ...sections.map((name) => ({ label: name, apply: name + end, boost: 1 })),
    ...indicators.map(({ code, name }) => ({
      label: `${code}${name}`,
      apply: `${code}${name}${end}`,
    })),
  ];
  return result(context, typed.replace(/^.*[、，；]/, ""), options, true);
}

/** A unit, a person, or an indicator whose beginning or code stands before the caret. */
function names(context, before, { units, staff, indicators }) {
  const options = [
    ...[...units, ...staff].map((label) => ({ label })),
    ...indicators.flatMap(({ code, name }) => [
      { label: name, detail: code, apply: `${code}${name}` },
      { label: `${code}${name}` },
    ]),
  ];
  for (let length = Math.min(LONGEST, before.length); length >= 2; length -= 1) {
    const typed = before.slice(-length);
    if (options.some(({ label }) => label !== typed && label.startsWith(typed))) {
      return result(context, typed, options, false);
    }
  }
  return context.explicit ? result(context, "", options, true) : null;
}

function result(context, typed, options, offersAll) {
  const fitting = options.filter(
    ({ label }) => (offersAll && !typed) || (label !== typed && label.includes(typed)),
  );
  if (fitting.length === 0) return null;
  return { from: context.pos - typed.length, options: fitting, filter: false };
}
