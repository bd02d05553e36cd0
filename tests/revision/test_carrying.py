"""What the chief changed in our Word file comes into the draft, and nothing else changes."""

from __future__ import annotations

import random
import re
import shutil
import subprocess
from collections import Counter
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass, field, replace
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import docx
import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph
from docx.text.run import Run as WordRun
from PIL import Image

from bulletinc import compiler
from bulletinc.errors import BulletinError
from bulletinc.options import BuildOptions
from bulletinc.revision import Unit, Version, version_of
from bulletinc.revision.carrying import Carried, CarryRequest, carry
from bulletinc.text.characters import squeeze
from bulletinc.text.source import decode
from tests.support.places import ROOT
from tests.support.program import Run

BRIEF = (
    "石桥镇开展宣传　9日，石桥镇开展集中宣传，发放资料三百余份，解答咨询四十余人次。（石桥镇）\n"
)
_SOFFICE = shutil.which("soffice") or shutil.which("libreoffice")
EXAMPLES = sorted((ROOT / "examples").glob("*.txt"))
NEW = (
    "新增的一段话，说明有关情况，供各单位在工作中参考，并请及时反馈意见。",
    "三是健全台账，逐户登记、逐项销号，做到底数清、情况明、责任实。",
    "下一步，将继续做好跟踪督办，推动问题整改到位、不反弹。",
)
NAMED = {
    **dict.fromkeys(("word", "bold", "cell"), "changed"),
    "delete": "removed",
    "insert": "added",
    "move": "moved",
}
TABLED = """清溪区工作快报

第12期

清溪区创建办
2026年3月5日

【要闻】

全区召开动员会　3月2日，全区召开动员会，对下一步工作作出安排，要求各单位限期整改。（区创建办）

柳荫街道整治小巷　近日，街道对12条背街小巷逐条排查，建立问题清单，明确整改时限和责任人。（柳荫街道）

【通报】

各镇街整改情况见下表，排名靠后的单位要查找原因、迎头赶上，月底前书面报告。

表1　整改情况
| 镇街 | 处数 | 完成率 |
|---|---|---|
| 白河镇 | 12 | 96.5% |
| 石桥镇 | 8 | 88.0% |
| 柳荫街道 | 15 | 91.2% |

【简讯】

白河镇清理河道　8日，白河镇组织志愿者清理河道，清运垃圾两车，劝导沿岸商户规范经营。（白河镇）

石桥镇开展宣传　9日，石桥镇开展集中宣传，发放资料三百余份，解答咨询四十余人次。（石桥镇）
"""


def word_file(data: bytes, path: Path) -> bytes:
    built = compiler.build(decode(data), BuildOptions(("docx",)), path)
    return built.outputs["docx"]


@pytest.fixture(autouse=True, scope="module")
def _built_once() -> Iterator[None]:
    """The Word file that a draft is compared with is the one that was edited: build it once."""
    build = cache(compiler.build)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(compiler, "build", build)
        yield


def carried(draft: bytes, changed: bytes, name: str = "改.docx") -> Carried:
    return carry(CarryRequest(draft, "期.txt", ROOT / "examples" / "期.txt", changed, name))


def typed(text: str, chance: random.Random) -> bytes:
    """A draft as people type it: other line ends, encodings, blanks at both ends of lines."""
    lines = []
    for line in text.split("\n"):
        long = len(line) > 40 and not line.startswith(("|", "【"))
        indent = "　　" if long and chance.random() < 0.5 else ""
        lines.append(indent + line + chance.choice(["", "", "", " ", "　"]))
    text = "\n".join(lines)
    if chance.random() < 0.3:
        text = re.sub(r"\n\s*\n", "\n", text)
    text = text.replace("\n", chance.choice(["\n", "\r\n"]))
    encoding = chance.choice(["utf-8", "utf-8-sig", "gb18030"])
    return text.encode(encoding)


