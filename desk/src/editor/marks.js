// Colours of the parts of a draft, and lines under its findings.
import { StateEffect, StateField } from "@codemirror/state";
import { Decoration, EditorView, hoverTooltip } from "@codemirror/view";

const setColours = StateEffect.define();
const setFindings = StateEffect.define();
const setFound = StateEffect.define();

/** A set of decorations that moves with the text until an effect replaces it. */
function decorations(effect) {
  return StateField.define({
    create: () => Decoration.none,
    update(marks, transaction) {
      const given = transaction.effects.find((each) => each.is(effect));
      return given ? given.value : marks.map(transaction.changes);
    },
    provide: (field) => EditorView.decorations.from(field),
  });
}

const colours = decorations(setColours);
const underlines = decorations(setFindings);
const hits = decorations(setFound);

/** The extension. `explain(finding)` makes what is shown where the mouse rests on a finding. */
export function marking(explain) {
  const tooltip = hoverTooltip((view, position, side) => {
    const found = at(view.state.field(underlines), position, side);
    if (found.length === 0) return null;
    const dom = document.createElement("div");
    dom.append(...found.map(({ value }) => explain(value.spec.finding)));
    const [{ from, to }] = found;
    return { pos: from, end: to, above: true, create: () => ({ dom }) };
  });
  return [colours, underlines, hits, tooltip];
}

function at(marks, position, side) {
  const found = [];
  marks.between(position, position, (from, to, value) => {
    const isOutside = (side < 0 && from === position) || (side > 0 && to === position);
    if (!isOutside || from === to) found.push({ from, to, value });
  });
  return found;
}

/** The effects that show this reading. Spans are sorted as the server gives them. */
export function shown({ spans, findings }, length) {
  const coloured = spans
    .filter(([from, to]) => from < to && to <= length)
    .map(([from, to, name]) => colour(name).range(from, to));
  const found = findings
    .filter(({ to }) => length > 0 && to <= length)
    .map((each) => underline(each, length));
  return [
    setColours.of(Decoration.set(coloured, true)),
    setFindings.of(Decoration.set(found, true)),
  ];
}

/** The effect that shows where sought words stand, `here` the one of them that is chosen. */
export function found(ranges, here) {
  const one = Decoration.mark({ class: "found" });
  const chosen = Decoration.mark({ class: "found found-here" });
  return setFound.of(Decoration.set(
    ranges.map(({ from, to }, index) => (index === here ? chosen : one).range(from, to)), true,
  ));
}

const known = new Map();

function colour(name) {
  if (!known.has(name)) known.set(name, Decoration.mark({ class: `part part-${name}` }));
  return known.get(name);
}

/** A finding without length is shown at the character beside it. */
function underline(finding, length) {
  const from = Math.min(finding.from, length - 1);
  const to = Math.max(finding.to, from + 1);
  const name = finding.doubt ? "doubt" : finding.severity;
  return Decoration.mark({ class: `finding finding-${name}`, finding }).range(from, to);
}
