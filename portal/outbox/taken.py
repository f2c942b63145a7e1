"""Whether we take it: the receipt, how we understand it, a refusal, and that a refusal was taken back."""

from collections.abc import Iterator
from typing import cast

from portal import triage_words
from portal.blocks import Block, Heading, Items, Paragraph
from portal.domain.events import Accepted, Acknowledged, Refused
from portal.domain.terms import Kind
from portal.domain.words import N_
from portal.outbox.about import About
from portal.outbox.pieces import ADVICE, in_english, ombudsman, quoted, when
from portal.wording import SOURCES

RECEIVED = {
    Kind.COMPLAINT: N_("We have your complaint. Your reference is %(reference)s."),
    Kind.SERVICE_REQUEST: N_(
        "We have your request for work. We pass it on to the people who do the work. Its reference is %(reference)s."
    ),
    Kind.COMPLIMENT: N_("We have your thanks and will pass them on. Your reference is %(reference)s."),
    Kind.SUGGESTION: N_("We have your idea and will pass it on. Your reference is %(reference)s."),
    Kind.CONTACT: N_("You asked us to contact you. A person has been told. Your reference is %(reference)s."),
    Kind.ADJUSTMENT: N_("You told us what you need done differently. We answer you. Your reference is %(reference)s."),
}
REFUSED = N_("We looked at whether we can take your complaint. We cannot. This is why, and what you can do.")
REFUSED_AGAIN = N_("You asked us to look again. We thought about it, and we cannot. This is why, and what you can do.")
NOT_AGREED = N_("If you do not agree, you can ask them to look at our decision. You do not have to ask us first.")
MAY_TELL_US = N_("If they do not agree with us, they can tell us to take your complaint.")


def receipt(about: About) -> Iterator[Block]:
    """It reached us, and the dates."""
    yield Paragraph(about.wording.say(RECEIVED[about.case.kind], reference=about.case.reference))
    yield from when(about, about.dates())
    if about.is_complaint:
        yield from ombudsman(about, ADVICE)


def acknowledgement(about: About) -> Iterator[Block]:
    """How we understand the complaint: the complaint definition (Code 5.6, 5.7)."""
    event, say = cast(Acknowledged, about.event), about.wording.say
    yield Paragraph(say(N_("We are looking into your complaint. This is how we understand it.")))
    yield from in_english(about)
    yield from quoted(about, N_("How we understand your complaint"), event.understanding)
    yield from quoted(about, N_("What you want to happen"), event.outcome)
    yield from quoted(about, N_("What is not ours to deal with"), event.not_responsible)
    yield Paragraph(say(N_("If we have got something wrong, tell us.")))
    yield from when(about, about.dates())
    yield from ombudsman(about, ADVICE)


def refusal(about: About) -> Iterator[Block]:
    """Not taken, or not further: the ground, the reasons, the right to go to the Ombudsman with it (Code 2.4, 5.11)."""
    event, say = cast(Refused, about.event), about.wording.say
    yield Paragraph(say(REFUSED if event.stage == about.case.made.stage else REFUSED_AGAIN))
    if exclusion := about.policy.exclusion(event.exclusion):
        hint = triage_words.about(exclusion, about.wording)
        source = say(SOURCES["policy"], part=exclusion.source)
        yield Heading(say(N_("What our policy says")))
        yield Paragraph(hint.words)
        yield Items((*hint.lines, say(N_("Where this rule is: %(source)s."), source=source)))
    yield from in_english(about)
    yield from quoted(about, N_("Why we cannot take it"), event.reasons)
    yield from quoted(about, N_("Which exceptions we thought of"), event.considered)
    yield from ombudsman(about, NOT_AGREED, MAY_TELL_US)


def accepted(about: About) -> Iterator[Block]:
    """The refusal was taken back, and the dates."""
    event, say = cast(Accepted, about.event), about.wording.say
    yield Paragraph(say(N_("We told you that we cannot take your complaint. We looked at that again. We take it.")))
    yield from in_english(about)
    yield from quoted(about, N_("Why we changed our mind"), event.reason)
    yield from when(about, about.dates())
    yield from ombudsman(about, ADVICE)
