"""How a change is named for a person, in every form alike."""

from __future__ import annotations

from bulletinc.i18n import _, ngettext
from bulletinc.revision.comparing import Change


def named(change: Change) -> str:
    """Name a change and its place: 修改（第9行）."""
    match change.kind:
        case "added":
            return _("added, line {line}").format(line=change.new)
        case "removed":
            return _("removed, line {line} of the old version").format(line=change.old)
        case "changed":
            return _("changed, line {line}").format(line=change.new)
        case "moved":
            return ngettext(
                "moved from line {old} to line {new}",
                "moved from line {old} to line {new}, {lines} lines",
                change.lines,
            ).format(old=change.old, new=change.new, lines=change.lines)


def counted(changes: int) -> str:
    """Say how many changes there are."""
    if not changes:
        return _("The two versions say the same.")
    return ngettext("{count} change.", "{count} changes.", changes).format(count=changes)
