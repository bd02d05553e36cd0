"""Superscripts and subscripts in plain text: with the signs that Unicode has for them, 10⁸ and H₂O."""

from __future__ import annotations

from typing import Literal, TypeAlias

from bulletinc.i18n import _
from bulletinc.text.source import excerpt

Script: TypeAlias = Literal["super", "sub"]

_SIGNS = {
    "super": str.maketrans("0123456789+-−=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿ"),
    "sub": str.maketrans("0123456789+-−=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎"),
}


def scripted(text: str, script: Script) -> tuple[str, str]:
    """The text with the signs of a script, of the same length, and nothing to tell; or the text as it is where Unicode lacks one of
    them, and what is to be told of that.
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
