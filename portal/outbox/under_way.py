"""While we look into it: more time, how it stands, what was done, dates that wait or move, and messages."""

from collections.abc import Iterator
from typing import cast

from portal.blocks import Block, Heading, Paragraph
from portal.domain.events import ActionTaken, DateMoved, Extended, MessageSent, Paused, Updated
from portal.domain.words import N_
from portal.outbox.about import About
from portal.outbox.pieces import ADVICE, LATE, NOT_AGREED, in_english, ombudsman, quoted, when
from portal.wording import WHAT

ACTIONS = {
    "action": N_("We did what puts it right."),
    "confirmation": N_("We are putting it right. This message confirms it."),
}
MOVED = N_("One of your dates is another one now. It was %(old)s. It is %(new)s now.")
WHY_MOVED = {
    "holiday": N_("Why: there is a new bank holiday, %(name)s. We do not count that day."),
    "policy": N_("Why: the date that we told you was not right. We have put it right. We are sorry."),
}


def extension(about: About) -> Iterator[Block]:
    """We need longer: why, until when, and whom to turn to (Code 6.4, 6.5, 6.15, 6.16)."""
    event, say = cast(Extended, about.event), about.wording.say
    yield Paragraph(
        say(
            N_(
                "We said we would answer you by %(before)s. We need longer. We are sorry. The new date is %(new_date)s."
            ),
            before=event.original,
            new_date=event.new_date,
        )
    )
    yield from in_english(about)
    yield from quoted(about, N_("Why we need longer"), event.reason)
    yield from quoted(about, N_("How we keep you up to date"), event.intervals)
    yield from when(about, about.dates("respond", "update"))
    yield from ombudsman(about, NOT_AGREED, LATE)


def update(about: About) -> Iterator[Block]:
    """How it stands."""
    event, say = cast(Updated, about.event), about.wording.say
    yield Paragraph(say(N_("This is how your complaint stands.")))
    yield from in_english(about)
    yield from quoted(about, N_("How it stands"), event.words)
    yield from when(about, about.dates())
    yield from ombudsman(about, ADVICE)


def action(about: About) -> Iterator[Block]:
    """What puts it right was done, or is confirmed in writing."""
    event, say = cast(ActionTaken, about.event), about.wording.say
    yield Paragraph(say(ACTIONS[event.how]))
    yield from in_english(about)
    yield from quoted(about, N_("What puts it right"), event.words)
    yield Paragraph(say(N_("If that is not right, tell us. You can do it on your case page.")))
    yield from when(about, about.dates())
    yield from ombudsman(about, ADVICE)


def paused(about: About) -> Iterator[Block]:
    """Our own clocks wait; the Code's do not."""
    event, say = cast(Paused, about.event), about.wording.say
    named = {each.id: each.words for each in about.policy.pauses}
    yield Paragraph(say(N_("We have paused our own dates.")))
    yield Paragraph(say(N_("The dates that the Housing Ombudsman gives us go on.")))
    if why := named.get(event.pause):
        yield Heading(say(N_("Why we wait")))
        yield Paragraph(say(why))
    yield from in_english(about)
    yield from quoted(about, N_("What we say about it"), event.reason)
    yield from when(about, about.dates())
    yield from ombudsman(about, ADVICE, LATE)


def resumed(about: About) -> Iterator[Block]:
    """Our own clocks run again."""
    yield Paragraph(about.wording.say(N_("Our own dates run again. These are your dates now.")))
    yield from when(about, about.dates())
    yield from ombudsman(about, ADVICE, LATE)


def date_moved(about: About) -> Iterator[Block]:
    """A date that was told is another one now: which, from when to when, and why."""
    event, say = cast(DateMoved, about.event), about.wording.say
    yield Paragraph(say(MOVED, old=event.old, new=event.new))
    yield Paragraph(say(WHY_MOVED[event.why], name=say(event.name)))
    dates = about.dates(event.kind)
    if not dates:
        yield Heading(say(WHAT[event.kind]))
    yield from when(about, dates)
    yield from ombudsman(about, ADVICE)


def message(about: About) -> Iterator[Block]:
    """A message from whoever deals with the case."""
    event, say = cast(MessageSent, about.event), about.wording.say
    yield Paragraph(say(N_("We have sent you a message about your case.")))
    yield from in_english(about)
    yield from quoted(about, N_("Our message"), event.words)
    if event.files:
        yield Paragraph(say(N_("We have added something for you to see. You find it on your case page.")))
    yield Paragraph(say(N_("You can answer on your case page.")))