@dataclass
class Edits:
    """Edits in a Word file, and what the lines of the draft have to be then."""

    package: Any
    lines: list[str]
    touched: set[str] = field(default_factory=set)
    made: list[str] = field(default_factory=list)

    def targets(self) -> list[tuple[Any, str]]:
        """Paragraphs of one line of the draft each, which no edit has touched."""
        by_text = {squeeze(line).replace("*", ""): line for line in self.lines}
        found = []
        for each in self.package.paragraphs:
            line = by_text.get(squeeze(each.text))
            if line and len(line) > 24 and line not in self.touched:
                found.append((each, line))
        return found

    def make(self, kind: str, chance: random.Random) -> bool:
        if kind == "cell":
            return self._cell(chance)
        targets = self.targets()
        if len(targets) < 2:
            return False
        paragraph, line = chance.choice(targets)
        runs = [run for run in paragraph.runs if len(run.text) > 20]
        if not runs:
            return False
        run = chance.choice(runs)
        at = self.lines.index(line)
        if kind in ("delete", "move") and len(self.lines[at - 1]) <= 24:
            return False  # a heading with nothing below it would be read as something else
        if kind == "word":
            start = chance.randrange(2, len(run.text) - 6)
            old, new = run.text[start : start + 3], chance.choice(["改动", "第9次", "以及其他"])
            if "*" in old or line.count(run.text) != 1:
                return False
            after = line.replace(run.text, run.text[:start] + new + run.text[start + 3 :])
            run.text = run.text[:start] + new + run.text[start + 3 :]
            self.lines[at] = after
            self.touched.add(after)
        elif kind == "bold":
            start = chance.randrange(2, len(run.text) - 8)
            word = run.text[start : start + 5]
            if run.bold or "**" in line or not word.isalnum() or line.count(run.text) != 1:
                return False
            after = line.replace(run.text, f"{run.text[:start]}**{word}**{run.text[start + 5 :]}")
            self._split(run, start, start + 5)
            self.lines[at] = after
            self.touched.add(after)
        elif kind == "delete":
            paragraph._p.getparent().remove(paragraph._p)
            del self.lines[at]
        elif kind == "insert":
            text = f"{chance.choice(NEW)}{len(self.made)}"
            copy = deepcopy(paragraph._p)
            for each in list(copy):
                if each.tag.endswith(("}r", "}hyperlink")):
                    copy.remove(each)
            paragraph._p.addnext(copy)
            Paragraph(copy, paragraph._parent).add_run(text)
            self.lines.insert(at + 1, text)
            self.touched.add(text)
        else:  # move
            other, below = chance.choice([each for each in targets if each[1] != line])
            other._p.addnext(paragraph._p)
            self.lines.remove(line)
            self.lines.insert(self.lines.index(below) + 1, line)
        self.made.append(kind)
        self.touched.add(line)
        return True

    def counted(self) -> Counter[str]:
        """How many changes of each kind have to be named."""
        return Counter(NAMED[each] for each in self.made)

    @staticmethod
    def _split(run: Any, start: int, end: int) -> None:
        text = run.text
        for piece, bold in ((text[end:], False), (text[start:end], True)):
            copy = deepcopy(run._r)
            run._r.addnext(copy)
            new = WordRun(copy, run._parent)
            new.text = piece
            if bold:
                new.bold = True
        run.text = text[:start]

    def _cell(self, chance: random.Random) -> bool:
        tables = [each for each in self.package.tables if len(each.rows) > 3]
        if not tables:
            return False
        row = chance.choice(chance.choice(tables).rows[1:])
        cell = chance.choice(row.cells[1:])
        line = next(
            (
                each
                for each in self.lines
                if squeeze(each) == squeeze("|" + "".join(f"{c.text}|" for c in row.cells))
            ),
            None,
        )
        run = next((each for each in cell.paragraphs[0].runs if each.text.strip()), None)
        if line is None or run is None or line in self.touched:
            return False
        run.text = f"{chance.randint(100, 999)}"
        after = "| " + " | ".join(each.text for each in row.cells) + " |"
        self.lines[self.lines.index(line)] = after
        self.touched |= {line, after}
        self.made.append("cell")
        return True


