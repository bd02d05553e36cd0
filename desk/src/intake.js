// What comes from other programs: files that are dropped, and what is pasted.
import { api } from "./api.js";
import { moved } from "./edits.js";
import { notice, settle, trouble } from "./notices.js";
import { say } from "./words.js";

const BLOCKS = /<(table|p|div|li|h[1-6]|br|img)[\s>/]/i; // what makes HTML more than a few words

/** `desk()` gives `{ path, editor }` or null; `imported(path)` is told what came of a file. */
export function intake({ desk, imported }) {
  const places = new Set(); // where something will be put in, while the user types on

  /** Text was changed: keep the places where they belong. */
  function changed(edits) {
    for (const place of places) {
      place.from = moved(place.from, edits);
      place.to = moved(place.to, edits);
    }
  }

  /** A paste event. Gives whether it is dealt with here. */
  function pasted(event) {
    const data = event.clipboardData;
    const found = data && whatIsIn(data);
    if (!found || !desk()) return false;
    event.preventDefault();
    insert(found, data.getData("text/plain"));
    return true;
  }

  /** Turns it into text of a draft, and puts that where the caret was. */
  async function insert({ type, body }, plain) {
    const { path, editor } = desk();
    const place = editor.selection();
    places.add(place);
    const done = notice(say("paste.running"), { name: "paste" });
    let text = plain;
    try {
      const answer = await api.paste(path, type, body);
      text = answer.text;
      for (const note of answer.notes) notice(note);
    } catch (error) {
      if (!plain) trouble(error);
      else notice(say("paste.failed", { message: error.message }), { kind: "warning" });
    }
    done();
    places.delete(place);
    if (desk()?.path === path && text) put(desk().editor, place, text, type !== "text/html");
  }

  /** A table and a picture stand on lines of their own. */
  function put(editor, { from, to }, text, isBlock) {
    const all = editor.text();
    const before = isBlock && from > 0 && all[from - 1] !== "\n" ? "\n" : "";
    const after = isBlock && all[to] !== "\n" ? "\n" : "";
    const inserted = before + (isBlock ? text.replace(/\n+$/, "") : text) + after;
    editor.apply([{ from, to, insert: inserted }]);
    editor.select(from + inserted.length - after.length);
  }

  /** Files that were dropped or chosen: pictures into the open draft, others as new issues. */
  async function take(files) {
    for (const file of files) {
      if (file.type.startsWith("image/") && desk()) {
        await insert({ type: file.type, body: file }, "");
        continue;
      }
      notice(say("import.running", { name: file.name }), { name: "import" });
      try {
        const { path, notes } = await api.import(file);
        settle("import");
        await imported(path);
        notice(say("import.done", { name: file.name }));
        for (const note of notes) notice(note, { kind: "warning" });
      } catch (error) {
        settle("import");
        trouble(error, { name: `import ${file.name}` });
      }
    }
  }

  window.addEventListener("dragover", (event) => {
    if (event.dataTransfer.types.includes("Files")) event.preventDefault();
  });
  window.addEventListener("drop", (event) => {
    if (!event.dataTransfer.files.length) return;
    event.preventDefault();
    take([...event.dataTransfer.files]);
  });
  return { pasted, take, changed };
}

/** What there is to be turned into text: a picture, cells, formatted text; null for plain words. */
function whatIsIn(data) {
  const html = data.getData("text/html");
  const plain = data.getData("text/plain");
  const picture = [...data.files].find((file) => file.type.startsWith("image/"));
  if (picture && !plain) return { type: picture.type, body: picture };
  // Spreadsheets give both: their cells are a table, even where the importer reads but lines.
  if (isCells(plain)) return { type: "text/tab-separated-values", body: plain };
  if (html && BLOCKS.test(html)) return { type: "text/html", body: html };
  return null;
}

/** Rows of equally many cells. */
function isCells(text) {
  const rows = text.replace(/\n$/, "").split("\n").map((row) => row.split("\t").length);
  return rows.length > 1 && rows[0] > 1 && rows.every((count) => count === rows[0]);
}
