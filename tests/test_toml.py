"""TOML files: what is wrong in them is told by its place; what is too much is not parsed."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from bulletinc.errors import BulletinError
from bulletinc.project import find_project
from bulletinc.project.indicators import read_table
from bulletinc.theme import load_theme
from bulletinc.toml import LARGEST_BYTES, read_toml, shown_value

HIDDEN = "abc_of_somebody_else"


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BULLETINC_LANG", "en")


@pytest.mark.parametrize(
    ("text", "place", "remedy"),
    [
        ("name = “甲”\n", "line 1, column 8: name = “甲”", "full-width characters (“ ”)"),
        ('[masthead]\nname＝"甲"\n', 'line 2, column 5: name＝"甲"', "full-width characters (＝)"),
        (
            'units = ["甲，乙"，"丙"]\n',
            'line 1, column 15: units = ["甲，乙"，"丙"]',
            "full-width characters (，)",
        ),
        ('name = "甲，乙\n', 'line 1, column 12: name = "甲，乙', "full-width characters (，)"),
        (
            'name = "甲，乙" 丙\n',
            'line 1, column 14: name = "甲，乙" 丙',
            "in straight quotation marks",
        ),
        (
            "name = 甲 # 全角，“引号”\n",
            "line 1, column 8: name = 甲 # 全角，“引号”",
            "in straight quotation marks",
        ),
        ('name = "甲"\nname = "乙"\n', 'line 2, column 11: name = "乙"', "twice"),
        ("[a]\n[a]\n", "line 2, column 3: [a]", "twice"),
        ('theme = "D:\\版式"\n', 'line 1, column 14: theme = "D:\\版式"', "with /"),
        ("a = [1,\n\n", "line 1: a = [1,", "in straight quotation marks"),
        ("[", "line 1: [", "in straight quotation marks"),
        (
            f"name = {'甲' * 1000}",
            f"line 1, column 8: name = {'甲' * 53}…",
            "in straight quotation marks",
        ),
        (f"a = {'9' * 5000}", "not valid TOML.", "in straight quotation marks"),
    ],
)
def test_what_is_no_toml_is_told_with_its_place_and_its_line_and_no_words_of_pythons(
    tmp_path: Path, text: str, place: str, remedy: str
) -> None:
    (tmp_path / "a.toml").write_bytes(b"\xef\xbb\xbf" + text.encode())
    with pytest.raises(BulletinError) as caught:
        read_toml(tmp_path / "a.toml")
    assert caught.value.message.endswith(place)
    assert "(at " not in caught.value.message
    assert remedy in str(caught.value.remedy)


BOMBS = {
    "dotted key": ".".join(["a"] * 50_000) + "=1",
    "dotted key, spaced": " . ".join(["a"] * 20_000) + " = 1",
    "dotted key, quoted": ".".join(['"a"'] * 20_000) + "=1",
    "dotted key, literal": ".".join(["'.'"] * 20_000) + "=1",
    "dotted header": f"[{'.'.join(['a'] * 20_000)}]",
    "dotted header of a list": f"[[{'.'.join(['a'] * 20_000)}]]",
    "just too deep": ".".join("abcdefghij") + "=1",
    "many lines, each too deep": "\n".join(f"a{n}.b.c.d.e.f.g.h.i.j=1" for n in range(9000)),
    "lists": f"a = {'[' * 50_000}",
    "closed lists": f"a = {'[' * 9}{']' * 9}",
    "inline tables": "a = " + "{a = " * 30_000,
    "lists on lines": "a = " + "[\n" * 50_000,
    "lists in inline tables": "a = " + "{a = [" * 20_000,
    "after a string": 'b = "x" \n' + ".".join(["a"] * 20_000) + "=1",
    "after a comment with a quotation mark": "# it's\n" + ".".join(["a"] * 20_000) + "=1",
    "after a string of lines": 'b = """\n"\n"""\n' + ".".join(["a"] * 20_000) + "=1",
    "after an escaped quotation mark": 'b = "\\""\n' + ".".join(["a"] * 20_000) + "=1",
}


