"""Dates and deadlines as they are told to people, in their language: on pages, in the chat and in letters."""

from dataclasses import dataclass
from datetime import date

from portal.domain.deadlines import ACKNOWLEDGE, ESCALATE_BY, RESPOND, Deadline
from portal.domain.policy import Start, Unit
from portal.domain.words import N_, NN_
from portal.languages import ENGLISH, LANGUAGES, date_in_full, words_in

WHAT = {
    ACKNOWLEDGE: N_("We write to say that we have it, and how we understand it"),
    RESPOND: N_("We send you our answer"),
    ESCALATE_BY: N_("Tell us if you want us to look again"),
}
STARTED = {
    Start.RECEIVED: N_("We count from the day it reached us: %(day)s."),
    Start.REQUESTED: N_("We count from the day you asked us to look again: %(day)s."),
    Start.ACKNOWLEDGED: N_("We count from the day we wrote that we have it: %(day)s."),
    Start.ANSWERED: N_("We count from the day our answer reached you: %(day)s."),
}
WILL_START = N_("We count from the day we write that we have it. That is %(day)s at the latest.")
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
}


@dataclass(frozen=True)
class ExplainedDate:
    """A deadline in words: what is due and when, why then, and which days did not count."""

    what: str
    day: str
    iso: str
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

    def explain(self, deadline: Deadline, today: date) -> ExplainedDate:
        """A deadline with its working."""
        return ExplainedDate(
            what=self.say(WHAT[deadline.kind]),
            day=self.day(deadline.due),
            iso=deadline.due.isoformat(),
            projected=deadline.projected and not deadline.extended_from,
            late=deadline.is_overdue(today) and deadline.kind != ESCALATE_BY,
            why=tuple(self._why(deadline)),
            skipped=tuple({"day": self.day(each.day), "why": self.say(each.why)} for each in deadline.skipped),
            source=self._source(deadline.source),
        )

    def _why(self, deadline: Deadline) -> list[str]:
        lines = [self.say(_started(deadline), day=deadline.start), self.count(*LENGTHS[deadline.unit], deadline.length)]
        if deadline.unit is Unit.WORKING:
            lines.append(self.say(DAY_AFTER))
        if deadline.extended_from:
            lines.append(self.say(EXTENDED, day=deadline.extended_from))
        elif deadline.latest and deadline.met_on is None:
            lines.append(self.say(LATEST, day=deadline.latest))
        if deadline.kind == ESCALATE_BY:
            lines.append(self.say(LONGER))
        if not deadline.certain:
            lines.append(self.say(UNCERTAIN))
        return lines

    def _source(self, source: str) -> str:
        body, _, part = source.partition(" ")
        return self.say(SOURCES[body], part=part)


def _started(deadline: Deadline) -> str:
    if deadline.projected:
        return WILL_START
    return WAS_LATE if deadline.acknowledged_late else STARTED[deadline.start_event]
