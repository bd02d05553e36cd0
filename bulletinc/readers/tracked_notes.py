"""What is said of tracked changes and comments: whose they are, when, and what became of them."""

from __future__ import annotations

from bulletinc.i18n import _
from bulletinc.readers.intermediate import Comment, TrackedChange
from bulletinc.text.source import excerpt


def described(change: TrackedChange) -> str:
    """Say whether a change was taken, by whom it is, and what it is, in full."""
    who, what = author_and_day(change.author, change.day), named(change)
    if not who:
        message = (
            _("tracked changes were taken as accepted; {what}")
            if change.accepted
            else _("tracked change not taken; {what}")
        )
    else:
        message = (
            _("tracked change by {who}, taken as accepted; {what}")
            if change.accepted
            else _("tracked change by {who}, not taken; {what}")
        )
    return message.format(who=who, what=what)


def author_and_day(author: str, day: str) -> str:
    """Name a person and a day: 张主任（2026-03-05）."""
    return _("{author} ({day})").format(author=author, day=day) if author and day else author


def commented(comment: Comment) -> str:
    """Tell a comment: who wrote it and when, what, and on which words of which item."""
    who = author_and_day(comment.author, comment.day)
    text = (
        _("comment by {who}: {text}").format(who=who, text=comment.text)
        if who
        else _("comment: {text}").format(text=comment.text)
    )
    quoted, item = excerpt(comment.quoted), comment.item
    if quoted and item:
        message = _("{comment} [on “{quoted}”, in “{item}”]")
    elif quoted:
        message = _("{comment} [on “{quoted}”]")
    elif item:
        message = _("{comment} [in “{item}”]")
    else:
        return text
    return message.format(comment=text, quoted=quoted, item=item)


def named(change: TrackedChange) -> str:
    """Say what a change is."""
    match change.kind:
        case "inserted":
            message = _("inserted: {new}")
        case "deleted":
            message = _("deleted: {old}")
        case "replaced":
            message = _("replaced: {old} → {new}")
        case "moved":
            message = _("moved to here: {new}")
        case "format":
            message = _("another look of: {new}")
        case "row added":
            message = _("a row of the table added: {new}")
        case "row deleted":
            message = _("a row of the table deleted: {old}")
        case "split":
            message = _("a paragraph was divided")
        case "joined":
            message = _("this paragraph and the next were joined")
    return message.format(old=change.old, new=change.new)