def edited(draft: bytes, path: Path, seed: int, count: int) -> tuple[Edits, bytes, Version]:
    chance = random.Random(seed)
    version = version_of(draft, "期.txt")
    package = docx.Document(BytesIO(word_file(draft, path)))
    edits = Edits(package, [unit.text for unit in version.units])
    kinds = ["word", "delete", "insert", "move", "bold", "cell", "word"]
    for _attempt in range(100):
        if len(edits.made) < count:
            edits.make(chance.choice(kinds), chance)
    out = BytesIO()
    package.save(out)
    return edits, out.getvalue(), version


@pytest.mark.parametrize("seed", range(34))  # of six edits each
def test_random_edits_are_each_named_and_carried_over(seed: int) -> None:
    chance = random.Random(seed)
    path = chance.choice([*EXAMPLES, None])
    text = TABLED if path is None else path.read_text(encoding="utf-8")
    draft = typed(text, chance)
    edits, changed, version = edited(draft, path or ROOT / "examples" / "期.txt", seed, 6)
    assert len(edits.made) == 6
    outcome = carried(draft, changed)
    after = version_of(outcome.draft, "期.txt")
    assert [unit.key for unit in after.units] == [Unit(line, 0).key for line in edits.lines]
    named = Counter(line for each in outcome.changes for line in [each.kind] * each.lines)
    made = edits.counted()
    # Two lines that changed places are one that was moved, and none if the other was deleted.
    assert named["moved"] <= made["moved"]
    assert named | Counter(moved=made["moved"]) == made
    kept = [unit.text for unit in version.units]
    untouched = {squeeze(line) for line in kept if line in edits.lines}
    assert bytes_of(draft, untouched) == bytes_of(outcome.draft, untouched)
    assert carried(outcome.draft, changed).changes == ()


