"""How fast ``bulletinc check`` is with every rule on, cold and warm, compared with zhlint and
autocorrect on the same files. Run by hand.

    python benchmarks/check.py [--install]

The draft of 3 KB is also checked in an office that has lists: 10,000 words, 1,000 people.

*Warm* is one more draft in a process that has checked some: read, parsed, and held to all rules, on
one core; ``per second`` counts drafts of 3 KB (3,000 bytes of UTF-8, about 1,000 characters).
*Cold* is one draft of 3 KB by a new process, start to end, compared with a Python that only imports
Lark and Click. The third table says which rules take longest; what a rule is the first to ask of a
draft counts as its own.

The others do a small part of the work: they look at typed signs and spaces, and read no bulletin.
They are the npm packages ``zhlint`` and ``autocorrect-node``, looked for in the folders of
``NODE_PATH``; ``--install`` puts them into a temporary folder. What is not there is left out, and
the table says so.

A machine has other things to do: the fastest of fifteen counts, and what starts cold takes turns.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from random import Random
from typing import NamedTuple

from parse import BULLETIN, EXAMPLES, best, parse_anew, start_as_users_do

from bulletinc.checking import CheckRequest, check_one
from bulletinc.options import CheckOptions
from bulletinc.parser import parse
from bulletinc.rules import check, load_rules
from bulletinc.rules.context import CheckContext
from bulletinc.text.source import decode

ROUNDS = 15
SLOWEST = 12  # rules in the table
MILLI, MICRO = 1e3, 1e6
WORDS, PEOPLE = 10_000, 1_000
_LETTERS = [chr(code) for code in range(0x4E00, 0x5DA0)]
_POSTS = ["区长", "副区长", "局长", "副局长", "镇长", "书记", "主任"]
# The folder of the package, then files; prints the least seconds that each file took.
WARM = """
const { readFileSync } = require("node:fs");
const [folder, ...files] = process.argv.slice(1);
const checkers = {
  zhlint: async () => { const { run } = await import(`file://${folder}/lib/index.js`);
                        return text => run(text, { rules: { preset: "default" } }); },
  "autocorrect-node": async () => {
    const { lintFor } = require(folder);
    return text => lintFor(text, "draft.txt");
  },
};
checkers[folder.split("/").pop()]().then(check => {
  const texts = files.map(file => readFileSync(file, "utf8")), times = texts.map(() => Infinity);
  for (let round = 0; round < 15; round++) texts.forEach((text, number) => {
    const start = performance.now();
    check(text);
    times[number] = Math.min(times[number], (performance.now() - start) / 1000);
  });
  console.log("\\n" + JSON.stringify(times));
});
"""
PROGRAMS = {
    "zhlint": ["bin/index.js"],
    "autocorrect-node": ["cli.js", "--lint"],
}  # what a user would call, in the package's folder


class Times(NamedTuple):
    """Seconds that a process took: by the clock, and of a processor."""

    clock: float
    processor: float


def main() -> None:
    """Print the tables."""
    start_as_users_do()
    with tempfile.TemporaryDirectory() as folder:
        draft = Path(folder) / "3-kb.txt"
        draft.write_text(
            EXAMPLES[2].read_bytes()[:BULLETIN].decode("utf-8", "ignore").rpartition("\n")[0]
            + "\n",
            encoding="utf-8",
        )
        others = rivals(Path(folder))
        listed = office_with_lists(Path(folder), draft)
        print_warm([draft, *EXAMPLES], others)
        print_with_lists([draft, listed])
        print_cold(draft, others, listed)
    for name in PROGRAMS.keys() - others.keys():
        print(
            f"{name} is not installed: --install, or npm install {name}, with its folder "
            "node_modules in NODE_PATH"
        )
    print_rules()


def office_with_lists(folder: Path, draft: Path) -> Path:
    """Lists of made-up words and names, and the draft in the folder that has them."""
    chance = Random(1)
    words = {
        "".join(chance.choices(_LETTERS, k=chance.choice((2, 3, 4)))) for _ in range(3 * WORDS)
    }
    pairs = batched(sorted(words)[: 2 * WORDS])
    people = {"".join(chance.choices(_LETTERS, k=3)): chance.choice(_POSTS) for _ in range(PEOPLE)}
    office = folder / "with lists"
    office.mkdir()
    (office / "words.csv").write_text(
        "wrong,right\n" + "".join(f"{wrong},{right}\n" for wrong, right in pairs), "utf-8"
    )
    (office / "people.csv").write_text(
        "name,post\n" + "".join(f"{name},{post}\n" for name, post in people.items()), "utf-8"
    )
    (office / "bulletin.toml").write_text(
        '[lists]\nwords = ["words.csv"]\npeople = "people.csv"\n', "utf-8"
    )
    return Path(shutil.copy(draft, office / "with-lists.txt"))


def batched(words: Sequence[str]) -> Sequence[tuple[str, str]]:
    """Words two by two."""
    return list(zip(words[::2], words[1::2], strict=True))


def print_with_lists(drafts: Sequence[Path]) -> None:
    """A line a draft: the first time in this process, and once what it needs is there."""
    print(f"\n{'with its settings':<20}{'first, ms':>12}{'then, ms':>12}{'per second':>12}")
    for draft in drafts:
        request = CheckRequest(draft.name, draft)
        start = time.process_time()
        check_one(request, CheckOptions())
        first = time.process_time() - start
        then = best(lambda request=request: check_one(request, CheckOptions()), ROUNDS)
        size = draft.stat().st_size
        print(
            f"{draft.stem:<20}{first * MILLI:>12.1f}{then * MILLI:>12.2f}"
            f"{size / BULLETIN / then:>12.0f}"
        )


def rivals(folder: Path) -> Mapping[str, Path]:
    """Where the others are that can be run."""
    if not shutil.which("node"):
        return {}
    places = [Path(place) for place in os.environ.get("NODE_PATH", "").split(os.pathsep) if place]
    if "--install" in sys.argv[1:] and shutil.which("npm"):
        subprocess.run(
            ["npm", "install", "--silent", "--prefix", str(folder), *PROGRAMS], check=False
        )
        places.append(folder / "node_modules")
    return {name: place / name for place in places for name in PROGRAMS if (place / name).is_dir()}


def print_warm(files: Sequence[Path], others: Mapping[str, Path]) -> None:
    """A line a draft, with a column a program."""
    columns = {"bulletinc": ours(files)} | {
        name: warm(place, files) for name, place in others.items()
    }
    print(
        f"{'warm':<20}{'bytes':>8}"
        + "".join(f"{name + ', ms':>22}{'per second':>12}" for name in columns)
    )
    for number, file in enumerate(files):
        size = file.stat().st_size
        cells = (
            f"{times[number] * MILLI:>22.2f}{size / BULLETIN / times[number]:>12.0f}"
            for times in columns.values()
        )
        print(f"{file.stem:<20}{size:>8}" + "".join(cells))


def ours(files: Sequence[Path]) -> list[float]:
    """Seconds for each file, from its bytes to what was found."""
    rules = load_rules()

    def work(data: bytes) -> None:
        source = decode(data)
        check(CheckContext(source, parse_anew(source)), rules)

    return [
        best(lambda data=data: work(data), ROUNDS) for data in (file.read_bytes() for file in files)
    ]


def warm(package: Path, files: Sequence[Path]) -> list[float]:
    """The same by another program."""
    command = ["node", "-e", WARM, str(package.resolve()), *map(str, files)]
    done = subprocess.run(command, capture_output=True, check=True, encoding="utf-8")
    times: list[float] = json.loads(done.stdout.splitlines()[-1])
    return times


def print_cold(draft: Path, others: Mapping[str, Path], listed: Path) -> None:
    """A line a program, and how many times as long as the first it takes."""
    commands = {
        "import lark, click": [sys.executable, "-c", "import lark, click"],
        "bulletinc check": [sys.executable, "-m", "bulletinc", "check", str(draft)],
        "… with lists": [sys.executable, "-m", "bulletinc", "check", str(listed)],
    }
    for name, place in others.items():
        program, *options = PROGRAMS[name]
        commands[name] = ["node", str(place / program), *options, str(draft)]
    rounds = [[cold(command) for command in commands.values()] for _ in range(ROUNDS)]
    least = [Times(*map(min, zip(*column, strict=True))) for column in zip(*rounds, strict=True)]
    print(f"\n{'cold':<20}{'ms':>8}{'times':>8}{'processor, ms':>16}{'times':>8}")
    for name, (clock, processor) in zip(commands, least, strict=True):
        ratios = (
            f"{clock * MILLI:>8.0f}{clock / least[0].clock:>8.2f}{processor * MILLI:>16.0f}"
            f"{processor / least[0].processor:>8.2f}"
        )
        print(f"{name:<20}{ratios}")


def cold(command: Sequence[str]) -> Times:
    """Measure one process; what it finds does not matter."""
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    used = os.wait4(process.pid, 0)[2]
    taken = time.perf_counter() - start
    process.returncode = 0  # it has been waited for
    return Times(taken, used.ru_utime + used.ru_stime)


def print_rules() -> None:
    """The rules that take longest, and all together."""
    rules = [rule for rule in load_rules() if not rule.series]
    costs = dict.fromkeys(rules, 0.0)
    for example in EXAMPLES:
        source = decode(example.read_bytes())
        document = parse(source)
        least = dict.fromkeys(rules, 1.0)
        for _ in range(ROUNDS):
            draft = CheckContext(source, document)
            for rule in rules:
                assert rule.check_draft
                least[rule] = min(
                    least[rule],
                    best(
                        lambda check=rule.check_draft, draft=draft: list(check(draft)),
                        1,
                        time.perf_counter,
                    ),
                )
        for rule, seconds in least.items():
            costs[rule] += seconds
    size = sum(example.stat().st_size for example in EXAMPLES) / 1e3
    print(f"\n{'rule':<40}{'µs per KB':>12}")
    for rule, seconds in sorted(costs.items(), key=lambda cost: -cost[1])[:SLOWEST]:
        print(f"{rule.code + ' ' + rule.name:<40}{seconds * MICRO / size:>12.1f}")
    print(f"{f'all {len(costs)}':<40}{sum(costs.values()) * MICRO / size:>12.1f}")


if __name__ == "__main__":
    main()
