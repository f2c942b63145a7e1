"""Agreeing to do something differently: what, in which language, with whom, until when; and what that does at once."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from uuid import NAMESPACE_URL, uuid5

from portal.domain.adjustments import Adjustment, Need, meant, offered_needs
from portal.domain.commands import GiveMoreTime
from portal.domain.deadlines import Deadline
from portal.domain.errors import Incomplete
from portal.domain.kept import Words
from portal.domain.person_commands import AgreeAdjustment, PersonCommand
from portal.domain.words import N_
from portal.services.adjustments import own_limits
from portal.services.casework import CaseFile, carry_out, is_sent, try_out
from portal.services.drafts import language_choices
from portal.services.new_words import new_words
from portal.services.primary_contact import give_all_cases
from portal.web.case import shown
from portal.web.here import gettext as _
from portal.web.questions import needs_in_groups
from portal.web.staff.days import NO_DATE
from portal.web.staff.desk import Desk
from portal.web.staff.primary_contact import chosen_contact, contact_fields, is_sure, wrong_contact
from portal.web.typed import Field, day, field, form_id, line, text

A_YEAR = timedelta(days=365)
NEED, LANGUAGE, REVIEW_ON, MORE_TIME = "need", "language", "review_on", "more_time"
TELL, TELL_DIFFERENTLY = N_("What do you want to tell them?"), N_("What do we do, and why not as they asked?")


def told_field(label: str, *, optional: bool = False) -> Field:
    """What we tell the resident."""
    return field("longtext", "words", label, hint=_("The resident reads this."), optional=optional, rows="4")


def review_field(desk: Desk) -> Field:
    """When we ask again: in a year, unless they say another day or none."""
    usual = desk.office.today + A_YEAR
    return field("date", REVIEW_ON, _("On which day do we ask if it still helps?"), value=usual.isoformat())


def agree_fields(desk: Desk, adjustment: Adjustment, *, differently: bool = False) -> list[Field]:
    """What is done, how, and what some of it wants to know. What does not belong to what is chosen is not looked at."""
    offered = offered_needs(desk.file.policy.adjustments)
    known = [{"value": each.id, "text": _(each.words)} for each in offered]
    spoken = [{"value": code, "text": name} for code, name in language_choices(desk.office)]
    nothing = {"value": "", "text": _("Choose one")}
    return [
        field(
            "select", NEED, _("What do we do?"), value=adjustment.need, options=[nothing],
            groups=needs_in_groups(known),
        ),
        field(
            "select", LANGUAGE, _("For another language: which one?"),
            value=adjustment.language, options=[{"value": "", "text": _("The language they use here")}, *spoken],
        ),
        *contact_fields(desk, nothing),
        *_limits(desk),
        told_field(_(TELL_DIFFERENTLY if differently else TELL), optional=not differently),
        review_field(desk),
    ]  # fmt: skip


def _limits(desk: Desk) -> list[Field]:
    """The time of the resident's own that runs now: more time moves it. Ours stays."""
    hint = _("Only for more time. Our own dates stay as they are.")
    told = [(file.case.reference, shown.wording().day(limit.due)) for file, limit in _own_limits(desk)]
    label = N_("They can ask for the next stage of %(reference)s until %(day)s. Until which day from now on?")
    return [field("date", _limit(r), _(label, reference=r, day=day), hint=hint) for r, day in told]


def _own_limits(desk: Desk) -> list[tuple[CaseFile, Deadline]]:
    return own_limits(desk.office, desk.file.record)


def _limit(reference: str) -> str:
    return f"{MORE_TIME}-{reference}"


def _is(need: Need) -> bool:
    return meant(line(NEED)) == need


def wrong_agreement(desk: Desk) -> dict[str, str]:
    """What is wrong with an agreement that the rules cannot see."""
    problems, offered = {}, {each.id for each in offered_needs(desk.file.policy.adjustments)}
    if line(NEED) not in offered:
        problems[NEED] = N_("Choose what we do")
    problems |= wrong_contact(desk)
    if line(REVIEW_ON) and day(REVIEW_ON) is None:
        problems[REVIEW_ON] = NO_DATE
    if _is(Need.EXTRA_TIME):
        limits = [_limit(file.case.reference) for file, _due in _own_limits(desk)]
        problems |= {name: NO_DATE for name in limits if day(name) is None}
    return problems


def review_day() -> date | None:
    """The day that was written, or none. Raises Incomplete where it is no date."""
    if line(REVIEW_ON) and day(REVIEW_ON) is None:
        raise Incomplete({REVIEW_ON: NO_DATE})
    return day(REVIEW_ON)


def _more_time(desk: Desk) -> list[tuple[str, GiveMoreTime]]:
    """The new end of every time of theirs that runs."""
    if not _is(Need.EXTRA_TIME):
        return []
    moved = [(file.case.reference, day(_limit(file.case.reference))) for file, _due in _own_limits(desk)]
    return [(reference, GiveMoreTime(until, _reason(reference))) for reference, until in moved if until]


def _reason(reference: str) -> Words:
    """Why they have more time in this case: the same form sent again gives the same id."""
    once = uuid5(NAMESPACE_URL, f"more time {reference} {form_id()}").hex
    return replace(new_words(text("words") or WHY_MORE_TIME), id=once)


def try_agreement(desk: Desk) -> None:
    """Raises Incomplete, at the field of that case, where a new end is none."""
    for reference, command in _more_time(desk):
        if is_sent(command, desk.office.store.case(reference)):
            continue
        try:
            try_out(desk.office, reference, command, by=desk.by)
        except Incomplete as wrong:
            raise Incomplete({_limit(reference): next(iter(wrong.problems.values()))}) from None


def carry_out_agreement(desk: Desk) -> None:
    """What an agreement does besides: their own time is longer, and one person deals with all their cases."""
    if chosen_contact():
        give_all_cases(desk.office, desk.office.store.person(desk.file.record.id), by=desk.by)
    for reference, command in _more_time(desk):
        carry_out(desk.office, reference, command, by=desk.by)


def agreement(*, differently: bool) -> Callable[[Desk, Adjustment], PersonCommand]:
    """What makes the command of what was filled in."""

    def command(desk: Desk, adjustment: Adjustment) -> PersonCommand:
        return AgreeAdjustment(
            adjustment=adjustment.id,
            need=line(NEED),
            words=desk.words("words"),
            differently=differently,
            review_on=day(REVIEW_ON),
            language=line(LANGUAGE) if _is(Need.TRANSLATION) else "",
            contact=chosen_contact(),
            not_involved=is_sure() if chosen_contact() else False,
        )

    return command


WHY_MORE_TIME = "We agreed that you need more time to answer."
"""In the language of staff, like everything they write."""