@pytest.mark.skipif(_SOFFICE is None, reason="LibreOffice is not installed")
def test_edits_in_documents_that_libreoffice_saved_are_carried_over(tmp_path: Path) -> None:
    made = []
    # LibreOffice makes pictures of charts, which then count as put in.
    plain = [each for each in EXAMPLES if "【图表" not in each.read_text(encoding="utf-8")]
    for number, path in enumerate(plain[::2]):
        draft = typed(path.read_text(encoding="utf-8"), random.Random(number))
        edits, changed, _version = edited(draft, path, number, 5)
        (tmp_path / f"{number}.docx").write_bytes(changed)
        made.append((draft, edits))
    subprocess.run(
        [
            *(str(_SOFFICE), f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"),
            *("--headless", "--convert-to", "docx:MS Word 2007 XML", "--outdir"),
            *(str(tmp_path / "saved"), *(str(tmp_path / f"{at}.docx") for at in range(len(made)))),
        ],
        check=True,
        capture_output=True,
        timeout=180,
    )
    for number, (draft, edits) in enumerate(made):
        saved = (tmp_path / "saved" / f"{number}.docx").read_bytes()
        after = version_of(carried(draft, saved).draft, "期.txt")
        assert [unit.key for unit in after.units] == [Unit(line, 0).key for line in edits.lines]


def bytes_of(draft: bytes, keys: set[str]) -> list[str]:
    """The lines of a draft that say so, as they were typed, by their text."""
    lines = decode(draft).text.splitlines()
    return sorted(line for line in lines if squeeze(line) in keys)


@pytest.fixture(autouse=True)
def _english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BULLETINC_LANG", "en")


def with_words(draft: str, old: str, new: str) -> bytes:
    """Our Word file of a draft, with some words changed in it."""
    package = docx.Document(BytesIO(word_file(draft.encode(), ROOT / "examples" / "期.txt")))
    (run,) = [run for each in package.paragraphs for run in each.runs if old in run.text]
    run.text = run.text.replace(old, new)
    out = BytesIO()
    package.save(out)
    return out.getvalue()


def test_what_was_changed_in_the_draft_meanwhile_stays() -> None:
    changed = with_words(TABLED, "12条", "13条")
    since = TABLED.replace("清运垃圾两车", "清运垃圾三车").replace("| 88.0% |", "| 89.0% |")
    since = since.replace("柳荫街道整治小巷　近日", "柳荫街道整治小巷　3日")
    since += "\n东浦镇开展巡查　10日，东浦镇开展巡查，发现问题六处，当日整改五处。（东浦镇）\n"
    outcome = carried(since.encode(), changed)
    assert outcome.draft.decode() == since.replace("12条", "13条")
    assert [change.kind for change in outcome.changes] == ["changed"]


@pytest.mark.parametrize(("since", "old", "new", "line", "words"), [
    (("12条", "14条"), "12条", "13条", 12, "[-14-]{+13+}"),
    (("12条背街小巷", "背街小巷"), "12条", "13条", 12, "{+13条+}"),
    ((BRIEF, ""), "三百余份", "四百余份", 27, "no longer"),
])  # fmt: skip
def test_what_both_changed_is_refused_with_its_place(
    since: tuple[str, str], old: str, new: str, line: int, words: str
) -> None:
    changed = with_words(TABLED, old, new)
    with pytest.raises(BulletinError) as error:
        carried(TABLED.replace(*since).encode(), changed)
    assert f"line {line}:" in str(error.value)
    assert words in str(error.value)
    assert "Nothing was written" in error.value.message


def test_a_line_that_was_deleted_there_and_changed_here_is_refused() -> None:
    package = docx.Document(BytesIO(word_file(TABLED.encode(), ROOT / "examples" / "期.txt")))
    (paragraph,) = [each for each in package.paragraphs if "12条" in each.text]
    paragraph._p.getparent().remove(paragraph._p)
    out = BytesIO()
    package.save(out)
    with pytest.raises(BulletinError, match="deleted in the other"):
        carried(TABLED.replace("12条", "14条").encode(), out.getvalue())


def test_lines_added_at_one_place_on_both_sides_are_refused_and_elsewhere_kept() -> None:
    before = "白河镇清理河道　8日"
    new = "东浦镇开展巡查　10日，东浦镇开展巡查，发现问题六处，当日整改五处。（东浦镇）\n\n"
    other = "枫林镇走访商户　7日，枫林镇走访商户，发放告知书四十份，签订责任书。（枫林镇）\n\n"
    changed = TABLED.replace(before, new + before)
    request = CarryRequest(
        TABLED.replace(before, other + before).encode(), "期.txt", Path("期.txt"),
        changed.encode(), "改.txt", None, TABLED.encode(),
    )  # fmt: skip
    with pytest.raises(BulletinError, match="line 27: from the draft to the other"):
        carry(request)
    since = TABLED.replace("【通报】", f"{other}【通报】")
    outcome = carry(replace(request, draft=since.encode()))
    assert outcome.draft.decode() == since.replace(before, new + before)


@pytest.mark.parametrize("part", [
    b"<other/>", b"<dra", b"<!DOCTYPE a><a/>", b'<draft xmlns="urn:bulletinc:draft"> </draft>',
])  # fmt: skip
def test_without_the_draft_inside_all_differences_are_changes(part: bytes) -> None:
    changed = with_words(TABLED, "12条", "13条")
    out = BytesIO()
    with ZipFile(BytesIO(changed)) as old, ZipFile(out, "w") as new:
        for each in old.namelist():
            new.writestr(each, part if each == "customXml/item1.xml" else old.read(each))
    since = TABLED.replace("两车", "三车")
    outcome = carried(since.encode(), out.getvalue())
    assert outcome.draft.decode() == TABLED.replace("12条", "13条")
    assert "no longer inside" in outcome.notes[0]


def test_what_word_does_not_show_stays_in_the_draft() -> None:
    draft = TABLED.replace("【要闻】\n", "目录\n柳荫街道整治小巷……1\n\n【要闻】\n\n展开全文\n", 1)
    outcome = carried(draft.encode(), with_words(draft, "12条", "13条"))
    assert outcome.draft.decode() == draft.replace("12条", "13条")


def test_a_picture_that_was_put_in_is_saved_and_placed(tmp_path: Path) -> None:
    path = tmp_path / "期.txt"
    (tmp_path / "图").mkdir()
    Image.new("RGB", (60, 40), "red").save(tmp_path / "图" / "1.png")
    draft = TABLED.replace("【通报】", "【插图：图/1.png】\n图1　小巷\n\n【通报】")
    package = docx.Document(BytesIO(word_file(draft.encode(), path)))
    picture = BytesIO()
    Image.new("RGB", (60, 40), "blue").save(picture, "PNG")
    (below,) = [each for each in package.paragraphs if "8日" in each.text]
    below.insert_paragraph_before().add_run().add_picture(BytesIO(picture.getvalue()))
    out = BytesIO()
    package.save(out)
    outcome = carry(CarryRequest(draft.encode(), "期.txt", path, out.getvalue(), "改.docx"))
    ((name, data),) = outcome.pictures
    assert data == picture.getvalue()
    new = f"【插图：{name}】\n\n白河镇清理河道"
    assert outcome.draft.decode() == draft.replace("白河镇清理河道", new, 1)


def test_another_issue_is_refused() -> None:
    other = (ROOT / "examples" / "kuaibao.txt").read_bytes()
    with pytest.raises(BulletinError, match="hardly a changed copy"):
        carried(TABLED.encode(), word_file(other, ROOT / "examples" / "kuaibao.txt"))


def test_the_command_shows_first_then_writes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, run: Run
) -> None:
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "期.txt"
    before = TABLED.replace("\n", "\r\n").encode("utf-8-sig")
    path.write_bytes(before)
    (tmp_path / "改.docx").write_bytes(with_words(TABLED, "12条", "13条"))
    said = run("import", "改.docx", "--into", "期.txt", "--diff")
    assert (said.status, said.err) == (1, "")
    assert "[-12-]{+13+}" in said.out
    assert path.read_bytes() == before
    said = run("import", "改.docx", "--into", "期.txt")
    assert said == (0, "期.txt\n", "1 change.\n")
    assert path.read_bytes() == before.replace(b"12", b"13", 2).replace(b"13", b"12", 1)
    said = run("import", "改.docx", "--into", "期.txt")
    assert said == (0, "期.txt\n", "The two versions say the same.\n")


