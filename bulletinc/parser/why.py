"""What a line could have been and what decided, in words."""

from __future__ import annotations

from collections.abc import Iterator

from bulletinc.i18n import _
from bulletinc.parser.doubts import Weighed, weighed
from bulletinc.parser.weights import evidence_name, role_name, weights
from bulletinc.text.source import Source

_MOST = 8  # roles that are told


def explained(source: Source, line: int) -> Iterator[str]:
    """A line for each role that the line of this number could have had, the one it has first."""
    found = list(weighed(source, line))
    if not found:
        yield _("Line {line} is blank, a rule, or residue: it has no other reading.").format(
            line=line
        )
        return
    yield _("Line {line} is read as: {role}").format(
        line=line, role=role_name(found[0].candidate.role)
    )
    for each in found[:_MOST]:
        yield _row(each)


def _row(each: Weighed) -> str:
    """＋1.5  正文：短行，没有句号 1.5；前一行 0.3."""
    role = each.candidate.role
    costs = weights().evidence[role]
    reasons = [f"{evidence_name(name)} {costs[name]:+.1f}" for name in each.candidate.evidence]
    left = each.candidate.cost - sum(costs[name] for name in each.candidate.evidence)
    if abs(left) > 0.05:
        reasons.append(_("votes of its run {cost}").format(cost=f"{left:+.1f}"))
    if each.before:
        reasons.append(_("after the line above {cost}").format(cost=f"{each.before:+.1f}"))
    if each.after:
        reasons.append(_("before the line below {cost}").format(cost=f"{each.after:+.1f}"))
    return f"{each.more:+6.1f}  {role_name(role)}　{_('; ').join(reasons)}"
