"""What was found, as a list for people and as JSON for programs."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from bulletinc.archive.search import Hit, SearchResult
from bulletinc.i18n import _, ngettext, show_controls
from bulletinc.report import write_json

Paint = Callable[[str, str], str]


def plain(text: str, _role: str) -> str:
    """Text without colour."""
    return text


def as_text(found: SearchResult, paint: Paint = plain) -> str:
    """Each item on a few lines: where it is, its headline, the words in their sentence."""
    return "\n\n".join(_listed(hit, paint) for hit in found.hits)


def summary(found: SearchResult) -> str:
    """How many items there are, and how many of them are shown."""
    count, shown = found.count, len(found.hits)
    if shown < count:
        return _("{count} items found; the first {shown} are shown. --limit 0 shows all.").format(
            count=count, shown=shown
        )
    return ngettext("{count} item found.", "{count} items found.", count).format(count=count)


def as_json(found: SearchResult) -> bytes:
    """Each item with all that is known of it; positions in a sentence count characters from 0."""
    return write_json(
        {
            "words": found.words,
            "count": found.count,
            "items": [_values(hit) for hit in found.hits],
        }
    )


def issue_name(name: str, number: int | None) -> str:
    """What an issue is called: 清溪区工作快报第12期."""
    return name if number is None else f"{name}第{number}期"


def _listed(hit: Hit, paint: Paint) -> str:
    passage = hit.passage
    place = paint(show_controls(f"{hit.file}:{passage.line}"), "place")
    issue = issue_name(hit.name, hit.number)
    told = "  ".join(filter(None, (hit.date, issue, passage.section, "、".join(passage.units))))
    sentence = "".join(
        paint(show_controls(text), role) if role else show_controls(text)
        for text, role in _pieces(hit)
    )
    lines = [f"{place}  {show_controls(told)}"]
    if passage.headline:
        lines.append(f"  {paint(show_controls(passage.headline), 'headline')}")
    return "\n".join([*lines, f"  {sentence}"])


def _pieces(hit: Hit) -> list[tuple[str, str]]:
    pieces, at = [], 0
    for start, end in hit.marks:
        pieces += [(hit.sentence[at:start], ""), (hit.sentence[start:end], "word")]
        at = end
    return [*pieces, (hit.sentence[at:], "")]


def _values(hit: Hit) -> dict[str, object]:
    passage = hit.passage
    return {
        "path": Path(hit.file)
        .as_posix()
        .encode("utf-8", "surrogateescape")
        .decode("utf-8", "replace"),
        "line": passage.line,
        "name": hit.name,
        "number": hit.number,
        "date": hit.date or None,
        "form": passage.form,
        "section": passage.section,
        "headline": passage.headline,
        "units": passage.units,
        "indicators": [{"code": code, "name": name} for code, name in passage.indicators],
        "sentence": hit.sentence,
        "marks": hit.marks,
    }