@pytest.mark.parametrize("arguments", [
    ("甲.docx", "乙.docx", "--into", "期.txt"), ("甲.docx", "--into", "期.txt", "-o", "乙.txt"),
    ("甲.docx", "--diff"), ("甲.docx", "--base", "期.txt"), ("甲.docx", "--into", "无.txt"),
    (".", "--into", "期.txt"),
])  # fmt: skip
def test_what_does_not_fit_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, run: Run, arguments: tuple[str, ...]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "期.txt").write_text(TABLED, encoding="utf-8")
    said = run("import", *arguments)
    assert (said.status, said.out) == (2, "")
    assert said.err
    assert (tmp_path / "期.txt").read_text(encoding="utf-8") == TABLED


def test_lines_typed_in_other_ways_keep_their_form() -> None:
    """A table with tabs, a paragraph that a mail broke, two names on one line."""
    bars = TABLED[TABLED.index("| 镇街") : TABLED.index("\n\n【简讯】")]
    rows = [[cell.strip() for cell in row.strip("|").split("|")] for row in bars.splitlines()]
    tabs = "\n".join("\t".join(row) for row in rows if "---" not in row)
    draft = TABLED.replace(bars, tabs).replace("要求各单位限期整改", "要求各单位\n限期整改")
    draft += "\n编辑：王某某　校对：李某某\n"
    package = docx.Document(BytesIO(word_file(draft.encode(), ROOT / "examples" / "期.txt")))
    runs = [run for each in package.paragraphs for run in each.runs]
    for old, new in (("限期整改", "立行立改"), ("李某某", "赵某某")):
        (run,) = [each for each in runs if old in each.text]
        run.text = run.text.replace(old, new)
    (table,) = package.tables
    row = deepcopy(table.rows[2]._tr)
    table.rows[2]._tr.addnext(row)
    for cell, text in zip(table.rows[3].cells, ("枫林镇", "9", "90.0%"), strict=True):
        cell.paragraphs[0].runs[0].text = text
    out = BytesIO()
    package.save(out)
    wanted = draft.replace("限期整改", "立行立改").replace("李某某", "赵某某")
    wanted = wanted.replace("88.0%\n", "88.0%\n枫林镇\t9\t90.0%\n")
    assert carried(draft.encode(), out.getvalue()).draft.decode() == wanted


