"""`putright deadlines`: the dates of a case that need not exist, with their working."""

import argparse
import sys
from dataclasses import replace
from datetime import date
from itertools import pairwise
from typing import Any

from portal.cli.options import Commands, command, day, print_json, with_json
from portal.domain.case import StageDates
from portal.domain.deadlines import Deadline, deadlines
from portal.domain.policy import Policy
from portal.domain.terms import Kind
from portal.files.packs import Packs
from portal.holiday_list import calendar_of
from portal.languages import ENGLISH
from portal.wording import Wording

WORDING = Wording(ENGLISH.code)


def add_to(commands: Commands) -> None:
    """Add the command."""
    parser = with_json(command(commands, "deadlines", "Work out the dates of a case.", work_out))
    parser.add_argument("landlord", metavar="LANDLORD")
    parser.add_argument("--received", type=day, required=True, metavar="DATE", help="the day it reached the landlord")
    parser.add_argument("--acknowledged", type=day, metavar="DATE")
    parser.add_argument("--answered", type=day, metavar="DATE", help="the day the first answer reached the resident")
    parser.add_argument(
        "--escalated", type=day, action="append", default=[], metavar="DATE", help="once a further stage"
    )
    parser.add_argument("--escalation-acknowledged", type=day, metavar="DATE")
    parser.add_argument("--final-answered", type=day, metavar="DATE")
    parser.add_argument("--kind", default="complaint", metavar="KIND", help="a kind of case of the policy: complaint")


def work_out(asked: argparse.Namespace) -> int:
    """Print every date of the case."""
    policy = Packs.load().in_force(asked.landlord, asked.received)
    if problem := _problem(asked, policy):
        print(f"putright deadlines: {problem}", file=sys.stderr)
        return 2
    try:
        found = _found(asked, policy) if _kind(asked.kind, policy) is Kind.COMPLAINT else ()
    except ValueError as beyond:
        print(f"putright deadlines: {beyond}", file=sys.stderr)
        return 2
    if asked.json:
        print_json(
            {
                "landlord": policy.landlord,
                "policy": policy.version,
                "received": asked.received.isoformat(),
                "deadlines": [_document(each) for each in found],
            }
        )
        return 0
    print(f"{policy.name}, {policy.title}")
    for each in found:
        told = WORDING.explain(each, asked.received)
        print(f"\nStage {each.stage}: {told.what}\n  by {told.day}" + (" at the latest" if told.projected else ""))
        print(f"  {' '.join(told.why)}")
        for skipped in each.skipped:
            print(f"  not counted: {WORDING.day(skipped.day)} ({skipped.why})")
        print(f"  {each.source}")
    if not found:
        print(f"\nA {asked.kind.replace('_', ' ')} has no dates of its own.")
    return 0


def _kind(asked: str, policy: Policy) -> Kind | None:
    """What a kind of case is handled as: one that the policy names, or one that every policy has."""
    named = policy.kind(asked)
    return named.kind if named else next((kind for kind in Kind if kind == asked), None)


def _problem(asked: argparse.Namespace, policy: Policy) -> str:
    """Dates that cannot follow each other."""
    if len(asked.escalated) >= len(policy.own_stages):
        return f"this policy has {len(policy.own_stages)} stages of its own: give --escalated less often."
    if _kind(asked.kind, policy) is None:
        names = [*(kind.id for kind in policy.kinds), *Kind]
        return f"there is no kind of case {asked.kind!r}: use one of {', '.join(dict.fromkeys(names))}."
    if (asked.escalation_acknowledged or asked.final_answered) and not asked.escalated:
        return "--escalation-acknowledged and --final-answered need --escalated."
    told = (
        ("--received", asked.received),
        ("--acknowledged", asked.acknowledged),
        ("--answered", asked.answered),
        *(("--escalated", each) for each in asked.escalated),
        ("--escalation-acknowledged", asked.escalation_acknowledged),
        ("--final-answered", asked.final_answered),
    )
    before: tuple[str, date] | None = None
    for name, given in told:
        if given is None:
            continue
        if before and given < before[1]:
            return f"{name} {given} is before {before[0]} {before[1]}."
        before = name, given
    return ""


def _found(asked: argparse.Namespace, policy: Policy) -> tuple[Deadline, ...]:
    numbers = [stage.number for stage in policy.own_stages]
    first = StageDates(asked.received, asked.acknowledged, asked.answered, answer_reached=asked.answered)
    dates = [first, *(StageDates(started) for started in asked.escalated)]
    if asked.escalated:
        final = asked.final_answered
        dates[1] = replace(dates[1], acknowledged=asked.escalation_acknowledged)
        dates[-1] = replace(dates[-1], answered=final, answer_reached=final)
    left = [replace(each, went_on=later.started) for each, later in pairwise(dates)]
    return deadlines(dict(zip(numbers, [*left, dates[-1]], strict=False)), policy, calendar_of(policy.region))


def _document(deadline: Deadline) -> dict[str, Any]:
    return {
        "stage": deadline.stage,
        "kind": deadline.kind,
        "due": deadline.due.isoformat(),
        "from": deadline.start.isoformat(),
        "from_event": deadline.start_event.value,
        "length": deadline.length,
        "unit": deadline.unit.value,
        "rule": " ".join(WORDING.explain(deadline, deadline.start).why),
        "source": deadline.source,
        "skipped": [{"date": each.day.isoformat(), "why": each.why} for each in deadline.skipped],
        "projected": deadline.projected,
        "latest": deadline.latest.isoformat() if deadline.latest else None,
    }
