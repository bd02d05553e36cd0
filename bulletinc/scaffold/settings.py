"""What the drafts of an office have in common, as a ``bulletin.toml`` that settles it."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from bulletinc.rules import tags, units
from bulletinc.rules.context import CheckContext
from bulletinc.syntax import Text
from bulletinc.text.characters import squeeze

_OPENING = (
    (
        "# 本刊的约定，由 bulletinc init 根据现有各期整理。"
        "请逐项核对；前面有“#”的行不起作用，去掉“#”即可启用。"
    ),
)
_THEME = (
    "# 版式：official 是自带的公文版式，也可以写自备版式所在文件夹的名称。",
    '# theme = "official"',
)
_IGNORED = (
    "# 检查时不管的规则，写代码或名称。“bulletinc rules”列出全部规则。",
    "# [check]",
    '# ignore = ["W001"]',
)


def write_settings(drafts: Sequence[CheckContext]) -> str:
    """Write the text of a ``bulletin.toml`` that these drafts keep to, given in order.

    What they do not show is commented out. A name and an issuer are settled if more than half of
    the drafts have them; everything else comes from the drafts of that name only.
    """
    name = _usual(draft.document.masthead.name for draft in drafts if draft.document.masthead)
    if name:
        drafts = [
            draft
            for draft in drafts
            if draft.document.masthead and _same(draft.document.masthead.name, name)
        ]
    issuer = _usual(draft.document.masthead.issuer for draft in drafts if draft.document.masthead)
    parts: tuple[Iterable[str], ...] = (
        _OPENING,
        _THEME,
        _name(name),
        ["# 编发单位。", _line("issuer", issuer, "清溪区创建办")],
        [
            "[sections]",
            "# 本刊的全部栏目，按先后顺序排列。",
            *_order(_sections(drafts), drafts),
        ],
        ["# 每篇稿件都要标注测评指标的栏目。", '# tagged = ["简讯"]'],
        ["[sources]", "# 供稿单位的规范名称。", *_units(drafts, issuer)],
        ["# 每篇稿件末尾是否都要注明供稿单位：true 是，false 否。", "# required = true"],
        _staff(drafts),
        _distribution(drafts),
        _indicators(drafts),
        ["# 本刊不用的写法（左）和应当用的写法（右）。", "# [words]", '# "其它" = "其他"'],
        _IGNORED,
    )
    return "\n\n".join("\n".join(part) for part in parts) + "\n"


def _name(name: str | None) -> Iterator[str]:
    yield "[masthead]"
    yield "# 报头上的刊名。与此不同的，检查时会指出。"
    yield _line("name", name, "清溪区工作快报")


def _staff(drafts: Iterable[CheckContext]) -> Iterator[str]:
    yield "[colophon]"
    yield "# 每期都要署名的人员职责。"
    yield _line("staff", _common(_roles(draft) for draft in _headed(drafts)), ["编辑", "校对"])


def _distribution(drafts: Iterable[CheckContext]) -> Iterator[str]:
    labels = _common(_labels(draft) for draft in _headed(drafts))
    yield "# 每期都要有的报、送、发。"
    yield _line("distribution", labels, ["报", "送", "发"])


def _usual(texts: Iterable[Text | None]) -> str | None:
    """The text that more than half of these are."""
    found = [" ".join(text.text.split()) for text in texts if text]
    text, count = Counter(found).most_common(1)[0] if found else ("", 0)
    return text if count * 2 > len(found) else None


def _same(text: Text | None, other: str) -> bool:
    return text is not None and squeeze(text.text) == squeeze(other)


def _headed(drafts: Iterable[CheckContext]) -> list[CheckContext]:
    return [draft for draft in drafts if draft.document.masthead]


def _sections(drafts: Iterable[CheckContext]) -> list[list[str]]:
    """The sections of each draft, each once."""
    found = (
        [squeeze(section.heading.text) for section in draft.sections if section.marker == "【】"]
        for draft in drafts
    )
    return [list(dict.fromkeys(names)) for names in found]


def _merged(orders: Iterable[Sequence[str]]) -> list[str]:
    """Merge orders into one: what they agree on is kept, else the majority decides."""
    lead: Counter[tuple[str, str]] = Counter()
    left: dict[str, None] = {}
    for order in orders:
        left |= dict.fromkeys(order)
        lead.update(
            (name, after) for index, name in enumerate(order) for after in order[index + 1 :]
        )
    merged = []
    while left:
        merged.append(
            min(left, key=lambda name: sum(lead[other, name] > lead[name, other] for other in left))
        )
        del left[merged[-1]]
    return merged


def _order(orders: Sequence[Sequence[str]], drafts: Sequence[CheckContext]) -> Iterator[str]:
    merged = _merged(orders)
    if not merged:
        yield _line("order", None, ["要闻", "简讯"])
    elif all(sorted(order, key=merged.index) == list(order) for order in orders):
        yield _line("order", merged)
    else:
        yield f"# {len(drafts)} 期的顺序不一致，核对以后再启用。"
        yield _line("order", None, merged)


def _units(drafts: Iterable[CheckContext], issuer: str | None) -> Iterator[str]:
    """The units that reports come from. What was named once may be a slip, and stands apart."""
    found: Counter[str] = Counter()
    for draft in drafts:
        for item in draft.items:
            named = [
                *item.sources,
                *(name for lead, _sure in units.leads(item) for name in units.names(lead)),
            ]
            found.update(
                name.text for name in named if units.is_unit(name.text) and name.text != issuer
            )
    usual = tuple(name for name, count in found.items() if count > 1)
    once = [name for name in found if name not in usual and not units.belongs(name, usual)]
    if not found:
        yield _line("units", None, ["区民政局", "白河镇"])
        return
    yield "units = ["
    yield from (f"    {_value(name)}," for name in usual)
    if once:
        yield "    # 以下只出现过一次，请核对，写错的删去。"
    yield from (f"    {_value(name)}," for name in once)
    yield "]"


def _indicators(drafts: Iterable[CheckContext]) -> Iterator[str]:
    """The codes that have one name each; the others are commented out with all their names."""
    names: dict[str, dict[str, str]] = {}
    for draft in drafts:
        for use in tags.uses(draft):
            if use.name:
                names.setdefault(use.code, {}).setdefault(use.name, draft.written(use.name_span))
    yield (
        "# 测评指标：代码和名称，每行一个。"
        '也可以改为一行 indicators = "表格文件名"，写在文件最前面。'
    )
    certain = {code: next(iter(each.values())) for code, each in names.items() if len(each) == 1}
    if not certain:
        yield "# [indicators]"
        yield '# "Ⅲ-58" = "城市精细化管理"'
    else:
        yield "[indicators]"
        yield from (
            f"{_value(code)} = {_value(certain[code])}" for code in sorted(certain, key=_rank)
        )
    for code in sorted(names.keys() - certain.keys(), key=_rank):
        yield f"# {_value(code)} 在各期中名称不一，查清以后补上："
        yield from (f"# {_value(code)} = {_value(name)}" for name in names[code].values())


def _rank(code: str) -> tuple[str, int]:
    level, _dash, number = code.partition("-")
    return level, int(number)


def _roles(draft: CheckContext) -> list[str]:
    colophon = draft.document.colophon
    return [field.name for field in colophon.staff] if colophon else []


def _labels(draft: CheckContext) -> list[str]:
    colophon = draft.document.colophon
    return [line.label for line in colophon.distribution] if colophon else []


def _common(lists: Iterable[Sequence[str]]) -> list[str]:
    """What all of them have, in the order of the first."""
    first, *others = [*lists] or [[]]
    return [name for name in dict.fromkeys(first) if all(name in other for other in others)]


def _line(key: str, value: str | list[str] | None, example: str | list[str] = "") -> str:
    return f"{key} = {_value(value)}" if value else f"# {key} = {_value(example)}"


def _value(value: str | list[str]) -> str:
    """As TOML, which writes texts and lists as JSON does, but for one control character."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
