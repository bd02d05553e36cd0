// The desk put together: the folder at the left, the editor, the official page.
import { api } from "./api.js";
import { askForIssue, askForSettings, explain } from "./dialogs.js";
import { byId, h, memory, pause } from "./dom.js";
import { draftSession } from "./draft.js";
import { openEditor, remembered } from "./editor/index.js";
import { listen } from "./events.js";
import { findBar } from "./find.js";
import { aboutFinding, findingList } from "./findings.js";
import { formatButtons } from "./formats.js";
import { askWhatToInsert } from "./insert.js";
import { intake } from "./intake.js";
import { issueList } from "./issues.js";
import { listenToKeys } from "./keys.js";
import { notice, settle, trouble } from "./notices.js";
import { outlineView, viewTabs } from "./outline.js";
import { pageFrame, pageView } from "./page.js";
import { arrangePanes, nextPane, showPane, toggleIssues } from "./panes.js";
import { reader } from "./reading.js";
import { phrases, say, speak } from "./words.js";

const nonce = document.querySelector("meta[name=nonce]").content;
const caught = (action) => (...given) => Promise.resolve(action(...given)).catch(trouble);

async function start() {
  let folder = await api.folder();
  speak(folder.language);
  let editor = null;
  let opening = 0; // counts the drafts that were opened
  let latest = { outline: [], findings: [], counts: { characters: 0 }, text: "" };

  const draft = draftSession({ editor: () => editor, told: tellState, regained: () => reads.changed(0) });
  const reads = reader({
    draft: () => editor && { path: draft.path(), text: editor.text() },
    composing: () => editor.composing(),
    shown,
    checked,
    failed(error) {
      if (error.status === 0) return; // the events tell whether it lasts
      if (error.isAway) draft.away(error);
      else trouble(error, { name: "reading" });
    },
  });
  const handlers = { mend: caught(mend), explain: caught(explain) };
  const findings = findingList({ go: goTo, ...handlers, mendAll: caught(mendAll) });
  const outline = outlineView({ go: (from) => goTo({ from, to: from }) });
  const frame = pageFrame(say("page"));
  byId("page").append(frame);
  const page = pageView(frame, { clicked: (from) => goTo({ from, to: from }) });
  viewTabs(() => outline.show(latest));
  const issues = issueList({ open: caught(open), create: caught(create), take: (files) => take(files) });
  const { pasted, take, changed: textMoved } = intake({
    desk: () => editor && { path: draft.path(), editor },
    imported: async (path) => {
      await refresh();
      await open(path);
    },
  });
  const formats = formatButtons(folder.capabilities.formats, {
    ready: async () => ((await draft.save()) ? draft.path() : null),
    folder: () => folder.folder,
  });
  const find = findBar({ editor: () => editor, moved: () => follow() });
  arrangePanes();
  connect();

  const isNow = ({ text }) => text === editor?.text();

  /** Shows the page of a reading. Then carets of text and page are at the same place. */
  async function shown(reading) {
    settle("reading");
    settle("away");
    if (editor.composing()) return; // another reading follows the composition
    if (reading.page) await page.show(reading);
    if (reading.error) trouble(reading.error, { name: "reading" });
    if (!isNow(reading)) return;
    document.body.dataset.read = "true";
    follow({ typed: true });
    entitle(reading.title);
  }

  /** Takes what is found in a text to everywhere; those of a newer one follow. Each is a piece of work
   * of its own, so that no key waits for all of them. */
  async function checked(reading) {
    const steps = [
      () => editor.mark(reading),
      () => {
        latest = reading;
        findings.show(reading);
        if (reading.error) trouble(reading.error, { name: "reading" });
      },
      () => outline.show(reading),
      () => page.mark(reading),
      () => {
        document.body.dataset.checked = "true";
        follow({ typed: true });
        tellState();
      },
    ];
    for (const step of steps) {
      if (!isNow(reading) || editor.composing()) return;
      step();
      await pause();
    }
  }

  /** The caret has moved. While one types, the next reading says where that is. */
  function follow({ typed = false } = {}) {
    if (!editor || editor.composing() || document.body.dataset.read !== "true") return;
    const { from } = editor.selection();
    const finding = findings.follow(from);
    byId("at-caret").textContent = finding ? finding.message : "";
    outline.follow(from);
    page.follow(from, { typed });
  }

  async function open(path, position = null) {
    if (editor && path === draft.path()) {
      if (position === null) editor.focus();
      else goTo({ from: position, to: position });
      return;
    }
    if (editor && !(await draft.save())) await draft.keep();
    closeEditor(); // before the session is another's, so that no text gets into a wrong file
    opening += 1;
    const text = await draft.open(path);
    if (text === null) return;
    await edit(text, remembered());
    issues.mark(path);
    memory.set("last", path);
    entitle(folder.issues.find((each) => each.path === path)?.title);
    showPane("editor");
    editor.select(position ?? 0);
  }

  function entitle(title) {
    byId("title").textContent = title || draft.path();
    byId("title").title = draft.path();
    document.title = `${title || draft.path()} · ${say("desk")}`;
  }

  /** Puts an editor of this kind in the place of the one before. */
  async function edit(text, kind) {
    closeEditor();
    const turn = opening;
    const made = await openEditor(kind, {
      parent: byId("text"),
      text,
      nonce,
      phrases: phrases(),
      label: say("editor"),
      settings: () => folder.settings,
      explain: (finding) => aboutFinding(finding, handlers),
      selected: () => follow(),
      pasted,
      composed() {
        draft.composed();
        reads.changed(0);
        follow();
      },
      changed(edits) {
        textMoved(edits);
        findings.move(edits);
        document.body.dataset.read = "false";
        document.body.dataset.checked = "false";
        draft.changed();
        reads.changed();
      },
    });
    if (turn !== opening) {
      made.close();
      return;
    }
    editor = made;
    page.clear();
    reads.changed(0);
    draft.changed();
  }

  function closeEditor() {
    editor?.close();
    editor = null;
    byId("text").replaceChildren();
    document.body.dataset.read = "false";
    document.body.dataset.checked = "false";
    tellState();
  }

  function goTo({ from, to }) {
    showPane("editor");
    editor?.select(from, to);
    follow();
  }

  /** Applies edits of the server unless the text has changed since. */
  function apply(text, edits) {
    if (editor.text() !== text || editor.composing()) return;
    editor.apply(edits.map(({ from, to, text: insert }) => ({ from, to, insert })));
  }

  function mend({ fix }) {
    apply(latest.text, fix.edits);
    editor.focus();
  }

  async function mendAll() {
    const sent = { path: draft.path(), text: editor.text() };
    const { edits, count } = await api.mend(sent);
    apply(sent.text, edits);
    notice(count ? say("mend.done", { count }) : say("mend.nothing"), { name: "mend" });
  }

  async function format() {
    if (!editor || editor.composing()) return;
    const sent = { path: draft.path(), text: editor.text() };
    const { edits } = await api.format(sent);
    apply(sent.text, edits);
    notice(say(edits.length ? "format.done" : "format.nothing"), { name: "format" });
  }

  async function create() {
    const made = await askForIssue(folder.issues.length > 0, async (wanted) => {
      notice(say("new.running"), { name: "new" });
      return api.create(wanted).finally(() => settle("new"));
    });
    if (!made) return;
    const { path, notes } = made;
    await refresh();
    await open(path);
    for (const note of notes) notice(note);
  }

  async function insert() {
    if (!editor) return;
    const { from, to } = editor.selection();
    const chosen = await askWhatToInsert(folder.settings);
    if (typeof chosen === "string") {
      editor.apply([{ from, to, insert: chosen }]);
      editor.select(from + chosen.length);
    } else if (chosen) await take([chosen]);
  }

  async function settings() {
    const answer = await askForSettings(folder.version, caught(async (kind) => {
      if (!editor) return memory.set("editor", kind);
      const { from, to } = editor.selection();
      await edit(editor.text(), kind);
      return editor.select(from, to, { focus: false });
    }));
    if (answer !== "quit") return;
    await draft.save();
    await api.quit();
  }

  async function refresh() {
    folder = await api.folder();
    issues.show(folder);
    settle("folder");
    if (folder.settings_error) trouble(folder.settings_error, { name: "settings" });
    else settle("settings");
  }

  function tellState() {
    const isOpen = editor !== null;
    const state = isOpen ? draft.state() : "";
    byId("state").textContent = isOpen
      ? `${say(state)} · ${say("counts", { characters: latest.counts.characters })}`
      : "";
    byId("state").className = state;
    for (const id of ["save", "undo", "redo", "format", "find", "insert"]) byId(id).disabled = !isOpen;
    formats.enable(isOpen);
  }

  function connect() {
    const actions = {
      save: caught(() => draft.save()),
      find: find.open,
      format: caught(format),
      issues: toggleIssues,
      pane: (step) => nextPane(step, () => editor?.focus()),
      mend: () => {
        const finding = findings.follow(editor?.selection().from ?? 0);
        if (finding?.fix) mend(finding);
      },
      next(step) {
        const finding = findings.next(editor?.selection().from ?? 0, step);
        if (finding) goTo(finding);
      },
    };
    listenToKeys(actions);
    for (const id of ["save", "find", "format"]) byId(id).addEventListener("click", actions[id]);
    byId("undo").addEventListener("click", () => editor.undo());
    byId("redo").addEventListener("click", () => editor.redo());
    byId("insert").addEventListener("click", caught(insert));
    byId("settings").addEventListener("click", caught(settings));
    window.addEventListener("pagehide", () => draft.leave());
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState === "hidden" && editor) draft.save({ asks: false });
    });
    listen({ heard: caught(heard), lost, back: caught(back) });
  }

  async function heard(name, data) {
    if (name === "folder") await refresh();
    else if (name === "build") formats.heard(data);
    else if (name === "trouble") trouble(data, { name: "folder" });
    else if (name === "bye") notice(say("bye"), { name: "away", kind: "warning" });
    else if (name === "files" && editor) {
      const touched = [...data.changed, ...data.gone];
      if (touched.includes(draft.path())) await draft.changedOutside();
    }
  }

  /** The connection is lost: say why. */
  function lost() {
    api.folder().then(back, draft.away);
  }

  /** The server answers again, perhaps another one. */
  async function back() {
    settle("away");
    await refresh();
    if (!editor) return;
    await draft.keep();
    await draft.changedOutside();
    reads.changed(0);
  }

  await refresh();
  tellState();
  const last = memory.get("last", "");
  if (folder.issues.some(({ path }) => path === last)) await open(last);
  else {
    const words = say(folder.issues.length ? "empty" : "issues.none");
    byId("text").append(h("p", { class: "pane-empty" }, words));
    showPane("issues");
  }
}

start().catch((error) => {
  speak(navigator.language.startsWith("zh") ? "zh" : "en");
  trouble(error);
});
