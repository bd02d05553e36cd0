"""Superscripts and subscripts in plain text, by the characters that Unicode has: 10⁸, H₂O."""

from __future__ import annotations

from typing import Literal, TypeAlias

from bulletinc.i18n import _
from bulletinc.text.source import excerpt

Script: TypeAlias = Literal["super", "sub"]

_SIGNS = {
    "super": str.maketrans("0123456789+-−=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿ"),
    "sub": str.maketrans("0123456789+-−=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎"),
}


def to_script(text: str, script: Script) -> tuple[str, str]:
    """Raise or lower a text, and return it with the note to report, which may be empty.

    The text keeps its length. Where Unicode lacks one of its characters it stays as it is.
    """
    signs = _SIGNS[script]
    if all(ord(sign) in signs or sign.isspace() for sign in text):
        return text.translate(signs), ""
    message = (
        _("a superscript became plain text: {text}")
        if script == "super"
        else _("a subscript became plain text: {text}")
    )
    return text, message.format(text=excerpt(text))
