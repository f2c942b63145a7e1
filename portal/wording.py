"""Dates and deadlines as they are told to people, in their language: on pages, in the chat and in letters."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from portal.domain.deadlines import (
    ACKNOWLEDGE,
    CLOSE,
    ESCALATE_BY,
    NOT_OUR_DUTY,
    REFER_BY,
    REFUSAL,
    RESPOND,
    SPEAK,
    SURVEY,
    UPDATE,
    Deadline,
)
from portal.domain.events import DateMoved, Event
from portal.domain.policy import Start
from portal.domain.terms import Unit
from portal.domain.words import N_, NN_
from portal.languages import ENGLISH, LANGUAGES, date_in_full, words_in

WHAT = {
    ACKNOWLEDGE: N_("We write to say that we have it, and how we understand it"),
    RESPOND: N_("We send you our answer"),
    ESCALATE_BY: N_("Tell us if you want us to look again"),
    SPEAK: N_("We speak with you about it"),
    UPDATE: N_("We tell you how it stands"),
    REFUSAL: N_("We tell you if we cannot look at it again, and why"),
    REFER_BY: N_("Ask the Ombudsman, if you want to"),
    CLOSE: N_("If you have nothing more to tell us, we may close the case"),
    SURVEY: N_("We ask you how we did"),
}
UNTIL = N_("By %(day)s")
AT_THE_LATEST = N_("By %(day)s at the latest")
NOT_BEFORE = N_("After %(day)s")
NOTES = {
    ESCALATE_BY: N_("If you ask later, we send it all the same."),
    REFER_BY: N_("If you are later than that, ask them all the same. They decide if they take it."),
    CLOSE: N_("You do not have to do anything. You can still write to us after that."),
}
"""What takes the fear out of a date that is no duty of ours."""
STARTED = {
    Start.RECEIVED: N_("We count from the day it reached us: %(day)s."),
    Start.REQUESTED: N_("We count from the day you asked us to look again: %(day)s."),
    Start.ACKNOWLEDGED: N_("We count from the day we wrote that we have it: %(day)s."),
    Start.ANSWERED: N_("We count from the day our answer reached you: %(day)s."),
    Start.CONTACT: N_("We count from the last time we wrote to you or spoke with you: %(day)s."),
    Start.CLOSED: N_("We count from the day the case was closed: %(day)s."),
}
WILL_START = {
    Start.ACKNOWLEDGED: N_("We count from the day we write that we have it. That is %(day)s at the latest."),
    Start.CLOSED: N_("We count from the day the case is closed. That may be %(day)s."),
}
SAME_DAY = N_("The rule is the same day.")
AT_ONCE = N_("The rule is the same day, or the next working day.")
WAITS = N_("Our own dates wait now. This date moves with them.")
HAS_WAITED = N_("Our own dates have waited for some days. That time is added.")
MOVED = {
    "holiday": N_("We told you %(old)s before. Then a new bank holiday was named: %(name)s."),
    "policy": N_("We told you %(old)s before. That was not right, so we put it right."),
}
MORE_TIME = N_("The first date was %(day)s. We agreed to give you more time.")
WAS_LATE = N_("We had until %(day)s to write that we have it. We wrote later, so we count from that day.")
LENGTHS = {
    Unit.WORKING: NN_("The rule is %(num)s working day.", "The rule is %(num)s working days."),
    Unit.CALENDAR: NN_("The rule is %(num)s day.", "The rule is %(num)s days."),
    Unit.WEEKS: NN_("The rule is %(num)s week.", "The rule is %(num)s weeks."),
    Unit.MONTHS: NN_("The rule is %(num)s month.", "The rule is %(num)s months."),
    Unit.HOURS: NN_("The rule is %(num)s hour.", "The rule is %(num)s hours."),
}
DAY_AFTER = N_("The day after is day 1.")
EXTENDED = N_("The first date was %(day)s. We needed longer and told you why.")
LATEST = N_("If we need longer we must tell you why. The usual limit is then %(day)s.")
LONGER = N_("If that is a weekend or a holiday, you have until the next working day.")
UNCERTAIN = N_("The holidays for that year are not decided yet, so this date may move.")
SOURCES = {
    "policy": N_("our complaints policy, part %(part)s"),
    "Code": N_("the Housing Ombudsman's Code, part %(part)s"),
    "Ombudsman": N_("the rules of the Ombudsman"),
}


@dataclass(frozen=True)
class ExplainedDate:
    """A deadline in words: what is due and when, why then, and which days did not count.

    `when` is the day with what it means ("By …", "After …"); `note` what else is good to know of it, or empty.
    """

    what: str
    when: str
    day: str
    iso: str
    note: str
    projected: bool
    late: bool
    why: tuple[str, ...]
    skipped: tuple[dict[str, str], ...]
    source: str


@dataclass(frozen=True)
class Wording:
    """Says things in one language (a code of `languages.LANGUAGES`)."""

    code: str

    def say(self, words: str, **values: object) -> str:
        """Words in this language; `%(name)s` is filled. Dates among the values are written in full."""
        translated = words_in(self.code).gettext(words) if words else ""
        told = {name: self._told(value) for name, value in values.items()}
        return translated % told if told else translated

    def _told(self, value: object) -> object:
        """A value as it stands in a sentence: where that runs right to left, a phone number keeps its own order."""
        if isinstance(value, date):
            return self.day(value)
        isolate = isinstance(value, str) and LANGUAGES.get(self.code, ENGLISH).direction == "rtl"
        return f"\u2068{value}\u2069" if isolate else value

    def count(self, one: str, many: str, number: int) -> str:
        """Words that depend on a number; `%(num)s` is the number."""
        return words_in(self.code).ngettext(one, many, number) % {"num": number}

    def day(self, day: date) -> str:
        """A date in full."""
        return date_in_full(day, self.code)

    def explain(self, deadline: Deadline, today: date, events: Iterable[Event] = ()) -> ExplainedDate:
        """A deadline with its working. Among `events`, the case's own, are the times when it was moved."""
        projected = deadline.projected and not deadline.extended_from
        when = NOT_BEFORE if deadline.kind == CLOSE else AT_THE_LATEST if projected else UNTIL
        return ExplainedDate(
            what=self.say(WHAT[deadline.kind]),
            when=self.say(when, day=deadline.due),
            day=self.day(deadline.due),
            iso=deadline.due.isoformat(),
            note=self.say(WAITS if deadline.waits else NOTES.get(deadline.kind, "")),
            projected=projected,
            late=deadline.is_overdue(today) and deadline.kind not in NOT_OUR_DUTY,
            why=(*self._why(deadline), *self._moved(deadline, events)),
            skipped=tuple({"day": self.day(each.day), "why": self.say(each.why)} for each in deadline.skipped),
            source=self._source(deadline.source),
        )

    def _why(self, deadline: Deadline) -> list[str]:
        lines = [self.say(_started(deadline), day=deadline.start), self._length(deadline)]
        if deadline.unit is Unit.WORKING and deadline.length:
            lines.append(self.say(DAY_AFTER))
        if deadline.waits or deadline.paused:
            lines.append(self.say(WAITS if deadline.waits else HAS_WAITED))
        if deadline.extended_from:
            longer = MORE_TIME if deadline.kind == ESCALATE_BY else EXTENDED
            lines.append(self.say(longer, day=deadline.extended_from))
        elif deadline.latest and deadline.met_on is None:
            lines.append(self.say(LATEST, day=deadline.latest))
        if deadline.kind in (ESCALATE_BY, REFER_BY):
            lines.append(self.say(LONGER))
        if not deadline.certain:
            lines.append(self.say(UNCERTAIN))
        return lines

    def _moved(self, deadline: Deadline, events: Iterable[Event]) -> Iterator[str]:
        for each in events:
            if isinstance(each, DateMoved) and (each.stage, each.kind) == (deadline.stage, deadline.kind):
                yield self.say(MOVED[each.why], old=each.old, name=self.say(each.name))

    def _length(self, deadline: Deadline) -> str:
        if deadline.length:
            return self.count(*LENGTHS[deadline.unit], deadline.length)
        return self.say(AT_ONCE if deadline.unit is Unit.WORKING else SAME_DAY)

    def _source(self, source: str) -> str:
        body, _, part = source.partition(" ")
        return self.say(SOURCES[body], part=part)


def _started(deadline: Deadline) -> str:
    if deadline.projected:
        return WILL_START[deadline.start_event]
    return WAS_LATE if deadline.acknowledged_late else STARTED[deadline.start_event]
