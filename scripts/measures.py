"""Print the measures of the code: sizes, branches, long lines, suppressions, names used twice.

Run from the folder of the project: ``python scripts/measures.py [FOLDER]``.
"""

from __future__ import annotations

import ast
import io
import re
import statistics
import sys
import tokenize
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

LINE_COLUMNS = 100
BODY_LINES = 50
BRANCHES = 20

_PACKAGE = "bulletinc"
_FOLDERS = (_PACKAGE, "tests", "scripts", "benchmarks")
_SUPPRESSION = re.compile(r"#\s*(noqa|type:\s*ignore)\b")
_CASE = re.compile(r"^## ", re.MULTILINE)
_Function = ast.FunctionDef | ast.AsyncFunctionDef
_ONE_BRANCH = (
    ast.If,
    ast.IfExp,
    ast.For,
    ast.AsyncFor,
    ast.While,
    ast.ExceptHandler,
    ast.match_case,
)


@dataclass(frozen=True, slots=True)
class Measured:
    """One function: where it is, the lines of its body, and its branches."""

    place: str
    lines: int
    branches: int


@dataclass(frozen=True, slots=True)
class Measures:
    """What was counted; places are ``path:line``, names carry the places that share them."""

    modules: dict[str, int]
    functions: list[Measured]
    wide_lines: list[str]
    long_lines: list[str]
    suppressions: list[str]
    classes: dict[str, list[str]]
    module_names: dict[str, list[str]]
    loose_modules: list[str]
    test_functions: int
    cases: int

    @property
    def long_functions(self) -> list[Measured]:
        """The functions whose bodies are too long."""
        return [each for each in self.functions if each.lines > BODY_LINES]

    @property
    def branched_functions(self) -> list[Measured]:
        """The functions that branch too often."""
        return [each for each in self.functions if each.branches > BRANCHES]


def measure(root: Path) -> Measures:
    """The measures of the project in this folder."""
    package = sorted((root / _PACKAGE).rglob("*.py"))
    trees = {path: ast.parse(path.read_text(encoding="utf-8")) for path in package}
    python = [*root.glob("*.py")]
    python += [path for folder in _FOLDERS for path in sorted((root / folder).rglob("*.py"))]
    lines = [
        (f"{path.relative_to(root)}:{number}", line)
        for path in python
        for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1)
    ]
    return Measures(
        modules={
            str(path.relative_to(root)): path.read_text(encoding="utf-8").count("\n")
            for path in package
        },
        functions=[
            _measured(function, f"{path.relative_to(root)}:{function.lineno} {function.name}")
            for path, tree in trees.items()
            for function in ast.walk(tree)
            if isinstance(function, _Function)
        ],
        wide_lines=[place for place, line in lines if _is_wide(line)],
        long_lines=[place for place, line in lines if len(line) > LINE_COLUMNS],
        suppressions=[place for path in python for place in _suppressions(path, root)],
        classes=_shared(
            (node.name, f"{path.relative_to(root)}:{node.lineno}")
            for path, tree in trees.items()
            for node in ast.walk(tree)
            if isinstance(node, ast.ClassDef)
        ),
        module_names=_shared(
            (path.stem, str(path.relative_to(root)))
            for path in package
            if not path.stem.startswith("__")
        ),
        loose_modules=[
            path.name for path in package if path.parent.name == _PACKAGE and path.stem[0] != "_"
        ],
        test_functions=sum(map(_count_tests, sorted((root / "tests").rglob("test_*.py")))),
        cases=sum(
            len(_CASE.findall(path.read_text(encoding="utf-8")))
            for path in (root / "tests/cases").rglob("*.md")
        ),
    )


def _measured(function: _Function, place: str) -> Measured:
    """The body's lines without its docstring, and the branches without those of inner functions."""
    body = function.body[ast.get_docstring(function) is not None :]
    lines = body[-1].end_lineno - body[0].lineno + 1 if body and body[-1].end_lineno else 0
    return Measured(place, lines, sum(map(_count_branches, _own_nodes(function))))


