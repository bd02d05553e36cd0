"""I011: one code with two names, or one name with two codes, in the issues of a folder."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bulletinc.diagnostics import Finding
from bulletinc.i18n import _
from bulletinc.rules import series_rule, tags
from bulletinc.rules.context import CheckContext
from bulletinc.rules.tags import Use


@series_rule("I011")
def inconsistent_tag_in_series(contexts: Sequence[CheckContext]) -> Iterator[tuple[int, Finding]]:
    """同一文件夹的各期之间，一个指标编号有两个名称，或者一个名称有两个编号。

    必有一期写错，照测评体系核对后改正。指出的是用得少的写法；一样多，都指出来。从某一期起编号大半改
    变，是测评体系换了新版，新旧两版不互相比较。一期之内的不一致另有一条；本单位给出了指标表的，直接
    按表查对。

    错：
        清溪区工作快报

        第11期

        清溪区创建办　2026年3月2日

        【简讯】

        【文明实践】　白河镇：近日，志愿者清理河道。（Ⅲ-17 志愿服务活动）（白河镇）

        ——————

        清溪区工作快报

        第12期

        清溪区创建办　2026年3月5日

        【简讯】

        【文明实践】　白河镇：近日，志愿者清理河道。（Ⅲ-17 志愿服务活动）（白河镇）

        ——————

        清溪区工作快报

        第13期

        清溪区创建办　2026年3月8日

        【简讯】

        【文明实践】　白河镇：近日，志愿者清理河道。（Ⅲ-17 志愿者服务）（白河镇）

    对：
        清溪区工作快报

        第11期

        清溪区创建办　2026年3月2日

        【简讯】

        【文明实践】　白河镇：近日，志愿者清理河道。（Ⅲ-17 志愿服务活动）（白河镇）

        ——————

        清溪区工作快报

        第12期

        清溪区创建办　2026年3月5日

        【简讯】

        【文明实践】　白河镇：近日，志愿者清理河道。（Ⅲ-17 志愿服务活动）（白河镇）

        ——————

        清溪区工作快报

        第13期

        清溪区创建办　2026年3月8日

        【简讯】

        【文明实践】　白河镇：近日，志愿者清理河道。（Ⅲ-17 志愿服务活动）（白河镇）

    English: Across the issues of a folder a code has two names, or a name two codes of the same
    level. The rarer is pointed at. Where most codes change at once, a new edition of the assessment
    table has begun: issues before and after are not compared.
    """
    for edition in _editions(contexts):
        issue_of = {id(use): number for number, found in edition for use in found}
        for use, other in tags.contradictions([use for _number, found in edition for use in found]):
            number, elsewhere = issue_of[id(use)], issue_of[id(other)]
            context, context_elsewhere = contexts[number], contexts[elsewhere]
            same_code = use.code == other.code
            message = (
                _("{code} is called “{name}” here, and “{other}” in {file}, {place}.")
                if same_code
                else _("“{name}” has the code {code} here, and {other} in {file}, {place}.")
            )
            yield (
                number,
                Finding(
                    use.name_span if same_code else use.code_span,
                    message.format(
                        code=use.code,
                        name=context.written(use.name_span),
                        other=context_elsewhere.written(other.name_span)
                        if same_code
                        else other.code,
                        file=context_elsewhere.source.name,
                        place=context_elsewhere.source.describe_line(other.span.start),
                    ),
                    _("Look it up in the assessment table, and write one name for one code."),
                ),
            )


def _editions(contexts: Sequence[CheckContext]) -> Iterator[list[tuple[int, list[Use]]]]:
    """The issues that use one edition of the table: their numbers, and one use of each code and
    name.

    A new edition begins with an issue in which two or more codes, and most of those known, have
    other names than before.
    """
    edition: list[tuple[int, list[Use]]] = []
    names: dict[str, set[str]] = {}
    for number, context in enumerate(contexts):
        found = [] if context.project.indicators else _find_settled(context)
        shared = [use.name in names[use.code] for use in found if use.code in names]
        others = shared.count(False)
        if others > 1 and others * 2 > len(shared):
            yield edition
            edition, names = [], {}
        edition.append((number, found))
        for use in found:
            names.setdefault(use.code, set()).add(use.name)
    yield edition


def _find_settled(context: CheckContext) -> list[Use]:
    """One use of each code that has but one name in the draft, and of each name that has but one
    code.
    """
    found = [use for use in tags.uses(context) if use.name]
    doubtful = {each.span: None for pair in tags.contradictions(found) for each in pair}
    first: dict[str, Use] = {}
    for use in found:
        if use.span not in doubtful:
            first.setdefault(use.code, use)
    return list(first.values())
