"""A check with a part that hangs, one that has a defect and one that is well."""

from __future__ import annotations

import threading

from bulletinc.doctor import Circumstances, Examined, Observation

RANK = 1


def title() -> str:
    return "三部"


def parts() -> tuple[str, ...]:
    return ("睡", "错", "好")


def examine(circumstances: Circumstances, part: str) -> Examined:
    if part == "睡":
        threading.Event().wait()
    if part == "错":
        raise ValueError("坏了")
    return Examined((Observation(part, circumstances.folder.name),))
