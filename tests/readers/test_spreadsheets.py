"""Spreadsheets and .csv read as tables: what their cells show, and what they hide."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bulletinc import readers
from bulletinc.drafts import Job
from bulletinc.errors import BulletinError
from bulletinc.readers import importing
from bulletinc.readers.formats.xlsx.number_format import shown
from bulletinc.readers.sheet_choice import choose_sheet
from tests.support.workbook import Value, workbook

HEAD: list[Value] = ["街道", "得分", "投放率"]


def lines(data: bytes, name: str = "考核.xlsx") -> list[str]:
    return [each.text for each in readers.read(data, name).paragraphs]


def notes(data: bytes) -> list[str]:
    return [each.message for each in readers.read(data, "考核.xlsx").notes]


def refused(data: bytes, name: str = "考核.xlsx") -> str:
    with pytest.raises(BulletinError) as found:
        readers.read(data, name)
    assert found.value.remedy
    return found.value.message


def test_a_sheet_is_a_table_with_its_caption_unit_and_notes() -> None:
    rows: list[list[Value]] = [
        ["2026年1月考核情况表", "", ""],
        ["", "", "单位：分"],
        HEAD,
        ["东门街道", 96.5, (0.832, "0.0%")],
        ["合计", 1204.5, (1204.5, "#,##0.00")],
        ["注：得分为月平均。", "", ""],
    ]
    assert lines(workbook({"Sheet1": rows})) == [
        "2026年1月考核情况表",
        "单位：分",
        "| 街道 | 得分 | 投放率 |",
        "| --- | --- | --- |",
        "| 东门街道 | 96.5 | 83.2% |",
        "| 合计 | 1204.5 | 1,204.50 |",
        "注：得分为月平均。",
    ]


@pytest.mark.parametrize(
    ("sheet", "caption"),
    [("考核排名", "考核排名表"), ("考核表", "考核表"), ("Sheet2", None), ("工作表1", None)],
)
def test_a_sheet_without_a_title_is_called_by_its_name(sheet: str, caption: str | None) -> None:
    found = lines(workbook({sheet: [HEAD, ["甲", 1, 2]]}))
    assert found[0] == (caption or "| 街道 | 得分 | 投放率 |")


def test_all_sheets_are_taken_but_hidden_ones() -> None:
    data = workbook(
        {"甲表": [HEAD, ["甲", 1, 2]], "底稿": [HEAD, ["密", 3, 4]], "乙表": [HEAD, ["乙", 5, 6]]},
        hidden=["底稿"],
    )
    assert [line for line in lines(data) if line.endswith("表")] == ["甲表", "乙表"]
    assert "密" not in "".join(lines(data))
    assert notes(data) == ["隐藏的工作表“底稿”没有取"]


def test_one_sheet_is_chosen_by_its_name() -> None:
    data = workbook({"甲表": [HEAD, ["甲", 1, 2]], "乙表": [HEAD, ["乙", 5, 6]], "空": []})
    document = readers.read(data, "考核.xlsx")
    chosen = choose_sheet(document, "乙表", "考核.xlsx")
    assert chosen.paragraphs[0].text == "乙表"
    for name in ("丙", "空"):
        with pytest.raises(BulletinError, match=f"没有可见的工作表“{name}”"):
            choose_sheet(document, name, "考核.xlsx")


def test_hidden_rows_and_columns_are_named_and_not_taken() -> None:
    rows = (
        "<row r='1'><c r='A1' t='inlineStr'><is><t>街道</t></is></c>"
        "<c r='B1' t='inlineStr'><is><t>电话</t></is></c><c r='C1'><v>1</v></c></row>"
        "<row r='2' hidden='1'><c r='A2'><v>99</v></c></row>"
        "<row r='3'><c r='A3'><v>5</v></c><c r='B3'><v>55501234</v></c><c r='C3'><v>7</v></c></row>"
    )
    data = workbook({"甲表": rows}, before="<cols><col min='2' max='2' hidden='1'/></cols>")
    said = "".join(lines(data))
    assert "99" not in said
    assert "5550" not in said
    assert notes(data) == ["“甲表”里隐藏的行没有取：2", "“甲表”里隐藏的列没有取：B"]


def test_merged_heads_of_two_rows_become_one() -> None:
    rows: list[list[Value]] = [
        ["街道", "一季度", ""],
        ["", "1月", "2月"],
        ["东门", 1, 2],
    ]
    merged = "<mergeCells><mergeCell ref='A1:A2'/><mergeCell ref='B1:C1'/></mergeCells>"
    assert lines(workbook({"甲表": rows}, after=merged))[1:] == [
        "| 街道 | 一季度1月 | 一季度2月 |",
        "| --- | --- | --- |",
        "| 东门 | 1 | 2 |",
    ]


def test_a_row_across_the_table_heads_a_group() -> None:
    rows: list[list[Value]] = [HEAD, ["城区", "", ""], ["东门", 1, 2]]
    merged = "<mergeCells><mergeCell ref='A2:C2'/></mergeCells>"
    assert lines(workbook({"甲表": rows}, after=merged))[3] == "| 城区 |"


def test_an_empty_row_parts_two_tables() -> None:
    rows: list[list[Value]] = [HEAD, ["东门", 1, 2], [], HEAD, ["西门", 3, 4]]
    assert lines(workbook({"甲表": rows})).count("| --- | --- | --- |") == 2


def test_text_in_a_cell_stays_in_its_cell() -> None:
    rows: list[list[Value]] = [HEAD, ["东门\n街道", "a|b", "x  y"]]
    assert lines(workbook({"甲表": rows}))[-1] == "| 东门街道 | a｜b | x y |"


def test_kinds_of_cells() -> None:
    cells = (
        "<row r='1'><c t='s'><v>0</v></c><c t='str'><f>A1&amp;1</f><v>公式</v></c>"
        "<c t='b'><v>1</v></c><c t='e'><v>#DIV/0!</v></c><c t='s'><v>99</v></c></row>"
        "<row r='2'><c><f>1+1</f><v>2</v></c><c/><c><v>1</v></c></row>"
    )
    texts = (
        '<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        "<si><r><t>富</t></r><r><t>文本</t></r><rPh><t>pinyin</t></rPh></si></sst>"
    )
    data = workbook({"甲表": cells}, extra={"xl/texts.xml": texts})
    assert lines(data)[1:] == [
        "| 富文本 | 公式 | TRUE | #DIV/0! |",
        "| --- | --- | --- | --- |",
        "| 2 |  | 1 |  |",
    ]


def test_days_are_counted_from_1904_where_the_file_says_so() -> None:
    rows: list[list[Value]] = [["日期", "数"], [(44500, "yyyy-mm-dd"), 1]]
    assert "2025-11-01" in lines(workbook({"甲表": rows}, date1904=True))[-1]


@pytest.mark.parametrize(
    ("value", "number_format", "text"),
    [
        ("0.853", "0.0%", "85.3%"),
        ("0.85299999999999998", "General", "0.853"),
        ("1204.5", "#,##0.00", "1,204.50"),
        ("-1204.5", "#,##0.00", "-1,204.50"),
        ("-3.456", r"0.00_);[Red]\(0.00\)", "(3.46)"),
        ("1234567", '"￥"#,##0', "￥1,234,567"),
        ("1234567", '#,##0.0,"千"', "1,234.6千"),
        ("0", '0;-0;"—"', "—"),
        ("0", '_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ ', "-"),
        ("2.5", "0", "3"),
        ("3", "000", "003"),
        ("0.5", "0.##", "0.5"),
        ("7", '0"户"', "7户"),
        ("46000", 'yyyy"年"m"月"d"日"', "2025年12月9日"),
        ("46000", "[$-804]aaaa", "星期二"),
        ("46000.5", "yyyy/m/d h:mm", "2025/12/9 12:00"),
        ("0.75", "h:mm AM/PM", "6:00 下午"),
        ("1.5", "[h]:mm", "36:00"),
        ("12345678901234", "General", "12345678901234"),
        ("99999999999999999999", "yyyy-m-d", "1E+20"),
        ("-5", "yyyy-m-d", "-5"),
        ("1.25", "# ?/?", "1 1/4"),
        ("0.96", "?/?", "1/1"),
        ("0.3", "# ??/100", "30/100"),
        ("1234.5", "0.00E+00", "1.23E+03"),
        ("0", "0.0E+0", "0.0E+0"),
        ("35", 'General"人"', "35人"),
        ("12", ";;;", ""),
        ("7", '[>=5]"达标";"未达标"', "达标"),
        ("3", '[>=5]"达标";"未达标"', "未达标"),
        ("123456", r'0\.0,"万"', "12.3万"),
        ("5551234", "000-0000", "555-1234"),
        ("46000", "[DBNum1][$-804]yyyy年m月d日", "二〇二五年十二月九日"),
        ("10205", "[DBNum2][$-804]General", "壹万零贰佰零伍"),
        ("-12.5", "[DBNum1][$-804]General", "负十二点五"),
        ("46000", "[$-804]dddd", "星期二"),
        ("46000", "e.mm.dd", "2025.12.09"),
        ("0.0627", "[mm]:ss", "90:17"),
        ("0.5000058", "h:mm:ss.0", "12:00:00.5"),
        ("-1", '[$-804]yyyy"年";@', "-1"),
        ("不是数", "0.00", "不是数"),
        ("1e999999", "0", "1e999999"),
        ("5", "", "5"),
    ],
)  # fmt: skip
def test_a_number_reads_as_its_cell_shows_it(value: str, number_format: str, text: str) -> None:
    assert shown(value, number_format) == text


@pytest.mark.parametrize("charset", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "big5"])
def test_csv_is_read_in_any_of_our_encodings(charset: str) -> None:
    text = '街道,得分\r\n東門街道,96.5\r\n"南門,北門","九十\r\n五"\r\n'
    assert lines(text.encode(charset), "考核.csv") == [
        "考核表",
        "| 街道 | 得分 |",
        "| --- | --- |",
        "| 東門街道 | 96.5 |",
        "| 南門,北門 | 九十五 |",
    ]


def test_csv_may_be_parted_by_tabs_or_semicolons() -> None:
    for sign in "\t;":
        assert lines(f"甲{sign}乙\n1,5{sign}2\n".encode(), "考核.csv")[-1] == "| 1,5 | 2 |"


def test_a_quotation_mark_that_is_never_closed_loses_nothing() -> None:
    text = '甲,乙\n"1,2\n' + "333333,4\n" * 20_000
    assert "".join(lines(text.encode(), "考核.csv")).count("4") == 20_000


def test_a_spreadsheet_is_imported(tmp_path: Path) -> None:
    file = tmp_path / "考核.xlsx"
    file.write_bytes(workbook({"甲表": [HEAD, ["东门", 1, 2]], "乙表": [HEAD, ["西门", 3, 4]]}))
    job = Job(str(file), file, tmp_path / "考核")
    (result,) = importing.run([job], None, bytes, sheet="乙表")
    assert result.error is None
    assert result.path is not None
    text = result.path.read_text(encoding="utf-8")
    assert re.search(r"\| 西门 +\| 3 +\| 4 +\|", text)
    assert "东门" not in text


def test_what_would_harm_is_refused() -> None:
    good = workbook({"甲表": [HEAD, ["甲", 1, 2]]})
    assert "损坏" in refused(good[: len(good) // 2])
    bomb = workbook({"甲表": f"<row><c><v>{'0' * 60_000_000}</v></c></row>"})
    assert "拒绝" in refused(bomb)
    entities = "<!DOCTYPE x [<!ENTITY a 'b'>]><sst/>"
    assert "拒绝" in refused(workbook({"甲表": []}, extra={"xl/texts.xml": entities}))
    assert "没有内容" in refused(workbook({"甲表": []}))


def test_a_sheet_that_is_too_large_is_refused() -> None:
    cells = "".join(
        f"<row r='{1 + at * 9}'><c r='A{1 + at * 9}'><v>1</v></c></row>" for at in range(2000)
    )
    across = "".join(
        f"<c r='{chr(65 + at // 26)}{chr(65 + at % 26)}20000'><v>1</v></c>" for at in range(300)
    )
    assert "太大" in refused(workbook({"甲表": f"{cells}<row r='20000'>{across}</row>"}))


def test_many_rows_and_columns_are_taken() -> None:
    rows: list[list[Value]] = [[f"第{at}列" for at in range(60)]]
    rows += [[float(at * row) for at in range(60)] for row in range(2000)]
    assert len(lines(workbook({"甲表": rows}))) == 2003


def test_far_cells_and_wrong_references_do_no_harm() -> None:
    cells = (
        "<row r='1048576'><c r='XFD1048576'><v>1</v></c><c r='??'><v>2</v></c></row>"
        "<row r='-5'><c r='A'><v>3</v></c></row><row r='999999999999'><c><v>4</v></c></row>"
    )
    merged = "<mergeCells><mergeCell ref='A1:XFD1048576'/><mergeCell ref='x'/></mergeCells>"
    hidden = "<cols><col min='5' max='99999999' hidden='1'/></cols>"
    assert lines(workbook({"甲表": cells}, after=merged))
    assert refused(workbook({"甲表": "<row><c r='Z1'><v>1</v></c></row>"}, before=hidden))


@pytest.mark.parametrize("number_format", ["0." + "0" * 200, "0%" * 127, "0" + "," * 250])
def test_a_format_of_more_digits_than_a_number_has_changes_nothing(number_format: str) -> None:
    assert shown("1234.5", number_format) in {"1234.5", "0"}


def test_tables_beside_each_other_are_two() -> None:
    rows: list[list[Value]] = [
        ["姓名", "人数", "", "村", "户数"],
        ["林晓", 3, "", "东浦村", 12],
        ["", "", "", "西浦村", 7],
    ]
    bars = ["| 姓名 | 人数 |", "| --- | --- |", "| 林晓 | 3 |"]
    others = ["| 村 | 户数 |", "| --- | --- |", "| 东浦村 | 12 |", "| 西浦村 | 7 |"]
    assert lines(workbook({"甲表": rows}))[1:] == [*bars, *others]
    text = "\n".join(",".join(map(str, row)) for row in rows)
    assert lines(text.encode(), "甲表.csv")[1:] == [*bars, *others]


def test_an_empty_column_under_a_merged_head_parts_nothing() -> None:
    rows: list[list[Value]] = [["街道", "得分", "", "等次", "备注"], ["东门", 1, "", "优", "无"]]
    merged = "<mergeCells><mergeCell ref='B1:C1'/></mergeCells>"
    assert lines(workbook({"甲表": rows}, after=merged))[-1] == "| 东门 | 1 | 优 | 无 |"


def test_a_row_with_one_cell_keeps_its_empty_ones() -> None:
    rows: list[list[Value]] = [HEAD, ["东门", "", ""], ["西门", 1, 2]]
    assert "| 东门 |  |  |" in lines(workbook({"甲表": rows}))


def test_rows_and_columns_without_a_size_are_hidden_ones(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BULLETINC_LANG", "en")
    cells = (
        "<row r='1'><c r='A1'><v>1</v></c><c r='B1'><v>2</v></c><c r='D1'><v>9</v></c></row>"
        "<row r='2' ht='0' customHeight='1'><c r='A2'><v>3</v></c></row>"
        "<row r='3'><c r='A3'><v>5</v></c><c r='B3'><v>6</v></c></row>"
    )
    columns = "<cols><col min='4' max='4' width='0' customWidth='1'/></cols>"
    data = workbook({"甲表": cells}, before=columns)
    assert not any("9" in line or "3" in line for line in lines(data))
    assert notes(data) == [
        "hidden rows of “甲表” were left out: 2",
        "hidden columns of “甲表” were left out: D",
    ]


def test_formulas_that_no_program_has_computed_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BULLETINC_LANG", "en")
    cells = (
        "<row r='1'><c t='str'><v>镇街</v></c><c t='str'><v>合计</v></c></row>"
        "<row r='2'><c t='str'><v>东门</v></c><c r='B2'><f>1+2</f></c></row>"
        "<row r='3'><c t='str'><v>西门</v></c><c t='str'><f>\"\"</f><v></v></c></row>"
    )
    (note,) = notes(workbook({"甲表": cells}))
    assert note.startswith("formulas of “甲表” have no value yet (B2); open the file")


def test_what_lies_on_a_sheet_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BULLETINC_LANG", "en")
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    drawing = "http://schemas.openxmlformats.org/drawingml/2006/"
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    parts = {
        "xl/worksheets/_rels/sheet1.xml.rels": (
            '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            f'<Relationship Id="r1" Type="{kind}/comments" Target="../comments1.xml"/>'
            f'<Relationship Id="r2" Type="{kind}/drawing" Target="../drawing1.xml"/>'
            "</Relationships>"
        ),
        "xl/comments1.xml": (
            f'<comments xmlns="{main}"><authors><author>林晓</author></authors><commentList>'
            '<comment ref="A1" authorId="0"><text><r><t>请核对</t></r></text></comment>'
            '<comment ref="A2" authorId="9"><text><t>已改</t></text></comment>'
            "</commentList></comments>"
        ),
        "xl/drawing1.xml": (
            f'<x:wsDr xmlns:x="{drawing}spreadsheetDrawing" xmlns:a="{drawing}main">'
            "<x:sp><x:txBody><a:p><a:r><a:t>口径有</a:t></a:r><a:r><a:t>调整</a:t></a:r></a:p>"
            "</x:txBody></x:sp><x:pic/><x:graphicFrame/></x:wsDr>"
        ),
    }
    assert notes(workbook({"甲表": [HEAD, ["东门", 1, 2]]}, extra=parts)) == [
        "comment by 林晓: 请核对",
        "comment: 已改",
        "the text of a shape was left out: 口径有调整",
        "2 pictures or charts of “甲表” were left out",
    ]
