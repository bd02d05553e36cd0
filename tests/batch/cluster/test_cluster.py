"""A Dask cluster makes the same pages as this machine, whatever dies: real processes."""

from __future__ import annotations

import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from bulletinc.batch import cluster
from bulletinc.batch.cache import NAME as JOURNAL
from bulletinc.batch.cluster import connection, theme_archive
from bulletinc.batch.cluster.answers import read_answer
from bulletinc.batch.scheduler import Scheduler
from bulletinc.compiler import BuildRequest, BuildResult
from bulletinc.errors import BulletinError, Defect
from bulletinc.options import BuildOptions
from bulletinc.pictures.picture_file import FileState
from bulletinc.workers.bounds import Bounds, Lost
from tests.support.places import ROOT
from tests.support.poison import HARM
from tests.support.processes import ENVIRONMENT, below, kill, scheduler, until, workers

distributed = pytest.importorskip("distributed", reason="the extra [dask] is not installed")
psutil = pytest.importorskip("psutil")  # comes with it

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")

CRASHES, HANGS, EATS, KILLS, WAITS = HARM
DRAFT = (
    "清溪区工作快报\n第 {number} 期\n清溪区创建办\n2026年3月5日\n【简 讯】\n"
    "白河镇清理河道　近日，志愿者清理河道。{word}（白河镇）\n"
)


@dataclass(frozen=True)
class Build:
    """A build that goes on."""

    process: subprocess.Popen[str]

    def ended(self) -> tuple[int, set[str], str]:
        """Its exit status, the names printed, and its messages without the time that it took."""
        out, told = self.process.communicate(timeout=300)
        return self.process.returncode, set(out.splitlines()), told.rpartition(";")[0] or told


@contextmanager
def begun(folder: Path, *arguments: str | Path) -> Iterator[Build]:
    """A build of the drafts in a folder."""
    command = (sys.executable, "-m", "bulletinc", "build", "drafts", "--to", "html", *arguments)
    pipe = subprocess.PIPE
    with subprocess.Popen(
        command, cwd=folder, env=ENVIRONMENT, stdout=pipe, stderr=pipe, text=True, encoding="utf-8"
    ) as started:
        try:
            yield Build(started)
        finally:
            started.kill()


def build(folder: Path, *arguments: str | Path) -> tuple[int, set[str], str]:
    with begun(folder, *arguments) as running:
        return running.ended()


def busy(nanny: int) -> bool:
    """Whether a page maker has worked for longer than it takes to begin and to be compared."""
    return any(psutil.Process(pid).cpu_times().user > 8 for pid in below(nanny, 2))


def drafts(folder: Path, count: int, words: Mapping[int, str] | None = None) -> Path:
    place = folder / "drafts"
    place.mkdir()
    for number in range(count):
        word = (words or {}).get(number, "")
        (place / f"{number}.txt").write_text(
            DRAFT.format(number=number + 1, word=word), encoding="utf-8"
        )
    return place


def pages(*numbers: int) -> set[str]:
    return {f"drafts/{number}.html" for number in numbers}


def files_in(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*.*")
        if path.is_file() and path.name != JOURNAL
    }


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with scheduler(tmp_path_factory.mktemp("scheduler")) as (_pid, address):
        yield address


def test_pages_and_messages_are_those_of_a_local_build(address: str, tmp_path: Path) -> None:
    place = drafts(tmp_path, 3)
    (place / "no text.txt").write_bytes(b"\xff\xfe\xff")
    (place / "odd.txt").write_text("展开\n通　知\n\n明日停电。\n", encoding="utf-8")
    for office, template in (("office", "<em>白河</em>"), ("other office", "{{ nonsense }}")):
        theme = place / office / "our theme/nodes"
        theme.mkdir(parents=True)
        (place / office / "bulletin.toml").write_text('theme = "our theme"\n', encoding="utf-8")
        (theme / "Section.html.j2").write_text(template, encoding="utf-8")
        (place / office / "12.txt").write_text(DRAFT.format(number=12, word=""), encoding="utf-8")
    wanted = ("--to", "html,pdf,json")
    status, names, told = build(tmp_path, *wanted, "-o", "here", "--jobs", "1")
    with workers(address, tmp_path, 2):
        for turn in ("first", "second"):  # the second time processes and themes are there already
            found = build(tmp_path, *wanted, "-o", turn, "--scheduler", address)
            assert sorted(found[2].splitlines()) == sorted(told.splitlines())
            assert found[:2] == (status, {name.replace("here", turn) for name in names})
    assert status == 2
    assert (
        f"{place}/other office/our theme/nodes/Section.html.j2:1: this template cannot be used"
        in told
    )
    assert (
        files_in(tmp_path / "here") == files_in(tmp_path / "first") == files_in(tmp_path / "second")
    )
    assert "<em>白河</em>".encode() in files_in(tmp_path / "here")["office/12.html"]
    # Three formats of five drafts, and of the one with a bad template what needs none: JSON.
    assert len(names) == len(files_in(tmp_path / "here")) == 16


