// The panes: how wide they are, which are shown, how one goes from one to the next.
import { byId, h, memory } from "./dom.js";
import { say } from "./words.js";

const STEP = 16; // pixels that an arrow key moves a border
const SPLITS = [
  // id, name of the size in the style sheet, direction in which the pane grows, axis
  ["issues", "issues", 1, "X"],
  ["page", "page", -1, "X"],
  ["findings", "findings", -1, "Y"],
];
const PANES = ["issues", "editor", "side", "findings"];

/** Sets the panes up as they were left. */
export function arrangePanes() {
  for (const [name, size, direction, axis] of SPLITS) split(name, size, direction, axis);
  document.body.classList.toggle("no-issues", memory.get("no-issues", false));
  byId("toggle-issues").addEventListener("click", toggleIssues);
  tellIssues();
  const names = { issues: "issues", editor: "editor", side: "page", findings: "findings" };
  byId("tabs").append(
    ...PANES.map((pane) =>
      h("button", { type: "button", "data-pane": pane, onclick: () => showPane(pane) },
        say(names[pane])),
    ),
  );
  showPane("editor");
}

/** In a narrow window one pane is shown. */
export function showPane(pane) {
  document.body.dataset.pane = pane;
  for (const button of byId("tabs").children) {
    if (button.dataset.pane === pane) button.setAttribute("aria-current", "true");
    else button.removeAttribute("aria-current");
  }
}

/** Shows or hides the list of issues. */
export function toggleIssues() {
  document.body.classList.toggle("no-issues");
  memory.set("no-issues", document.body.classList.contains("no-issues"));
  tellIssues();
}

function tellIssues() {
  const isShown = !document.body.classList.contains("no-issues");
  byId("toggle-issues").setAttribute("aria-expanded", String(isShown));
}

/** Goes to the pane after, or before, the one that has the focus. */
export function nextPane(step, focusEditor) {
  const places = [byId("bar"), byId("issues"), byId("editor"), byId("findings"), byId("side")];
  const here = places.findIndex((place) => place.contains(document.activeElement));
  for (let count = 1; count <= places.length; count += 1) {
    const index = (here + step * count + places.length * 2) % places.length;
    const place = places[index];
    if (PANES.includes(place.id)) showPane(place.id);
    const target = place.querySelector(
      "[aria-current], [aria-selected=true], button:not(:disabled), input, iframe",
    );
    if (place.id === "editor") return focusEditor();
    if (target?.offsetParent) return target.focus();
  }
  return undefined;
}

/** A border that is dragged, or moved by the arrow keys. */
function split(name, size, direction, axis) {
  const border = byId(`split-${name}`);
  const pane = byId(name === "page" ? "side" : name);
  const extent = axis === "X" ? "offsetWidth" : "offsetHeight";
  const pointer = `client${axis}`;
  border.tabIndex = 0;
  border.setAttribute("role", "separator");
  border.setAttribute("aria-orientation", axis === "X" ? "vertical" : "horizontal");
  border.setAttribute("aria-label", say(`resize.${name}`));
  const remembered = memory.get(`size.${size}`, null);
  if (remembered) resize(remembered);

  function resize(pixels) {
    const whole = axis === "X" ? window.innerWidth : window.innerHeight;
    const share = Math.min(0.7, Math.max(0.08, pixels / whole));
    const value = `${Math.round(share * 1000) / 10}${axis === "X" ? "vw" : "vh"}`;
    document.documentElement.style.setProperty(`--${size}`, value);
    border.setAttribute("aria-valuenow", String(Math.round(share * 100)));
    return pixels;
  }
  const keep = (pixels) => memory.set(`size.${size}`, resize(pixels));
  border.setAttribute("aria-valuenow", "30");
  border.addEventListener("pointerdown", (event) => {
    const start = event[pointer];
    const before = pane[extent];
    border.setPointerCapture(event.pointerId);
    document.body.classList.add("resizing");
    border.onpointermove = (move) => keep(before + (move[pointer] - start) * direction);
    border.onpointerup = border.onlostpointercapture = () => {
      border.onpointermove = null;
      document.body.classList.remove("resizing");
    };
  });
  border.addEventListener("keydown", (event) => {
    const steps = { ArrowLeft: -1, ArrowUp: -1, ArrowRight: 1, ArrowDown: 1 };
    if (!(event.key in steps)) return;
    event.preventDefault();
    keep(pane[extent] + steps[event.key] * STEP * direction);
  });
}
