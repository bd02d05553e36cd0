"""Signs of fonts that have no Unicode of their own: Wingdings, Symbol."""

from __future__ import annotations

_PRIVATE = 0xF000  # where Word puts the codes of such fonts
_WINGDINGS = {
    0x21: "✏", 0x22: "✂", 0x28: "☎", 0x2A: "✉", 0x46: "☞", 0x4A: "☺", 0x52: "☼",
    0x6C: "●", 0x6D: "❍", 0x6E: "■", 0x6F: "□", 0x70: "◻", 0x71: "❑", 0x72: "❒", 0x75: "◆",
    0x76: "❖", 0x77: "◆", 0x7C: "❖", 0x80: "⓪",
    **{0x80 + at: chr(0x2460 + at - 1) for at in range(1, 11)},
    0x8B: "⓿", **{0x8B + at: chr(0x2776 + at - 1) for at in range(1, 11)},
    0x9E: "·", 0x9F: "•", 0xA0: "▪", 0xA1: "○", 0xA7: "▪", 0xA8: "◻", 0xAB: "★", 0xB1: "⌖",
    0xD8: "➢", 0xDC: "➲", 0xE0: "→", 0xE8: "➔", 0xF0: "⇨", 0xFB: "✗", 0xFC: "√", 0xFD: "☒",
    0xFE: "☑",
}  # fmt: skip
_WINGDINGS_2 = {
    0x50: "✓", 0x4F: "✗", 0x51: "☒", 0x52: "☑", 0x53: "☒", 0x54: "☒", 0x55: "⊗",
    0x97: "●", 0xA2: "■", 0xA3: "□", 0xAE: "◆",
}  # fmt: skip
_SYMBOL = {
    0x22: "∀", 0x24: "∃", 0x27: "∋", 0x2A: "∗", 0x2D: "−", 0x40: "≅", 0x5C: "∴", 0x5E: "⊥",
    0x7E: "∼", 0xA3: "≤", 0xA5: "∞", 0xA9: "♥", 0xAB: "↔", 0xAC: "←", 0xAD: "↑", 0xAE: "→",
    0xAF: "↓", 0xB0: "°", 0xB1: "±", 0xB2: "″", 0xB3: "≥", 0xB4: "×", 0xB5: "∝", 0xB7: "·",
    0xB8: "÷", 0xB9: "≠", 0xBA: "≡", 0xBB: "≈", 0xBC: "…", 0xC5: "⊕", 0xC7: "∩", 0xC8: "∪",
    0xCC: "⊂", 0xCE: "∈", 0xD0: "∠", 0xD6: "√", 0xD7: "·", 0xE5: "∑", 0xF2: "∫",
    **dict(zip(range(0x41, 0x5B), "ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ", strict=True)),
    **dict(zip(range(0x61, 0x7B), "αβχδεφγηιϕκλμνοπθρστυϖωξψζ", strict=True)),
}  # fmt: skip
_FONTS = {"wingdings": _WINGDINGS, "wingdings 2": _WINGDINGS_2, "symbol": _SYMBOL}
_ASCII_AS_TYPED = range(0x20, 0x41)  # digits and signs are the same in Symbol


def character_of(font: str, code: str) -> str:
    """Return the character that a sign of a font looks like; empty where it is not known."""
    try:
        number = int(code, 16)
    except ValueError:
        return ""
    at = number - _PRIVATE if _PRIVATE <= number < _PRIVATE + 256 else number
    table = _FONTS.get(font.lower())
    if table is None:
        # An ordinary font: the code is a character's own.
        return chr(number) if 0x20 <= number < 0xD800 and at == number else ""
    if table is _SYMBOL and at in _ASCII_AS_TYPED:
        return table.get(at, chr(at))
    return table.get(at, "")