def test_documents_that_do_harm_are_named_and_all_others_built(
    address: str, tmp_path: Path
) -> None:
    drafts(tmp_path, 12, {2: CRASHES, 5: HANGS, 7: EATS, 9: KILLS})
    with workers(address, tmp_path, 2):
        status, names, told = build(
            tmp_path, "--scheduler", address, "--timeout", "3", "--memory", "700"
        )
    assert (status, names) == (2, pages(0, 1, 3, 4, 6, 8, 10, 11))
    assert "Error: drafts/2.txt: the process that worked on it crashed (SIGSEGV)" in told
    assert "Error: drafts/5.txt: gave up after 3 seconds" in told
    assert "Error: drafts/7.txt: gave up, because it needs more than 700 MB of memory" in told
    assert "Error: drafts/9.txt: the process that worked on it was killed (tcp://" in told
    assert told.endswith("8 built, 0 unchanged, 4 failed, 8 findings")


def test_workers_that_are_killed_cost_nothing(address: str, tmp_path: Path) -> None:
    place = drafts(tmp_path, 50, dict.fromkeys(range(50), WAITS))
    with (
        workers(address, tmp_path) as one,
        workers(address, tmp_path) as other,
        begun(tmp_path, "--scheduler", address) as running,
    ):
        until(lambda: below(one, 2) and below(other, 2) and list(place.glob("*.html")))
        orphans = below(one, 2)
        kill(*below(one, 1))
        # Its nanny begins another one, which works, if anything is left by then.
        until(lambda: set(below(one, 2)) - set(orphans) or running.process.poll() is not None)
        orphans += below(other, 1) + below(other, 2)
        kill(other)
        assert running.ended()[:2] == (0, pages(*range(50)))
        until(lambda: not any(map(psutil.pid_exists, orphans)))


def test_what_was_finished_before_the_scheduler_died_is_not_built_again(tmp_path: Path) -> None:
    place = drafts(tmp_path, 24, dict.fromkeys(range(24), WAITS))
    with (
        scheduler(tmp_path) as (pid, address),
        workers(address, tmp_path),
        begun(tmp_path, "--scheduler", address) as running,
    ):
        until(lambda: list(place.glob("*.html")))
        kill(pid)
        status, finished, told = running.ended()
    assert status == 2
    assert finished == {f"drafts/{path.name}" for path in place.glob("*.html")}
    assert 0 < len(finished) < 24
    for number in range(24):
        named = (
            f"Error: drafts/{number}.txt: not built. "
            f"{address}: the connection to the Dask scheduler was lost." in told
        )
        assert named != (f"drafts/{number}.html" in finished)
    assert told.count("What was finished is saved.") == 1
    with scheduler(tmp_path) as (_pid, address), workers(address, tmp_path):
        status, names, told = build(tmp_path, "--scheduler", address)
    assert (status, names) == (0, pages(*range(24)) - finished)
    assert f"{len(finished)} unchanged" in told


def test_all_are_named_where_the_scheduler_died_before_any_was_finished(tmp_path: Path) -> None:
    place = drafts(tmp_path, 5, dict.fromkeys(range(5), HANGS))
    with (
        scheduler(tmp_path) as (pid, address),
        workers(address, tmp_path) as nanny,
        begun(tmp_path, "--scheduler", address) as running,
    ):
        until(lambda: busy(nanny))
        kill(pid)
        status, names, told = running.ended()
    assert (status, names) == (2, set())
    assert [
        f"drafts/{number}.txt: not built. {address}: the connection" in told for number in range(5)
    ] == [True] * 5
    assert "0 built, 0 unchanged, 5 failed" in told
    assert not list(place.glob("*.html"))