def test_the_command_names_each_place_that_both_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, run: Run
) -> None:
    monkeypatch.chdir(tmp_path)
    since = TABLED.replace("12条", "14条").replace("两车", "三车")
    (tmp_path / "期.txt").write_text(since, encoding="utf-8")
    (tmp_path / "改.docx").write_bytes(with_words(TABLED, "12条", "13条"))
    said = run("import", "改.docx", "--into", "期.txt")
    assert (said.status, said.out) == (2, "")
    first, place, _remedy = said.err.splitlines()
    assert first.endswith("Nothing was written.")
    assert place.startswith("  line 12: from the draft to the other: ")
    assert "[-14-]{+13+}" in place
    assert (tmp_path / "期.txt").read_text(encoding="utf-8") == since


def tracked(tag: str, *inside: Any) -> Any:
    mark = OxmlElement(tag)
    for name, text in (("author", "张主任"), ("date", "2026-03-05T08:00:00Z"), ("id", "9")):
        mark.set(qn(f"w:{name}"), text)
    mark.extend(inside)
    return mark


def with_tracked_changes() -> bytes:
    """Our Word file with a word replaced, a row and a paragraph deleted, all of it tracked."""
    package = docx.Document(BytesIO(word_file(TABLED.encode(), ROOT / "examples" / "期.txt")))
    (run,) = [run for each in package.paragraphs for run in each.runs if "12条" in run.text]
    before, after = run.text.split("12条")
    pieces = []
    for text, tag in (("12条", "w:del"), ("13条", "w:ins"), (after, "")):
        piece = deepcopy(run._r)
        WordRun(piece, run._parent).text = text
        if tag == "w:del":
            piece.find(qn("w:t")).tag = qn("w:delText")
        pieces.append(tracked(tag, piece) if tag else piece)
    run.text = before
    for piece in reversed(pieces):
        run._r.addnext(piece)
    (gone,) = [each for each in package.paragraphs if "9日" in each.text]
    for each in list(gone._p.findall(qn("w:r"))):
        mark = tracked("w:del")
        each.addprevious(mark)
        mark.append(each)
        for text in each.findall(qn("w:t")):
            text.tag = qn("w:delText")
    properties = OxmlElement("w:rPr")
    properties.append(tracked("w:del"))
    gone._p.get_or_add_pPr().append(properties)
    package.tables[0].rows[2]._tr.get_or_add_trPr().append(tracked("w:del"))
    out = BytesIO()
    package.save(out)
    return out.getvalue()


@pytest.mark.parametrize(("refused", "replaced", "removed"), [
    (frozenset[int](), True, True), (None, False, False), (frozenset({1}), False, True),
])  # fmt: skip
def test_tracked_changes_are_carried_over_as_they_are_decided(
    refused: frozenset[int] | None, replaced: bool, removed: bool
) -> None:
    path = ROOT / "examples" / "期.txt"
    changed = with_tracked_changes()
    request = CarryRequest(TABLED.encode(), "期.txt", path, changed, "改.docx", refused=refused)
    wanted = TABLED.replace("12条", "13条") if replaced else TABLED
    if removed:
        wanted = wanted.replace("| 石桥镇 | 8 | 88.0% |\n", "").replace(f"\n\n{BRIEF}", "\n")
    outcome = carry(request)
    assert outcome.draft.decode() == wanted
    assert sum("张主任 (2026-03-05)" in each for each in outcome.notes) == 3
