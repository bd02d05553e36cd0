"""Texts that a fuzzer thinks of, guided by which lines of the package they reach: ``python -m
tests.fuzz -max_total_time=60``.

Bytes are decoded, read, checked, fixed and formatted; nothing may be raised but ``decode``'s own
``BulletinError``, and what ``promises`` says must hold. Seeds are the examples and the cases, the
dictionary is what the format is written with; they and what is found lie in ``build/fuzz``. Options
are libFuzzer's. A text that breaks a promise is left in ``build/fuzz/crash-…``; ``python -m
tests.fuzz build/fuzz/crash-…`` tries it again.
"""

from __future__ import annotations

import re
import sys

import atheris

from tests.support.places import ROOT

with atheris.instrument_imports(include=["bulletinc"]):
    from bulletinc.errors import BulletinError
    from bulletinc.rules import load_rules
    from bulletinc.text.source import decode
    from tests.support.drafts import TOKENS
    from tests.support.promises import holds_for_any_heap_of_signs

    load_rules()

FOLDER = ROOT / "build/fuzz"
LONGEST = 1500  # bytes: a few hundred characters, so that a second holds many texts


def one(data: bytes) -> None:
    """One text. Of bytes that are refused, what can be read of them is tried."""
    try:
        text = decode(data).text
    except BulletinError:
        try:
            text = decode(data.replace(b"\0", b"").decode("utf-8", "ignore").encode()).text
        except BulletinError:
            return
    holds_for_any_heap_of_signs(text)


def seeds() -> list[bytes]:
    """What the fuzzer begins with: the examples in pieces, and the drafts of the cases; every
    fourth in GB18030.
    """
    texts = []
    for file in sorted((ROOT / "examples").glob("*.txt")):
        text = file.read_text(encoding="utf-8")
        texts += [text[start : start + LONGEST // 3] for start in range(0, len(text), LONGEST // 3)]
    for file in sorted((ROOT / "tests/cases").rglob("*.md")):
        texts += re.findall(
            r"^```bulletin.*\n(?s:(.*?))^```", file.read_text(encoding="utf-8"), re.MULTILINE
        )
    return [
        text.encode("gb18030" if number % 4 == 3 else "utf-8") for number, text in enumerate(texts)
    ]


def main() -> None:
    """Fuzz, or try the files that are named."""
    arguments = sys.argv[1:]
    if all(each.startswith("-") for each in arguments):
        corpus, words = FOLDER / "corpus", FOLDER / "words"
        corpus.mkdir(parents=True, exist_ok=True)
        for number, seed in enumerate(seeds()):
            (corpus / f"seed-{number}").write_bytes(seed)
        words.write_text(
            "".join(
                '"' + "".join(f"\\x{byte:02x}" for byte in token.encode()) + '"\n'
                for token in TOKENS
            ),
            encoding="ascii",
        )
        arguments = [
            f"-dict={words}",
            f"-max_len={LONGEST}",
            f"-artifact_prefix={FOLDER}/",
            "-timeout=30",
            *arguments,
            str(corpus),
        ]
    atheris.Setup([sys.argv[0], *arguments], one)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
