"""Lists of words: what is read, what is told with its line, and where a word is found."""

from __future__ import annotations

from pathlib import Path

import pytest

from bulletinc.diagnostics import Severity
from bulletinc.errors import BulletinError
from bulletinc.project.word_lists import (
    WordEntry,
    WordList,
    read_word_lists,
    shipped_list,
    word_list_of,
)


def read(folder: Path, text: str | bytes, name: str = "用词.csv") -> WordList:
    data = text.encode() if isinstance(text, str) else text
    (folder / name).write_bytes(data)
    return read_word_lists([folder / name], folder)


def found(words: WordList, text: str, names: tuple[str, ...] = ()) -> list[str]:
    return [text[start:end] for start, end, _entry in words.find(text, names)]


def test_a_list_has_its_columns_in_chinese_or_english(tmp_path: Path) -> None:
    words = read(tmp_path, "错,对,说明,级别\n登陆,登录,网站用,错误\n违禁,,,\n其它,其他/别的,,\n")
    assert words.entries == (
        WordEntry("登陆", ("登录",), "网站用", severity=Severity.ERROR),
        WordEntry("违禁"),
        WordEntry("其它", ("其他", "别的")),
    )
    assert read(tmp_path, "wrong,right\n甲乙,丙丁\n").entries == (WordEntry("甲乙", ("丙丁",)),)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_a_list_of_a_spreadsheet_program_is_read(tmp_path: Path, encoding: str) -> None:
    words = read(tmp_path, "错,对\n登陆,登录\n".encode(encoding))
    assert words.entries == (WordEntry("登陆", ("登录",)),)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("甲,乙\n登陆,登录\n", "第一行没有写明各列的名称：错、对"),
        ("", "第一行没有写明各列的名称：错、对"),
        ("错,对\n\n,登录\n", "第3行：没有写要改的词"),
        ("错,对\n登陆,登陆\n", "第2行：要改的词和改成的词一样"),
        ("错,对\n甲乙,丙\n登陆,登录\n甲乙,丁\n", "第4行：“甲乙”前面已经有了"),
        ("错,对\n甲乙,丙丁\n丙丁,甲乙\n", "第2行：这里要改成“丙丁”，可表里"),
        ("错,对\n甲乙,丙丁\n丙丁,戊己\n", "第2行：这里要改成“丙丁”，可表里"),
        ("错,对,级别\n登陆,登录,很重\n", "第2行：没有“很重”这个级别"),
        (f"错,对\n{'长' * 41},短\n", "第2行：词太长，超过40个字"),
    ],
)
def test_a_mistake_is_told_with_its_line(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(BulletinError) as caught:
        read(tmp_path, text)
    assert message in caught.value.message
    assert caught.value.remedy


def test_nothing_of_a_list_from_elsewhere_is_shown(tmp_path: Path) -> None:
    (tmp_path / "home").mkdir()
    (tmp_path / "秘密.csv").write_text("错,对\n机密词,机密词\n机密词,另\n", encoding="utf-8")
    with pytest.raises(BulletinError) as caught:
        read_word_lists([tmp_path / "秘密.csv"], tmp_path / "home")
    assert "机密" not in caught.value.message + str(caught.value.remedy)


def test_a_hundred_thousand_rows_are_read_and_looked_for(tmp_path: Path) -> None:
    rows = "".join(f"错词{number},对词{number}\n" for number in range(100_000))
    words = read(tmp_path, f"错,对\n{rows}")
    assert len(words.entries) == 100_000
    assert found(words, "这里的错词99999写错了。") == ["错词99999"]


def test_signs_of_regular_expressions_are_letters(tmp_path: Path) -> None:
    words = read(tmp_path, "错,对\n.*,点\n(甲,乙\n")
    assert found(words, "随便什么，.*，(甲。") == [".*", "(甲"]


def test_a_word_is_found_on_the_borders_of_words_only() -> None:
    words = word_list_of([("必竟", "毕竟"), ("登陆", "登录")])
    assert found(words, "必竟完成。台风登陆，请登陆网站。") == ["必竟", "登陆", "登陆"]
    assert found(word_list_of([("学会", "协会")]), "小学会议、大学会计，学会。") == ["学会"]


def test_what_two_words_make_up_is_no_wrong_word() -> None:
    words = word_list_of([("末完成", "未完成"), ("步聚", "步骤")])
    text = "年末完成，一步聚集。尚末完成，四个步聚。"
    assert found(words, text) == ["末完成", "步聚"]


def test_a_wrong_word_is_found_in_a_longer_one_that_the_lexicon_knows() -> None:
    words = word_list_of([("帐户", "账户"), ("福度", "幅度")])
    assert found(words, "核对银行帐户。居民的幸福度提高。") == ["帐户"]


def test_names_exceptions_and_right_words_hide_what_is_in_them(tmp_path: Path) -> None:
    words = read(tmp_path, "错,对,除外\n文明办,区文明办,市文明办\n")
    assert found(words, "区文明办、市文明办、文明办") == ["文明办"]
    assert found(words, "清溪文明办、文明办", ("清溪文明办",)) == ["文明办"]


@pytest.mark.parametrize("name", ["variants", "typos"])
def test_the_lists_of_the_program_are_sound(name: str) -> None:
    entries = shipped_list(name).entries
    wrong = {entry.wrong for entry in entries}
    assert len(entries) > 300
    assert len(wrong) == len(entries)
    assert all(len(entry.wrong) > 1 and len(entry.right) == 1 for entry in entries)
    assert not [entry for entry in entries if entry.right[0] in wrong]
    assert not [entry for entry in entries for word in entry.exceptions if entry.wrong not in word]


@pytest.mark.parametrize("name", ["variants", "typos"])
def test_no_word_of_the_lists_is_found_in_its_exceptions(name: str) -> None:
    words = shipped_list(name)
    assert [
        (word, found(words, word))
        for entry in words.entries
        for word in entry.exceptions
        if found(words, word)
    ] == []


@pytest.mark.parametrize("name", ["variants", "typos"])
def test_each_word_of_the_lists_is_found(name: str) -> None:
    words = shipped_list(name)
    missed = [
        entry.wrong
        for entry in words.entries
        if found(words, f"近日，{entry.wrong}。") != [entry.wrong]
    ]
    assert missed == []


def test_no_word_is_in_both_lists() -> None:
    both = {entry.wrong for entry in shipped_list("variants").entries} & {
        entry.wrong for entry in shipped_list("typos").entries
    }
    assert both == set()