def test_ctrl_c_ends_the_run_and_frees_the_cluster(address: str, tmp_path: Path) -> None:
    place = drafts(tmp_path, 40, dict.fromkeys(range(40), WAITS))
    with workers(address, tmp_path):
        with begun(tmp_path, "--scheduler", address) as running:
            until(lambda: list(place.glob("*.html")))
            running.process.send_signal(signal.SIGINT)
            status, _names, told = running.ended()
        assert (status, told.strip()) == (130, "Stopped.")
        assert not list(place.glob(".*.tmp"))
        with distributed.Client(address, set_as_default=False) as client:
            until(lambda: not any(client.processing().values()))


def test_a_worker_with_another_library_is_refused_before_anything_is_written(
    address: str, tmp_path: Path
) -> None:
    drafts(tmp_path, 3)
    with workers(address, tmp_path, BULLETINC_TEST_OTHER="jinja2"):
        status, names, told = build(tmp_path, "--scheduler", address)
    assert (status, names) == (2, set())
    assert " does not make the same pages as this machine. jinja2: 0.0 there, " in told
    assert told.startswith("Error: tcp://")
    assert told.count("\n") == 2


def test_a_worker_with_other_fonts_is_refused_unless_only_the_shipped_ones_are_used(
    address: str, tmp_path: Path
) -> None:
    drafts(tmp_path, 3)
    fonts = tmp_path / "fonts.conf"
    fonts.write_text(
        f"<fontconfig><cachedir>{tmp_path / 'cache'}</cachedir></fontconfig>", encoding="utf-8"
    )
    with workers(address, tmp_path, FONTCONFIG_FILE=str(fonts)):
        status, names, told = build(tmp_path, "--scheduler", address, "--to", "pdf")
        assert (status, names) == (2, set())
        assert "the settings of fontconfig: " in told
        status, names, _told = build(
            tmp_path, "--scheduler", address, "--to", "pdf", "--shipped-fonts"
        )
        assert (status, len(names)) == (0, 3)


def test_processes_here_and_a_cluster_are_not_asked_for_at_once(tmp_path: Path) -> None:
    status, names, told = build(tmp_path, "--jobs", "2", "--scheduler", "tcp://127.0.0.1:1")
    assert (status, names) == (2, set())
    assert "give only one of them" in told


ORDER = BuildRequest("12.txt", b"", Path("12.txt"), BuildOptions())


def test_a_file_of_a_scheduler_that_is_not_there_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BULLETINC_LANG", "en")
    with pytest.raises(BulletinError, match=r"^no such/dask\.json: there is no such file"):
        list(cluster.run(Scheduler("no such/dask.json"), [ORDER], 1, Bounds()))


