// The words of the page, in both languages, and how they are said.
import { en } from "./words.en.js";
import { zh } from "./words.zh.js";

let words = zh;

/** Chooses the language of the page. */
export function speak(language) {
  words = language === "en" ? en : zh;
  document.documentElement.lang = language === "en" ? "en" : "zh-CN";
  for (const element of document.querySelectorAll("[data-say]")) {
    element.textContent = say(element.dataset.say);
  }
  for (const element of document.querySelectorAll("[data-label]")) {
    element.setAttribute("aria-label", say(element.dataset.label));
  }
  for (const element of document.querySelectorAll("[data-hint]")) {
    element.title = say(element.dataset.hint);
  }
}

/** A sentence, with its values put in for `{name}`. */
export function say(key, values = {}) {
  return words[key].replace(/\{(\w+)\}/g, (_, name) => values[name]);
}

/** What CodeMirror itself says, which screen readers read. */
export function phrases() {
  return words === zh ? { "Completions": "可选的词语" } : {};
}