def _own_nodes(function: _Function) -> Iterator[ast.AST]:
    """The nodes of a function, without those of the functions defined in it."""
    waiting: list[ast.AST] = [*function.body]
    while waiting:
        node = waiting.pop()
        yield node
        if not isinstance(node, _Function | ast.ClassDef):
            waiting.extend(ast.iter_child_nodes(node))


def _count_branches(node: ast.AST) -> int:
    """A node's branches: ``and`` and ``or`` count for each further operand."""
    match node:
        case ast.BoolOp():
            return len(node.values) - 1
        case ast.comprehension():
            return 1 + len(node.ifs)
        case _:
            return isinstance(node, _ONE_BRANCH)


def _is_wide(line: str) -> bool:
    """Whether ruff's E501 would report a line: wide characters count two, one long word passes."""
    if len(line.split()) < 2:
        return False
    return (
        sum(
            0 if unicodedata.combining(sign) else 1 + (unicodedata.east_asian_width(sign) in "WF")
            for sign in line
        )
        > LINE_COLUMNS
    )


def _suppressions(path: Path, root: Path) -> Iterator[str]:
    """The comments that switch a check off; the same words in a string are none."""
    text = io.StringIO(path.read_text(encoding="utf-8"))
    for token in tokenize.generate_tokens(text.readline):
        if token.type == tokenize.COMMENT and _SUPPRESSION.search(token.string):
            yield f"{path.relative_to(root)}:{token.start[0]}"


def _shared(names: Iterator[tuple[str, str]]) -> dict[str, list[str]]:
    """The names that more than one place has, each with its places."""
    places = defaultdict(list)
    for name, place in names:
        places[name].append(place)
    return {name: found for name, found in sorted(places.items()) if len(found) > 1}


def _count_tests(path: Path) -> int:
    """The test functions that a file defines; parameters do not multiply them."""
    return sum(
        isinstance(node, _Function) and node.name.startswith("test_")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
    )


def report(found: Measures) -> str:
    """All measures, a line each, with the places below those that have a bar."""
    sizes = found.modules.values()
    longest = max(found.modules, key=lambda name: found.modules[name])
    wide, long = len(found.wide_lines), len(found.long_lines)
    lines = [
        f"modules / lines of {_PACKAGE}: {len(sizes)} / {sum(sizes)}",
        f"module median / longest: {statistics.median(sizes):g} / {max(sizes)} ({longest})",
        f"functions: {len(found.functions)}",
        *_listed(
            f"functions over {BODY_LINES} lines (body without docstring)",
            [f"{each.place}: {each.lines}" for each in found.long_functions],
        ),
        *_listed(
            f"functions with more than {BRANCHES} branches",
            [f"{each.place}: {each.branches}" for each in found.branched_functions],
        ),
        *_listed("suppressions (noqa, type: ignore) in all Python", found.suppressions),
        *_listed("classes of one name", _named(found.classes)),
        *_listed("modules of one name in several rooms", _named(found.module_names)),
        *_listed("loose modules", found.loose_modules),
        f"lines over {LINE_COLUMNS} columns in all Python, as ruff counts: {wide}",
        *_by_folder(found.wide_lines),
        f"lines over {LINE_COLUMNS} characters in all Python: {long}",
        f"test functions: {found.test_functions}",
        f"prose cases: {found.cases}",
    ]
    return "\n".join(lines)


def _listed(title: str, places: list[str]) -> list[str]:
    return [f"{title}: {len(places)}", *(f"    {place}" for place in places)]


def _named(shared: dict[str, list[str]]) -> list[str]:
    return [f"{name} ×{len(places)}: {', '.join(places)}" for name, places in shared.items()]


def _by_folder(places: list[str]) -> list[str]:
    """How many of the places are in each folder."""
    counts: defaultdict[str, int] = defaultdict(int)
    for place in places:
        counts["/".join(place.split("/")[:2]).split(":")[0]] += 1
    return [f"    {folder}: {count}" for folder, count in sorted(counts.items())]


if __name__ == "__main__":
    print(report(measure(Path(sys.argv[1] if len(sys.argv) > 1 else "."))))