@pytest.mark.parametrize("address", ["tcp://127.0.0.1:1", "nonsense://1", "127.0.0.1"])
def test_a_scheduler_that_is_not_there_is_told(
    address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BULLETINC_LANG", "en")
    monkeypatch.setattr(connection, "_CONNECT_S", 0.5)
    with pytest.raises(BulletinError, match=f"^{address}: cannot reach a Dask scheduler there"):
        list(cluster.run(Scheduler(address), [ORDER], 1, Bounds()))


@contextmanager
def listening(answer: bytes) -> Iterator[str]:
    """The address of something that takes connections and is no scheduler."""
    with socket.socket() as server, ExitStack() as stack:
        server.bind(("127.0.0.1", 0))
        server.listen()
        server.settimeout(0.05)
        ended = threading.Event()

        def serve() -> None:
            while not ended.is_set():
                with suppress(OSError):
                    connection, _address = server.accept()
                    stack.enter_context(connection)
                    connection.sendall(answer)

        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        try:
            yield f"tcp://127.0.0.1:{server.getsockname()[1]}"
        finally:
            ended.set()
            thread.join()


@pytest.mark.parametrize(
    "answer",
    [b"", b"\xff" * 64, b"HTTP/1.1 400 Bad Request\r\n\r\n", b"\x01" + bytes(7), bytes(64)],
    ids=["silence", "high bytes", "http", "one byte announced", "zeros"],
)
def test_what_is_no_scheduler_is_told_within_its_time(
    answer: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BULLETINC_LANG", "en")
    monkeypatch.setattr(connection, "_CONNECT_S", 1)
    monkeypatch.setattr(connection, "_MARGIN_S", 1)
    with listening(answer) as address:
        start = time.monotonic()
        why = "no answer after 2 seconds|what is there is no scheduler, or one of another version"
        with pytest.raises(
            BulletinError, match=rf"^{address}: cannot reach a Dask scheduler there \(({why})\)\."
        ):
            list(cluster.run(Scheduler(address), [ORDER], 1, Bounds()))
        assert time.monotonic() - start < 20


@pytest.mark.parametrize("content", ["not json", "[]", "{}", '{"address": 1}', ""])
def test_a_file_that_is_no_scheduler_file_is_told(
    content: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BULLETINC_LANG", "en")
    monkeypatch.setattr(connection, "_CONNECT_S", 1)
    file = tmp_path / "s.json"
    file.write_text(content)
    with pytest.raises(BulletinError, match=r"\(this file names no scheduler\)\."):
        list(cluster.run(Scheduler(str(file)), [ORDER], 1, Bounds()))


CERTIFICATES = {"ca": "ca.pem", "certificate": "own.pem", "key": "own.key"}


@pytest.mark.parametrize(
    ("address", "given", "message"),
    [
        ("tcp://127.0.0.1:1", ["ca", "certificate", "key"], "this address is not encrypted"),
        ("tls://127.0.0.1:1", ["ca"], "some are missing"),
        ("tls://127.0.0.1:1", ["certificate", "key"], "some are missing"),
        ("tls://127.0.0.1:1", ["ca", "certificate", "key"], "ca.pem: there is no such file"),
    ],
)
def test_certificates_that_do_not_fit_are_told(
    address: str, given: list[str], message: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BULLETINC_LANG", "en")
    files = {name: tmp_path / CERTIFICATES[name] for name in given}
    with pytest.raises(BulletinError, match=message):
        list(cluster.run(Scheduler(address, **files), [ORDER], 1, Bounds()))


@pytest.mark.skipif(shutil.which("openssl") is None, reason="makes the certificates")
def test_a_cluster_that_speaks_tls_is_spoken_to_by_it_and_refuses_others(tmp_path: Path) -> None:
    authority, other = certificates(tmp_path / "own"), certificates(tmp_path / "other")
    tls = {
        f"DASK_DISTRIBUTED__COMM__TLS__{name}": str(tmp_path / "own" / file)
        for name, file in {
            "CA_FILE": "ca.pem",
            "SCHEDULER__CERT": "own.pem",
            "SCHEDULER__KEY": "own.key",
            "WORKER__CERT": "own.pem",
            "WORKER__KEY": "own.key",
        }.items()
    }
    drafts(tmp_path, 2)
    with (
        scheduler(tmp_path, "tls", **tls) as (_pid, address),
        workers(address, tmp_path, 1, **tls),
    ):
        assert address.startswith("tls://")
        status, names, told = build(tmp_path, "--scheduler", address, *authority)
        assert (status, names) == (0, pages(0, 1)), told
        for wrong in ((), other):
            status, names, told = build(tmp_path, "--scheduler", address, "--force", *wrong)
            assert (status, names) == (2, set())
            assert "cannot reach a Dask scheduler there" in told


def certificates(folder: Path) -> tuple[str, ...]:
    """An authority and a certificate by it, as options of a build."""
    folder.mkdir()

    def openssl(command: str) -> None:
        subprocess.run(["openssl", *command.split()], cwd=folder, check=True, capture_output=True)

    openssl(
        f"req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN={folder.name} "
        "-keyout ca.key -out ca.pem"
    )
    openssl("req -newkey rsa:2048 -nodes -subj /CN=127.0.0.1 -keyout own.key -out own.csr")
    openssl("x509 -req -in own.csr -CA ca.pem -CAkey ca.key -CAcreateserial -days 2 -out own.pem")
    names = {"--tls-ca": "ca.pem", "--tls-cert": "own.pem", "--tls-key": "own.key"}
    return tuple(word for name, file in names.items() for word in (name, str(folder / file)))


def test_dask_that_is_not_installed_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "dask.config", None)
    with pytest.raises(BulletinError, match=r"pip install .bulletinc\[dask\]"):
        list(cluster.run(Scheduler("tcp://127.0.0.1:1"), [ORDER], 1, Bounds()))


@pytest.mark.parametrize(
    ("answer", "meant"),
    [
        (
            ("pages", {"html": b"page"}, ("note",), 3, {}, {}, ()),
            BuildResult({"html": b"page"}, ("note",), 3),
        ),
        (
            (
                "pages",
                {"html": b"page"},
                (),
                None,
                {"1.png": ("a", 1, 2, 3), "2.png": None},
                {},
                (),
            ),
            BuildResult(
                {"html": b"page"}, (), None, {"1.png": FileState("a", 1, 2, 3), "2.png": None}
            ),
        ),
        (("error", "what", None), BulletinError("what")),
        (("defect", "what", "trace"), Defect("what", "trace")),
        (("lost", "time", ""), Lost("time")),
    ],
)
def test_an_answer_is_understood(
    answer: tuple[object, ...], meant: BuildResult | Exception
) -> None:
    found = read_answer(answer, ORDER, "worker")
    assert (type(found), str(found)) == (type(meant), str(meant))


def test_a_format_that_failed_is_understood() -> None:
    request = replace(ORDER, options=BuildOptions(("html", "docx")))
    answer: object = ("pages", {"html": b""}, (), 0, {}, {"docx": ("error", "what", "remedy")}, ())
    found = read_answer(answer, request, "worker")
    assert isinstance(found, BuildResult)
    assert found.outputs == {"html": b""}
    assert str(found.failures["docx"]) == "what\nremedy"


@pytest.mark.parametrize(
    "answer",
    [
        None,
        (),
        ("pages", {"html": b""}, (), 0),
        ("pages", {"html": "no bytes"}, (), 0, {}, {}, ()),
        ("pages", {"../html": b""}, (), 0, {}, {}, ()),
        ("pages", {"html": b"", "pdf": b""}, (), 0, {}, {}, ()),
        ("pages", {}, (), 0, {}, {}, ()),
        ("pages", {"html": b""}, (1,), 0, {}, {}, ()),
        ("pages", {"html": b""}, (), "many", {}, {}, ()),
        ("pages", {"html": b""}, (), 0, {1: None}, {}),
        ("pages", {"html": b""}, (), 0, {"1.png": (1, 2, 3, 4)}, {}),
        ("pages", {}, (), 0, {}, {"html": "no error"}),
        ("pages", {"html": b""}, (), 0, {}, {"pdf": ("error", "what", None)}),
        ("error", 1, None),
        ("lost", "elsewhere", ""),
    ],
)
def test_an_answer_of_another_form_is_a_defect(answer: object) -> None:
    assert isinstance(read_answer(answer, ORDER, "worker"), Defect)


@pytest.mark.parametrize(
    "name",
    [
        "../layout.toml",
        "/layout.toml",
        "",
        "nodes/../../x.j2",
        "C:x.j2",
        "nodes\\..\\x.j2",
        "a\0.j2",
    ],
)
def test_a_theme_cannot_be_unpacked_outside_its_folder(name: str, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="not a name"):
        theme_archive.unpack(theme_archive.ThemeArchive("theme", {name: b""}), tmp_path)
    assert not [path for path in tmp_path.rglob("*") if path.is_file()]


def test_a_theme_arrives_as_it_was_sent_and_nothing_with_it(tmp_path: Path) -> None:
    theme = tmp_path / "theme"
    (theme / "nodes").mkdir(parents=True)
    (theme / "nodes/Item.html.j2").write_text("x", encoding="utf-8")
    (theme / "nodes/outside.html.j2").symlink_to(ROOT / "templates/official/page.html.j2")
    (theme / "letter.txt").write_text("private", encoding="utf-8")
    (theme / "our.ttf").write_bytes(
        next((ROOT / "templates/official/fonts").glob("*.?tf")).read_bytes()
    )
    (theme / "layout.toml").write_text('[fonts]\n"Our Font" = "our.ttf"\n', encoding="utf-8")
    sent = theme_archive.of_theme(theme)
    assert sent is not None
    place = theme_archive.unpack(sent, tmp_path / "worker")
    assert place == theme_archive.unpack(sent, tmp_path / "worker")
    assert files_in(place) == {
        name: (theme / name).read_bytes()
        for name in ("layout.toml", "nodes/Item.html.j2", "our.ttf")
    }


def test_a_theme_that_workers_have_is_not_sent() -> None:
    assert theme_archive.of_theme(None) is theme_archive.of_theme("official") is None
