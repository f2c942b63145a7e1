"""Holds a policy against the Housing Ombudsman's Code, provision by provision."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from portal.domain.code_checks import CHECKS
from portal.domain.policy import Policy
from portal.domain.provisions import Code, Finding, Provision, Severity
from portal.domain.terms import PROMISES

__all__ = ["Code", "Finding", "Judgement", "Provision", "Severity", "judge", "own_findings"]


@dataclass(frozen=True)
class Judgement:
    """A policy against one Code. Every provision of the Code is in exactly one of the three."""

    code: Code
    findings: tuple[Finding, ...]
    needs_a_person: tuple[Provision, ...]
    met: tuple[Provision, ...]


def judge(policy: Policy, code: Code) -> Judgement:
    """What the policy meets and breaks of this Code, whenever the two were in force, and what a person must judge."""
    found = {each.number: tuple(_found(policy, code, each)) for each in code.provisions if not each.judge}
    return Judgement(
        code=code,
        findings=tuple(finding for findings in found.values() for finding in findings),
        needs_a_person=tuple(each for each in code.provisions if each.judge),
        met=tuple(each for each in code.provisions if each.number in found and not found[each.number]),
    )


def own_findings(policy: Policy, today: date) -> tuple[Finding, ...]:
    """What is wrong with the policy by its own words: a review that is overdue, or was while it was in force."""
    last_day = min(today, policy.in_force_to or today)
    if policy.review_due is None or last_day <= policy.review_due:
        return ()
    overdue = f"Its own review date, {policy.review_due.day} {policy.review_due:%B %Y}, has passed"
    message = f"{overdue}." if policy.in_force_on(today) else f"{overdue} while it was in force."
    fix = "Review the policy, then write the new version as a pack of its own."
    return (Finding(Severity.WARNING, message, fix, "review_due"),)


def _found(policy: Policy, code: Code, provision: Provision) -> Iterator[Finding]:
    for name in provision.checks:
        for finding in CHECKS[name](policy, code):
            yield replace(finding, clause=provision.number)
    missing = [promise for promise in provision.says if promise not in policy.says]
    if missing:
        yield _silent(provision, missing)


def _silent(provision: Provision, missing: list[str]) -> Finding:
    unsaid = " ".join(f"“{PROMISES[promise]}”" for promise in missing)
    fix = f"If it is done, say so in the policy, and add where under `says`: {', '.join(missing)}."
    return Finding(Severity.WARNING, f"The policy does not say: {unsaid}", fix, "says", provision.number)
