"""What the policy may leave out, as a resident is told: what it means, when we take it, where else to go."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from portal.domain.draft import Answer
from portal.domain.policy import Policy
from portal.domain.terms import UNLESS, Exclusion, Ground
from portal.domain.triage import ASKED, AT_COURT, might_apply
from portal.domain.words import N_
from portal.wording import Wording

DECIDED_BY: Mapping[str, tuple[Ground, ...]] = {
    "still_going": (Ground.OVER_TIME,),
    "in_court": AT_COURT,
    "also_true": ASKED,
}
"""The question whose answer is the last that a ground waits for: what it means is said then, and not before."""
SENT = N_(
    "Our policy says we may not be able to look into this. A person looks at that now, not a computer. If we cannot "
    "take it, we write to you and say why. You can then ask the Housing Ombudsman to look at our decision."
)
ANOTHER_WAY = N_("Another way: %(instead)s")
WHO = N_("Who answers there: %(who)s")


@dataclass(frozen=True)
class Hint:
    """An exclusion that might apply, in words: what it is, and what to know of it."""

    words: str
    lines: tuple[str, ...]


def hints(answers: Mapping[str, Answer], policy: Policy, day: date, wording: Wording) -> tuple[Hint, ...]:
    """The exclusions that these answers point to on this day. Nothing is left out of work that is only passed on."""
    return _in_words(_pointed(answers, policy, day), wording)


def hints_after(
    questions: Iterable[str], answers: Mapping[str, Answer], policy: Policy, day: date, wording: Wording
) -> tuple[Hint, ...]:
    """Those that the answers to these questions, given just now, have settled."""
    grounds = {ground for question in questions for ground in DECIDED_BY.get(question, ())}
    return _in_words((each for each in _pointed(answers, policy, day) if each.ground in grounds), wording)


def about(exclusion: Exclusion, wording: Wording) -> Hint:
    """What the exclusion means, its exceptions, what else can be done, and who answers there."""
    return Hint(wording.say(exclusion.words), tuple(_lines(exclusion, wording)))


def _pointed(answers: Mapping[str, Answer], policy: Policy, day: date) -> tuple[Exclusion, ...]:
    return () if answers.get("pass_on") == "only_pass_on" else might_apply(answers, policy, day)


def _in_words(exclusions: Iterable[Exclusion], wording: Wording) -> tuple[Hint, ...]:
    return tuple(about(each, wording) for each in exclusions)


def _lines(exclusion: Exclusion, wording: Wording) -> Iterator[str]:
    say = wording.say
    if exclusion.means:
        yield say(exclusion.means)
    yield from (say(UNLESS[each]) for each in exclusion.unless)
    if exclusion.instead:
        yield say(ANOTHER_WAY, instead=say(exclusion.instead))
    if exclusion.who:
        yield say(WHO, who=say(exclusion.who))
