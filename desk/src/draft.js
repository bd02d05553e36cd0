// The open draft: saved, kept safe while it is not, and compared where somebody else saved it, too.
import { api } from "./api.js";
import { choose } from "./compare.js";
import { memory } from "./dom.js";
import { difference } from "./edits.js";
import { notice, settle, trouble } from "./notices.js";
import { say } from "./words.js";

const KEEP_MS = 800; // after the last key: then the server keeps what is not saved
const KEEPALIVE_BYTES = 60000; // what a browser sends after a page is gone
const CONFLICT = 409;

/** The session. `editor()` is the open editor or null; `told()` is called when the state changed,
 * `regained()` when the server answers again. */
export function draftSession({ editor, told, regained }) {
  let path = "";
  let stamp = "";
  let saved = ""; // the text on disk, as far as we know
  let other = null; // `{ text, stamp }` that somebody else saved meanwhile
  let timer = 0;
  let saves = Promise.resolve(true);
  let waits = false; // to save when the input method has finished
  let isSaving = false;
  let isKept = false; // a copy that is not what stands in the file
  let opened = 0; // drafts so far

  const text = () => editor().text();
  const isDirty = () => Boolean(path) && editor() !== null && text() !== saved;

  /** Reads a draft. Gives the text to be edited, which may be one that was not saved last time; null
   * where another draft was opened meanwhile. */
  async function open(wanted) {
    clearTimeout(timer);
    opened += 1;
    const turn = opened;
    const draft = await api.draft(wanted);
    if (turn !== opened) return null;
    const kept = newest(draft.unsaved, memory.get(`kept.${wanted}`, null));
    path = wanted;
    other = null;
    waits = false;
    saved = draft.text;
    stamp = draft.stamp;
    for (const name of ["conflict", "restored", "trouble", "keep"]) settle(name);
    isKept = Boolean(kept);
    if (!kept || kept.text === draft.text) return draft.text;
    if (kept.stamp !== draft.stamp) other = { text: draft.text, stamp: draft.stamp };
    const time = new Date(kept.saved_at).toLocaleString();
    const drop = [say("restored.drop"), (close) => {
      close();
      replace(saved);
    }];
    notice(say("restored", { time }), { name: "restored", kind: "warning", actions: [drop] });
    if (other) tellConflict();
    return kept.text;
  }

  /** The text is another now. */
  function changed() {
    clearTimeout(timer);
    timer = setTimeout(keep, KEEP_MS);
    told();
  }

  /** Lets the server keep what is not saved; where it is away, this browser. */
  async function keep(keepalive = false) {
    if (!isDirty()) {
      if (isKept && path && editor()) forget();
      return;
    }
    if (editor().composing() && !keepalive) {
      timer = setTimeout(keep, KEEP_MS); // half a word is no text yet
      return;
    }
    const kept = { path, text: text(), stamp };
    isKept = true;
    try {
      await api.keep(kept, keepalive);
      memory.set(`kept.${path}`, null);
      if (settle("away")) regained();
    } catch (error) {
      const isHere = memory.set(`kept.${kept.path}`, { ...kept, saved_at: Date.now() });
      if (keepalive) return;
      if (error.isAway) away(error);
      else if (!isHere) trouble(error, { name: "keep", remedy: say("keep.failed"), actions: [copy()] });
    }
  }

  /** What was typed and kept was undone. */
  function forget() {
    isKept = false;
    memory.set(`kept.${path}`, null);
    settle("restored");
    api.discard(path).catch(() => {});
  }

  /** Saves; after a save that is under way, and after a composition. Gives whether it is saved. */
  function save({ asks = true } = {}) {
    if (!path || !editor()) return Promise.resolve(true);
    if (editor().composing()) {
      waits = true;
      return Promise.resolve(false);
    }
    saves = saves.then(() => saveNow(asks));
    return saves;
  }

  async function saveNow(asks) {
    if (!isDirty() && !other) return true;
    if (other) return asks ? decide() : false;
    const sent = { path, text: text(), stamp };
    setSaving(true);
    try {
      const { stamp: next, notes } = await api.save(sent);
      if (sent.path !== path) return true;
      stamp = next;
      saved = sent.text;
      isKept = false;
      memory.set(`kept.${path}`, null);
      for (const name of ["trouble", "restored", "folder", "reading", "keep"]) settle(name);
      if (settle("away")) regained();
      for (const note of notes ?? []) notice(note);
      return true;
    } catch (error) {
      if (error.status === CONFLICT) {
        other = { text: error.rest.text, stamp: error.rest.stamp };
        return asks ? await decide() : tellConflict();
      }
      if (error.isAway) away(error);
      else trouble(error, { actions: [copy()] });
      keep();
      return false;
    } finally {
      setSaving(false);
    }
  }

  function setSaving(value) {
    isSaving = value;
    told();
  }

  /** Both versions side by side; the user chooses. Gives whether the draft is saved. */
  async function decide() {
    const answer = await choose(path, text(), other.text);
    if (!answer) return tellConflict();
    const { text: theirs, stamp: at } = other;
    other = null;
    settle("conflict");
    stamp = at;
    if (answer === "mine") {
      saved = theirs ?? "";
      return saveNow(true);
    }
    saved = theirs;
    replace(theirs);
    api.discard(path).catch(() => {});
    told();
    return true;
  }

  function tellConflict() {
    const actions = [[say("conflict.open"), (close) => {
      close();
      saves = saves.then(decide);
    }]];
    const title = say(other.text === null ? "conflict.gone.title" : "conflict.title");
    notice(title, { name: "conflict", kind: "warning", actions });
    return false;
  }

  /** A file of the folder changed on disk: what is not edited here appears by itself. */
  async function changedOutside() {
    await saves;
    const asked = path;
    const draft = await api.draft(asked).catch((error) => ({ error }));
    if (asked !== path || draft.stamp === stamp) return;
    if (draft.error) {
      if (draft.error.status !== 404) return;
      other = { text: null, stamp: "" };
      tellConflict();
    } else if (isDirty()) {
      other = { text: draft.text, stamp: draft.stamp };
      tellConflict();
    } else {
      stamp = draft.stamp;
      saved = draft.text;
      if (draft.text === text()) return;
      replace(draft.text);
      notice(say("changed.outside"));
    }
  }

  /** Puts another text in, so that it can be undone and the caret stays. */
  function replace(next) {
    const edit = difference(text(), next);
    if (edit) editor().apply([edit]);
  }

  /** The server does not answer, or does not know us: nothing is lost, and the user is told. */
  function away(error) {
    trouble(error, { actions: editor() ? [copy()] : [] });
  }

  /** The button that gives the user the text as a file. */
  function copy() {
    return [say("away.copy"), () => download(path, text())];
  }

  return {
    open,
    changed,
    save,
    keep,
    replace,
    changedOutside,
    away,
    path: () => path,
    state: () => (isSaving ? "saving" : isDirty() ? "unsaved" : "saved"),
    /** The input method has finished. */
    composed() {
      if (waits) {
        waits = false;
        save();
      }
    },
    /** The page is about to go. */
    leave() {
      if (!isDirty()) return;
      const short = new TextEncoder().encode(text()).length < KEEPALIVE_BYTES;
      keep(short);
      if (short && !other && !editor().composing()) {
        api.save({ path, text: text(), stamp }, true).catch(() => {});
      }
    },
  };
}

function newest(one, other) {
  if (!one || !other) return one ?? other;
  return one.saved_at > other.saved_at ? one : other;
}

/** Gives the user the text as a file. */
function download(path, text) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: "text/plain;charset=utf-8" }));
  link.download = path.split("/").at(-1);
  link.click();
  URL.revokeObjectURL(link.href);
}
