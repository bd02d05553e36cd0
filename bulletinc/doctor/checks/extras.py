"""The libraries: those that are always needed, and the extras, whole, in part or not at all."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from importlib.util import find_spec

from bulletinc.doctor import Circumstances, Examined, Observation, Trouble
from bulletinc.i18n import _

RANK = 4

BASE = "bulletinc"
# The modules of each extra of pyproject.toml. The engines are looked at by themselves.
MODULES: Mapping[str, tuple[str, ...]] = {
    BASE: (
        *("ahocorasick_rs", "click", "jinja2", "lark", "PIL"),
        *("pypdf", "pdfminer", "rich", "rensa", "rjieba"),
    ),
    "word": ("lxml.etree", "markdown_it", "mdit_py_plugins", "docx"),
    "desk": ("starlette", "uvicorn"),
    "archive": ("xlsxwriter",),
    "watch": ("watchfiles",),
    "dask": ("distributed",),
}


def title() -> str:
    """What users call it."""
    return _("Libraries")


def parts() -> tuple[str, ...]:
    """Each extra by itself."""
    return tuple(MODULES)


def examine(_circumstances: Circumstances, part: str) -> Examined:
    """Load all modules of one extra. That one may be left out, but not come in part."""
    missing, broken = [], []
    for name in MODULES[part]:
        if find_spec(name.partition(".")[0]) is None:
            missing.append(name)
            continue
        try:
            import_module(name)
        except Exception as error:  # whatever a library that does not fit the machine may raise
            broken.append(f"{name}: {error}")
    told = Observation(_purpose(part), _state(part, missing, broken))
    if not missing and not broken:
        return Examined((told,))
    lacking = _(", ").join((*missing, *broken))
    remedy = _('Install it: pip install "bulletinc[{extra}]"').format(extra=part)
    if part == BASE:
        remedy = _("Install bulletinc anew, the way it was installed the first time.")
    elif broken:
        remedy = _(
            'Install bulletinc anew, the way it was installed the first time, with "[{extra}]".'
        ).format(extra=part)
    elif find_spec("pip") is None:  # from a bundle, or by a program that needs no pip
        remedy = _(
            'Install bulletinc anew with "[{extra}]": by uv or pipx, as in its README; the bundle '
            "for desks without a network has all but dask."
        ).format(extra=part)
    is_absent = part != BASE and len(missing) == len(MODULES[part])
    what = _("{purpose}: not installed ({names}).") if is_absent else _("{purpose}: {names}.")
    if not is_absent and not broken:
        what = _("{purpose}: installed in part only; missing: {names}.")
    trouble = Trouble(
        what.format(purpose=_purpose(part), names=lacking), remedy, hinders=not is_absent
    )
    return Examined((told,), (trouble,))


def _state(part: str, missing: list[str], broken: list[str]) -> str:
    if broken:
        return _("does not load")
    if len(missing) == len(MODULES[part]):
        return _("not installed")
    return _("missing in part") if missing else _("works")


def _purpose(part: str) -> str:
    return {
        BASE: _("What is always needed"),
        "word": _("Word (extra word)"),
        "desk": _("The desk in the browser (extra desk)"),
        "archive": _("Spreadsheets of statistics (extra archive)"),
        "watch": _("Building at every save (extra watch)"),
        "dask": _("Clusters (extra dask)"),
    }[part]
