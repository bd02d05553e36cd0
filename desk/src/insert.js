// The names that the office's settings know, to be chosen instead of typed.
import { ask } from "./dialogs.js";
import { h } from "./dom.js";
import { say } from "./words.js";

/** Asks what shall be inserted; gives its text, a picture's file, or null. */
export async function askWhatToInsert(settings) {
  const { sections, units, indicators, staff } = settings;
  let file = null;
  const answer = await ask(
    say("insert"),
    (close) => {
      const picture = h("input", { type: "file", accept: "image/*", hidden: true });
      picture.addEventListener("change", () => {
        [file] = picture.files;
        close("");
      });
      const group = (name, options) =>
        options.length
          ? [
              h("h3", {}, say(`insert.${name}`)),
              h(
                "div",
                { class: "choices" },
                options.map(([text, label]) =>
                  h("button", { type: "button", onclick: () => close(text) }, label),
                ),
              ),
            ]
          : [];
      const groups = [
        group("sections", sections.map((each) => [`【${each}】`, each])),
        group("units", units.map((each) => [each, each])),
        group("staff", staff.map((each) => [each, each])),
        group("indicators", indicators.map(({ code, name }) => [code + name, `${code} ${name}`])),
      ].flat();
      return [
        h("button", { type: "button", onclick: () => picture.click() }, say("insert.picture")),
        picture,
        groups.length ? groups : h("p", {}, say("insert.none")),
      ];
    },
    [["", say("cancel")]],
  );
  return file ?? (answer || null);
}
