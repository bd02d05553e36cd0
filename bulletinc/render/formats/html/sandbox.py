"""Jinja2 for templates that come from somewhere else: no way to files and programs, and an end."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from jinja2 import Template, nodes
from jinja2.ext import Extension
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment

_LARGEST_NUMBER = 10**9  # that a template may multiply or raise to a power
_LARGEST_POWER = 100
_LONGEST_PRODUCT = 1_000_000  # characters or members of a repeated text or list

_deadline: ContextVar[float | None] = ContextVar("_deadline", default=None)


class TooLongError(RuntimeError):
    """The templates have used up their time."""


@contextmanager
def time_limit(seconds: float) -> Iterator[None]:
    """Let templates run for so many seconds of this thread's processor time; then they fail."""
    before = _deadline.set(time.thread_time() + seconds)
    try:
        yield
    finally:
        _deadline.reset(before)


def _check_time(*_anything: object) -> None:
    deadline = _deadline.get()
    if deadline is not None and time.thread_time() > deadline:
        raise TooLongError


class Clock(Extension):
    """What each turn of a loop looks at: its body gets a call of :meth:`check` at its head."""

    def check(self) -> str:
        """Fail where the time is over; nothing is printed."""
        _check_time()
        return ""


class Sandbox(ImmutableSandboxedEnvironment):
    """An environment in which loops, calls and includes end when :func:`time_limit` says so.

    Between two of these a template does little: long products and powers are refused.
    """

    intercepted_binops = frozenset(("*", "**"))

    def __init__(self, **options: Any) -> None:
        super().__init__(extensions=[Clock], **options)
        self.globals.pop("lipsum")

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        tree = super()._parse(source, name, filename)
        check = nodes.ExtensionAttribute(Clock.identifier, "check")
        for loop in tree.find_all(nodes.For):
            call = nodes.Call(check, [], [], None, None, lineno=loop.lineno)
            loop.body.insert(0, nodes.ExprStmt(call, lineno=loop.lineno))
        return tree

    def call(self, context: Context, called: Any, /, *args: Any, **kwargs: Any) -> Any:
        """Call a function for a template."""
        _check_time()
        return super().call(context, called, *args, **kwargs)

    def get_template(self, *args: Any, **kwargs: Any) -> Template:
        """Load a template, also one that another includes."""
        _check_time()
        return super().get_template(*args, **kwargs)

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """Multiply for a template. Raises OverflowError for what would be too long."""
        if operator == "**" and abs(right) > _LARGEST_POWER:
            raise OverflowError
        for number, other in ((left, right), (right, left)):
            if isinstance(number, int | float) and abs(number) > _LARGEST_NUMBER:
                raise OverflowError
            if isinstance(other, str | list | tuple) and len(other) * number > _LONGEST_PRODUCT:
                raise OverflowError
        return super().call_binop(context, operator, left, right)
