"""A year of an invented bulletin, with the truth about each item of it: made by a program, so that
counts, shares, points and searches can be compared with what was put in.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal, NamedTuple

NAME = "清溪区工作快报"
GROUPS: dict[str, tuple[str, ...]] = {
    "镇街": ("白河镇", "枫林镇", "竹坪镇", "柳荫街道", "石桥街道", "东浦街道"),
    "区直部门": ("区民政局", "区水务局", "区城管委", "区住建委", "区市场监管局", "区司法局"),
    "企业": ("清溪水务公司", "清溪公交公司"),  # the second one sends nothing
}
UNITS = tuple(unit for units in GROUPS.values() for unit in units)
SILENT = "清溪公交公司"
SECTIONS = ("要闻", "生活环境建设", "政务环境建设", "简讯")
INDICATORS = (
    ("Ⅱ-13", "政务行为规范"),
    ("Ⅱ-27", "城市管理和公共服务"),
    ("Ⅲ-17", "志愿服务活动"),
    ("Ⅲ-58", "城市精细化管理"),
)
_DOINGS = ("清理河道", "检修路灯", "开展宣讲", "走访农户", "整治占道", "慰问老人", "巡查工地")
_PLACES = ("槐荫巷", "粮库后街", "磨坊弄", "学府街", "榆钱路", "文昌里", "老集镇")
_DIGESTS, _NOT_OURS = 0.15, 0.99  # of all items
_COUNTERS = ("处", "次", "户", "场", "盏", "车")


@dataclass(frozen=True, slots=True)
class TrueItem:
    """What an item is. A digest has ``shares``: the units of each; others have ``units``."""

    form: Literal["item", "brief", "digest", "article"]
    issue: int
    day: str
    section: str
    headline: str
    text: str
    units: tuple[str, ...] = ()
    shares: tuple[tuple[str, ...], ...] = ()
    indicators: tuple[str, ...] = ()


class _Place(NamedTuple):
    issue: int
    day: str
    section: str


@dataclass(frozen=True, slots=True)
class Year:
    """The drafts by their file names, and the truth."""

    drafts: dict[str, str]
    items: tuple[TrueItem, ...]


def make_year(issues: int = 60, items: int = 5000, seed: int = 7) -> Year:
    """A year. Each tenth issue is a special one of one article; one item in a hundred is signed by
    the office itself.
    """
    drawn = random.Random(seed)
    drafts: dict[str, str] = {}
    truth: list[TrueItem] = []
    plain = [number for number in range(1, issues + 1) if number % 10]
    left = items - (issues - len(plain))
    for number in range(1, issues + 1):
        day = date(2026, 1, 5) + timedelta(days=(number - 1) * 358 // issues)
        if number not in plain:
            drafts[f"{number:03}.txt"] = _article(number, day, truth, drawn)
            continue
        count = left // (len(plain) - plain.index(number))
        left -= count
        drafts[f"{number:03}.txt"] = _issue(number, day, count, truth, drawn)
    return Year(drafts, tuple(truth))


def _head(number: int, day: date, label: str = "") -> list[str]:
    return [
        NAME,
        f"第{number}期{label}",
        "清溪区人民政府办公室",
        f"{day.year}年{day.month}月{day.day}日",
    ]


def _article(number: int, day: date, truth: list[TrueItem], drawn: random.Random) -> str:
    unit = drawn.choice([each for each in UNITS if each != SILENT])
    title = f"{unit}聚力抓好第{number}号民生实事"
    text = _sentence(drawn)
    truth.append(TrueItem("article", number, day.isoformat(), "", title, text, (unit,)))
    return "\n\n".join(
        [*_head(number, day, "（专刊）"), title, "一、主要做法", text, f"取得实效。（{unit}）"]
    )


def _issue(number: int, day: date, count: int, truth: list[TrueItem], drawn: random.Random) -> str:
    lines = _head(number, day)
    parts = sorted(drawn.sample(range(1, count), len(SECTIONS) - 1)) if count > 4 else [1, 2, 3]
    for section, start, end in zip(SECTIONS, [0, *parts], [*parts, count], strict=True):
        lines.append(f"【{section}】")
        for at in range(start, end):
            place = _Place(number, day.isoformat(), section)
            item, typed = _item(place, f"{number}—{at + 1}", drawn)
            truth.append(item)
            lines.append(typed)
    return "\n\n".join(lines)


def _item(place: _Place, mark: str, drawn: random.Random) -> tuple[TrueItem, str]:
    senders = [unit for unit in UNITS if unit != SILENT]
    tags = tuple(drawn.sample(INDICATORS, drawn.choice((0, 1, 1, 2))))
    tag = f"（{'、'.join(f'{code} {name}' for code, name in tags)}）" if tags else ""
    codes = tuple(code for code, _name in tags)
    chance = drawn.random()
    if place.section == "简讯":
        text, units = _sentence(drawn), _authors(senders, drawn)
        typed = f"【{drawn.choice(('文明实践', '市场环境'))}】　{text}{tag}（{'、'.join(units)}）"
        return TrueItem("brief", *place, "", text, units, indicators=codes), typed
    if chance < _DIGESTS:
        chosen = drawn.sample(senders, drawn.randint(3, 5))
        shares = tuple(_pairs(chosen, drawn))
        text = "".join(f"{'、'.join(share)}：{_sentence(drawn)}" for share in shares)
        digest = TrueItem("digest", *place, "", text, shares=shares, indicators=codes)
        return digest, f"本刊综合：{text}{tag}"
    units = ("本刊",) if chance > _NOT_OURS else _authors(senders, drawn)
    headline = f"{units[0]}{drawn.choice(_DOINGS)}见实效{mark}"
    text = _sentence(drawn)
    typed = f"{headline}　{text}{tag}（{'、'.join(units)}）"
    return TrueItem("item", *place, headline, text, units, indicators=codes), typed


def _authors(senders: list[str], drawn: random.Random) -> tuple[str, ...]:
    """Mostly one unit, sometimes two or three."""
    return tuple(drawn.sample(senders, drawn.choice((1, 1, 1, 1, 2, 3))))


def _pairs(units: list[str], drawn: random.Random) -> list[tuple[str, ...]]:
    """Each alone, but now and then the last two together."""
    if len(units) > 3 and drawn.random() < 0.3:
        return [*((unit,) for unit in units[:-2]), (units[-2], units[-1])]
    return [(unit,) for unit in units]


def _sentence(drawn: random.Random) -> str:
    place, doing = drawn.choice(_PLACES), drawn.choice(_DOINGS)
    return (
        f"近日，组织力量到{place}{doing}{drawn.randint(2, 980)}{drawn.choice(_COUNTERS)}，"
        f"解决群众反映的问题{drawn.randint(2, 99)}个。"
    )
