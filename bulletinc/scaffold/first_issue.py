"""The first issue of a bulletin, to be written, where no other shows what it looks like."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from bulletinc.errors import BulletinError
from bulletinc.i18n import _
from bulletinc.kinds import Kind, load_kinds
from bulletinc.parser import parse
from bulletinc.project import Project
from bulletinc.scaffold.next_issue import NewIssue, sections_to_fill_in
from bulletinc.scaffold.publications import UnclearIssueError
from bulletinc.scaffold.typed_forms import BLANK, TO_FILL_IN, day_like
from bulletinc.text.source import Source

_STAFF = ("编辑", "校对", "核签")
_DISTRIBUTION = ("报", "送", "发")
_FORM = "2026年3月5日"
_GROUPED = ("kuaibao", "jianbao")  # whose reports stand in sections


def first_issue(
    folder: Path, name: str, kind: str | None, project: Project, day: dt.date
) -> NewIssue:
    """Issue 1 of a bulletin of this name, of this day, with what its project settles.

    ``kind`` is the name of a kind (kuaibao); without it the bulletin's name says what it is. Raises
    :class:`BulletinError` where that name says another kind, or none.
    """
    name = " ".join(name.split())
    text = _report(name) if kind == "gongzuo_baogao" else _issue(name, kind, project, day)
    document = parse(Source(text))
    wanted = next((each for each in load_kinds() if each.name == (kind or document.kind)), None)
    if wanted is None or document.kind != wanted.name:
        raise _other_kind(name, wanted)
    if kind is None and wanted.fallback and not name.endswith(wanted.words + wanted.title_words):
        raise _no_kind(name)
    file = f"{wanted.title}.txt" if wanted.salutation else "第1期.txt"
    return NewIssue(folder / file, text)


def _issue(name: str, kind: str | None, project: Project, day: dt.date) -> str:
    label = "（专刊）" if kind == "zhuankan" and not name.endswith("专刊") else ""
    grouped = kind in _GROUPED or (kind is None and name.endswith(("快报", "简报")))
    sections = project.sections or ((f"栏目（{TO_FILL_IN}）",) if grouped else ())
    staff = project.staff or _STAFF
    distribution = project.distribution or _DISTRIBUTION
    parts = (
        name,
        f"第1期{label}",
        project.issuer or f"{BLANK}办公室",
        day_like(_FORM, day),
        *sections_to_fill_in(sections if kind != "zhuankan" else ()),
        "\n".join(f"{role}：（{TO_FILL_IN}）" for role in staff),
        "\n".join(f"{role}：（{TO_FILL_IN}）" for role in distribution),
    )
    return "\n\n".join(parts) + "\n"


def _report(title: str) -> str:
    parts = (title, f"——（{TO_FILL_IN}）", "各位代表：", f"正文（{TO_FILL_IN}）。")
    return "\n\n".join(parts) + "\n"


def _other_kind(name: str, wanted: Kind | None) -> BulletinError:
    words = wanted.words + wanted.title_words if wanted else ()
    return UnclearIssueError(
        _("The name “{name}” is not that of a {kind}.").format(
            name=name, kind=wanted.title if wanted else ""
        ),
        _("Let it end in {words}, or give another --kind.").format(words=_(", ").join(words)),
    )


def _no_kind(name: str) -> BulletinError:
    return UnclearIssueError(
        _("The name “{name}” does not say what kind of bulletin it is.").format(name=name),
        _("Add --kind, such as --kind 快报; “bulletinc kinds” lists all."),
    )
