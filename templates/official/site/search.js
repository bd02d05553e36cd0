/* bulletinc site: the search. It loads a year after the other, the last one first. */
"use strict";
(() => {
  const field = document.getElementById("words");
  const results = document.getElementById("results");
  const state = document.getElementById("state");
  const more = document.getElementById("more");
  const years = [...document.querySelectorAll("#search-years li")];
  const enough = 50;
  const fold = (text) => text.normalize("NFKC").toLowerCase();
  const words = fold(new URLSearchParams(location.search).get("q") || "").split(/\s+/).filter(Boolean);
  let count = 0;
  let wanted = enough;

  const sentence = (text) => {
    const parts = text.match(/[^。！？；\n]+[。！？；]?/g) || [];
    return parts.find((part) => words.some((word) => fold(part).includes(word))) || "";
  };
  const marked = (text) => {
    const piece = document.createDocumentFragment();
    const folded = fold(text);
    let at = 0;
    while (folded.length === text.length && at < text.length) {
      const next = words
        .map((word) => [folded.indexOf(word, at), word.length])
        .filter(([place]) => place >= 0)
        .sort((one, other) => one[0] - other[0])[0];
      if (!next) break;
      piece.append(text.slice(at, next[0]));
      const mark = document.createElement("mark");
      mark.textContent = text.slice(next[0], next[0] + next[1]);
      piece.append(mark);
      at = next[0] + next[1];
    }
    piece.append(text.slice(at));
    return piece;
  };
  const show = ([href, day, issue, headline, text]) => {
    const entry = document.createElement("li");
    const link = document.createElement("a");
    link.href = href;
    link.append(marked(headline));
    const source = document.createElement("span");
    source.className = "source";
    source.textContent = [issue, day].filter(Boolean).join("，");
    entry.append(link, " ", source);
    const told = sentence(text);
    if (told && told !== headline) {
      const line = document.createElement("p");
      line.append(marked(told.slice(0, 200)));
      entry.append(line);
    }
    results.append(entry);
  };
  const next = () => {
    const year = years.shift();
    if (!year) {
      more.hidden = true;
      state.textContent = `找到${count}条。`;
      return;
    }
    state.textContent = `正在查找${year.textContent}……`;
    const script = document.createElement("script");
    script.src = year.dataset.file;
    script.onerror = next;
    document.head.append(script);
  };
  window.found = (_year, rows) => {
    for (const row of rows) {
      const whole = fold(`${row[3]}\n${row[4]}`);
      if (words.every((word) => whole.includes(word))) {
        count += 1;
        show(row);
      }
    }
    if (count < wanted) {
      next();
    } else {
      state.textContent = `已找到${count}条。`;
      more.hidden = years.length === 0;
    }
  };
  more.addEventListener("click", () => {
    wanted = count + enough;
    next();
  });
  field.value = new URLSearchParams(location.search).get("q") || "";
  if (words.length) {
    next();
  }
})();
