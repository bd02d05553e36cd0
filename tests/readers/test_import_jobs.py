"""What the arguments of import mean: files, folders, patterns, and the name after -o."""

from __future__ import annotations

from pathlib import Path

import pytest

from bulletinc.errors import BulletinError
from bulletinc.readers.import_jobs import find_files
from tests.support.program import Run

PAGE = "<html><body><h1>通知</h1><p>明日停电。</p></body></html>"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("BULLETINC_LANG", "en")
    monkeypatch.chdir(tmp_path)
    for name in ("来/甲.html", "来/三月/乙.md", "来/丙.txt", "来/.隐/丁.html", "来/~$戊.docx"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(PAGE, encoding="utf-8")
    return tmp_path


def targets(*arguments: str, output: str | None = None) -> list[str]:
    jobs, errors = find_files(arguments, None if output is None else Path(output))
    assert errors == ()
    return sorted(str(job.target) for job in jobs)


@pytest.mark.usefixtures("folder")
def test_a_folder_means_its_files_that_can_be_imported() -> None:
    assert targets("来") == ["来/三月/乙", "来/甲"]
    assert targets("来", output="稿") == ["稿/三月/乙", "稿/丙", "稿/甲"]
    assert targets("来", "来/甲.html") == ["来/三月/乙", "来/甲"]
    assert targets("来/丙.txt", "来/*.html") == ["来/丙", "来/甲"]


def test_files_of_one_name_become_drafts_of_several(folder: Path) -> None:
    (folder / "来/甲.csv").write_text("镇街,处数", encoding="utf-8")
    (folder / "来/甲.txt").write_text("通知", encoding="utf-8")  # was made of one of the others
    assert targets("来", output="稿") == ["稿/三月/乙", "稿/丙", "稿/甲", "稿/甲-html"]


@pytest.mark.usefixtures("folder")
def test_a_name_after_the_option_is_that_of_the_one_draft() -> None:
    assert targets("来/甲.html", output="乙.txt") == ["乙"]
    with pytest.raises(BulletinError, match="one name for 2 drafts"):
        targets("来", output="乙.txt")


def test_a_link_that_leads_out_of_the_folder_is_not_followed(folder: Path) -> None:
    (folder / "密.html").write_text(PAGE, encoding="utf-8")
    (folder / "来/链.html").symlink_to(folder / "密.html")
    jobs, (error,) = find_files(["来"], None)
    assert "链.html" in str(error)
    assert [job.name for job in jobs] == ["来/甲.html", "来/三月/乙.md"]


def test_a_folder_without_files_is_told(folder: Path) -> None:
    (folder / "空").mkdir()
    _jobs, (error,) = find_files(["空"], None)
    assert "no file in this folder can be imported" in str(error)


def test_a_whole_folder_is_imported_and_counted(folder: Path, run: Run) -> None:
    said = run("import", "来", "-o", "稿")
    assert said.status == 0
    assert said.out.splitlines() == ["稿/丙.txt", "稿/甲.txt", "稿/三月/乙.txt"]
    assert said.err.endswith("3 imported, 0 failed.\n")
    assert (folder / "稿/甲.txt").read_text(encoding="utf-8") == "通知\n\n明日停电。\n"


def test_the_draft_is_written_under_another_name(folder: Path, run: Run) -> None:
    assert run("import", "来/甲.html", "-o", "新/乙.txt").out == "新/乙.txt\n"
    assert (folder / "新/乙.txt").exists()
    (folder / "丙.txt").write_text("别的", encoding="utf-8")
    said = run("import", "来/甲.html", "-o", "丙.txt")
    assert said.status == 2
    assert "-o" in said.err
    assert (folder / "丙.txt").read_text(encoding="utf-8") == "别的"
