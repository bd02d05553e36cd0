// Word, PDF and the web page on demand: built by the server, saved beside the draft, downloaded.
import { api } from "./api.js";
import { byId, h } from "./dom.js";
import { formatName } from "./issues.js";
import { notice, settle, trouble } from "./notices.js";
import { say } from "./words.js";

const ASK_MS = 1500; // how often a job is asked for, should its event be lost
const DONE_MS = 60000; // for somebody to read where the file is
const ORDER = ["docx", "pdf", "html"];

/** The buttons. `ready()` saves the draft and gives its path, or null where that cannot be; `folder()` is the
 * name of the folder that the files go to. */
export function formatButtons(formats, { ready, folder }) {
  const waiting = new Map(); // job → what is called with its state
  const buttons = new Map();
  const running = new Set();
  let isOpen = false;

  byId("formats").append(h("span", {}, say("build")));
  for (const format of ORDER.filter((each) => formats.includes(each))) {
    const name = formatName(format);
    const button = h(
      "button",
      { type: "button", id: `build-${format}`, title: say("build.hint", { format: name }) },
      name,
    );
    button.addEventListener("click", () => build(format));
    byId("formats").append(button);
    buttons.set(format, button);
  }

  async function build(format, overwrite = false) {
    const path = await ready();
    if (!path) return;
    const name = formatName(format);
    const id = `build ${format}`;
    running.add(format);
    enable(isOpen);
    notice(say("build.running", { format: name }), { name: id, actions: [] });
    try {
      const { job } = await api.build({ path, format, overwrite });
      const { state, file, notes, error } = await finished(job);
      settle(id);
      if (state === "done") {
        download(file);
        const again = [say("build.again"), () => download(file)];
        notice(say("build.done", { format: name, file: `${folder()}/${file}` }), {
          name: id, actions: [again], lasts: DONE_MS,
        });
        for (const note of notes) notice(note, { kind: "warning" });
      } else {
        const replace = [say("build.replace"), (close) => {
          close();
          build(format, true);
        }];
        trouble(error ?? { message: say("build.lost", { format: name }) }, {
          name: id, actions: error?.overwrite ? [replace] : [],
        });
      }
    } catch (error) {
      settle(id);
      trouble(error, { name: id });
    }
    running.delete(format);
    enable(isOpen);
  }

  /** The state of a job that is no longer running. */
  function finished(job) {
    return new Promise((resolve, reject) => {
      const timer = setInterval(() => api.job(job).then(hear, fail), ASK_MS);
      const end = () => {
        clearInterval(timer);
        waiting.delete(job);
      };
      function hear(state) {
        if (state.state === "running") return;
        end();
        resolve(state);
      }
      function fail(error) {
        end();
        reject(error);
      }
      waiting.set(job, hear);
      api.job(job).then(hear, fail); // it may be over already
    });
  }

  /** Without a draft there is nothing to build. */
  function enable(value) {
    isOpen = value;
    for (const [format, button] of buttons) button.disabled = !isOpen || running.has(format);
  }

  /** An event of a job. */
  return { enable, heard: (state) => waiting.get(state.job)?.(state) };
}

function download(file) {
  h("a", { href: api.file(file), download: file.split("/").at(-1) }).click();
}
