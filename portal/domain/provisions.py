"""The Ombudsman's Code as values, and what is found when a policy is held against it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from portal.domain.policy import Policy, Stage


class Severity(StrEnum):
    """How bad a finding is."""

    BREACH = "breach"
    """The policy says something that the Code forbids, or leaves out a time or step that the Code demands."""
    WARNING = "warning"
    """The policy is silent where the Code wants something, or what it says may work against a resident."""
    NOTE = "note"
    """Nothing has to change: worth knowing."""


@dataclass(frozen=True)
class Finding:
    """Something wrong. `fix` says what to write instead; `at` is where in the pack, as Policy.lines names places.

    `clause` is the provision's number, empty for what no Code says (a review that is overdue).
    """

    severity: Severity
    message: str
    fix: str
    at: str = ""
    clause: str = ""

    def line_in(self, policy: Policy) -> int:
        """The line of the pack's file: a key that is missing is missing from what holds it, or from the whole."""
        at = self.at
        while at and at not in policy.lines:
            at = at.rpartition(".")[0]
        return policy.lines[at or "title"]


@dataclass(frozen=True)
class Provision:
    """One provision, in our own words. `says` are promises a policy must make (keys of PROMISES), `checks` are names
    in CHECKS; where no policy can show it, `judge` is the question for a person.

    `sure`: A official text read, B good second source, C one weak source, R from memory, not read.
    """

    number: str
    words: str
    sure: str
    says: tuple[str, ...] = ()
    checks: tuple[str, ...] = ()
    judge: str = ""


@dataclass(frozen=True)
class Code:
    """One edition of the Code. `stages` hold its clocks, extensions and what its letters must hold."""

    name: str
    title: str
    in_force_from: date
    in_force_to: date | None
    region: str
    stages: tuple[Stage, ...]
    provisions: tuple[Provision, ...]

    def stage(self, number: int) -> Stage:
        """The Code's first or second stage."""
        return next(stage for stage in self.stages if stage.number == number)

    def meets(self, policy: Policy) -> bool:
        """Were this Code and this policy in force on one day, where the Code binds?"""
        ends_before = self.in_force_to is not None and self.in_force_to < policy.in_force_from
        begins_after = policy.in_force_to is not None and policy.in_force_to < self.in_force_from
        return self.region == policy.region and not ends_before and not begins_after


Check = Callable[[Policy, Code], Iterable[Finding]]
"""Holds a policy against one thing a Code wants: no finding means that the policy meets it."""
