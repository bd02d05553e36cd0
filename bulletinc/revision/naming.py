"""How a change is named for a person, in every form alike."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from bulletinc.i18n import _, ngettext
from bulletinc.readers.intermediate import Comment
from bulletinc.revision.comparing import Change


def named(change: Change) -> str:
    """Name a change and its place: 修改（第9行）. A version that is no draft has no lines."""
    match change.kind:
        case "added":
            message = _("added, line {new}") if change.new else _("added")
        case "removed":
            message = _("removed, line {old} of the old version") if change.old else _("removed")
        case "changed":
            message = _("changed, line {new}") if change.new else _("changed")
            if change.old and not change.new:
                message = _("changed, line {old} of the old version")
        case "moved":
            message = _moved(change)
    return message.format(old=change.old, new=change.new, lines=change.lines)


def _moved(change: Change) -> str:
    if change.old and change.new:
        return (
            _("moved from line {old} to line {new}, {lines} lines")
            if change.lines > 1
            else _("moved from line {old} to line {new}")
        )
    if change.old:
        return (
            _("moved from line {old} of the old version, {lines} lines")
            if change.lines > 1
            else _("moved from line {old} of the old version")
        )
    return _("moved, {lines} lines") if change.lines > 1 else _("moved")


def by_item(
    changes: Sequence[Change], comments: Sequence[Comment]
) -> list[tuple[str, list[Change], list[Comment]]]:
    """Return the changes and the comments item by item, those without changes last."""
    groups: list[tuple[str, list[Change], list[Comment]]] = [
        (context, list(group), []) for context, group in groupby(changes, lambda each: each.context)
    ]
    places = {context: at for at, (context, _changes, _comments) in enumerate(groups)}
    for comment in comments:
        if comment.item not in places:
            places[comment.item] = len(groups)
            groups.append((comment.item, [], []))
        groups[places[comment.item]][2].append(comment)
    return groups


def counted(changes: int) -> str:
    """Say how many changes there are."""
    if not changes:
        return _("The two versions say the same.")
    return ngettext("{count} change.", "{count} changes.", changes).format(count=changes)