@pytest.mark.parametrize("name", BOMBS)
def test_what_is_nested_without_end_is_refused_before_it_is_parsed(
    tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.toml").write_text(BOMBS[name], encoding="utf-8")
    monkeypatch.setattr("tomllib.loads", lambda _text: pytest.fail("it was parsed"))
    with pytest.raises(BulletinError, match=r"nested too deeply, line \d+"):
        read_toml(tmp_path / "a.toml")


@pytest.mark.parametrize(
    "text",
    [
        f"# {'.' * 50_000}\na = 1",
        f'a = "{"[" * 50_000}"',
        f"a = '{'{.' * 50_000}'",
        f'a = """\n{"[[" * 9_000}\n"""',
        f"a = '''\n{'[[' * 9_000}\n'''",
        'a = """\n\\"""[[[[[[[[[[[[\n"""',
        f"a = [{', '.join(['1.5'] * 9_000)}]",
        "\n".join(f"[a{n}.b]\nc.d = [[1.5]]" for n in range(5_000)),
    ],
)
def test_what_only_looks_deep_is_read(tmp_path: Path, text: str) -> None:
    (tmp_path / "a.toml").write_text(text, encoding="utf-8")
    assert read_toml(tmp_path / "a.toml")


def test_a_string_that_nothing_closes_is_looked_at_once(tmp_path: Path) -> None:
    text = 'a = """\n' + '\\"""\n' * (LARGEST_BYTES // 5 - 10)
    (tmp_path / "a.toml").write_text(text, encoding="utf-8")
    with pytest.raises(BulletinError, match="not valid TOML"):
        read_toml(tmp_path / "a.toml")


@pytest.mark.parametrize("sign", ["#", "a", " ", "\n", "\0"])
def test_what_is_too_large_is_not_read(tmp_path: Path, sign: str) -> None:
    (tmp_path / "a.toml").write_text(sign * (LARGEST_BYTES + 1), encoding="utf-8")
    with pytest.raises(BulletinError, match="larger than 512 KB"):
        read_toml(tmp_path / "a.toml")


@pytest.mark.parametrize(
    ("name", "read"),
    [
        ("bulletin.toml", find_project),
        ("our/layout.toml", lambda folder: load_theme("our", folder)),
        ("our/page.css.j2", lambda folder: load_theme("our", folder)),
        ("table.csv", lambda folder: read_table(folder / "table.csv", folder)),
        ("table.toml", lambda folder: read_table(folder / "table.toml", folder)),
    ],
)
def test_what_is_no_ordinary_file_is_not_waited_for(
    tmp_path: Path, name: str, read: Callable[[Path], object]
) -> None:
    (tmp_path / "our").mkdir()
    os.mkfifo(tmp_path / name)
    with pytest.raises(BulletinError, match="no ordinary file"):
        read(tmp_path)


def test_a_device_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "bulletin.toml").write_text('extend = "/dev/zero"', encoding="utf-8")
    with pytest.raises(BulletinError, match="no ordinary file"):
        find_project(tmp_path)


FOREIGN = {
    "an extended file that is no TOML": ('extend = "../secret"', "{s}=abcdef", "secret"),
    "an extended file with keys of its own": ('extend = "../secret"', '{s} = "x"', "secret"),
    "an extended file with a wrong value": ('extend = "../secret"', 'words = "{s}"', "secret"),
    "an extended file that names a theme": ('extend = "../secret"', 'theme = "{s}"', "secret"),
    "an extended file that extends": ('extend = "../secret"', 'extend = "{s}"', "secret"),
    "an extended file with a list": (
        'extend = "../secret"',
        "sections.order = ['{s}', 1]",
        "secret",
    ),
    "an extended file with full-width signs": ('extend = "../secret"', "a ＝ {s}", "secret"),
    "a table with a code twice": (
        'indicators = "../secret.csv"',
        "code,name\n{s},a\n{s},b\n",
        "secret.csv",
    ),
    "a table that is none": ('indicators = "../secret.csv"', "{s},{s}", "secret.csv"),
    "a table in TOML": ('indicators = "../secret.toml"', "{s}=abcdef", "secret.toml"),
    "a table in TOML with other values": (
        'indicators = "../secret.toml"',
        '{s} = ["{s}"]',
        "secret.toml",
    ),
}


@pytest.mark.parametrize("name", FOREIGN)
def test_nothing_of_a_file_of_somebody_else_is_shown(tmp_path: Path, name: str) -> None:
    settings, text, file = FOREIGN[name]
    (tmp_path / file).write_text(text.format(s=HIDDEN), encoding="utf-8")
    (tmp_path / "ours").mkdir()
    (tmp_path / "ours/bulletin.toml").write_text(settings, encoding="utf-8")
    with pytest.raises(BulletinError) as caught:
        find_project(tmp_path / "ours")
    assert HIDDEN not in str(caught.value)
    assert "secret" in str(caught.value)


@pytest.mark.parametrize("text", [f"{HIDDEN}=abc", f'{HIDDEN} = "x"', f'theme = "{HIDDEN}"'])
def test_nothing_is_shown_through_a_link(tmp_path: Path, text: str) -> None:
    (tmp_path / "secret").write_text(text, encoding="utf-8")
    (tmp_path / "ours").mkdir()
    (tmp_path / "ours/bulletin.toml").symlink_to("../secret")
    with pytest.raises(BulletinError) as caught:
        find_project(tmp_path / "ours")
    assert HIDDEN not in str(caught.value)


@pytest.mark.parametrize(
    "text", [f"{HIDDEN}=abc", f'{HIDDEN} = "x"', f'[page]\nwidth = "{HIDDEN}"']
)
@pytest.mark.parametrize("place", ["linked", "far"])
def test_nothing_of_a_foreign_layout_is_shown(tmp_path: Path, text: str, place: str) -> None:
    (tmp_path / "secret").write_text(text, encoding="utf-8")
    theme = tmp_path / ("ours/theme" if place == "linked" else "theirs")
    theme.mkdir(parents=True)
    (tmp_path / "ours").mkdir(exist_ok=True)
    if place == "linked":
        (theme / "layout.toml").symlink_to("../../secret")
    else:
        (theme / "layout.toml").write_text(text, encoding="utf-8")
    with pytest.raises(BulletinError) as caught:
        load_theme(os.path.relpath(theme, tmp_path / "ours"), tmp_path / "ours")
    assert HIDDEN not in str(caught.value)


def test_the_text_of_the_project_itself_is_shown(tmp_path: Path) -> None:
    (tmp_path / "bulletin.toml").write_text("theme = 甲", encoding="utf-8")
    with pytest.raises(BulletinError, match="line 1, column 9: theme = 甲"):
        find_project(tmp_path)
    (tmp_path / "bulletin.toml").write_text('extend = "more.toml"', encoding="utf-8")
    (tmp_path / "more.toml").write_text("them = 1", encoding="utf-8")
    with pytest.raises(BulletinError, match="no setting “them”"):
        find_project(tmp_path)


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("甲", '"甲"'),
        ('a"b', '"a\\"b"'),
        ("\x1b[2J", '"\\u001b[2J"'),
        ("\u202e", '"\\u202e"'),
        (True, "true"),
        ([1, "甲"], '[1, "甲"]'),
        ({"a": 1.5}, "a = 1.5"),
        ("长" * 100, f'"{"长" * 59}…'),
    ],
)
def test_a_value_is_shown_as_it_is_typed(value: object, shown: str) -> None:
    assert shown_value(value) == shown
