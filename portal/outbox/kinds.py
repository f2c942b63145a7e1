"""What each kind of message says to the resident."""

from collections.abc import Callable, Iterator, Mapping
from typing import cast

from portal.domain.case import Acknowledged, Answered, Closed, Escalated, Extended, MessageSent, Promise
from portal.domain.commands import DECISIONS
from portal.domain.deadlines import ESCALATE_BY
from portal.domain.policy import Kind
from portal.domain.words import N_
from portal.outbox.about import About
from portal.outbox.mail import Block, Heading, Items, Paragraph, Quote
from portal.outbox.pieces import ADVICE, FINAL, LATE, NOT_AGREED, in_english, ombudsman, quoted, when

RECEIVED = {
    Kind.COMPLAINT: N_("We have your complaint. Your reference is %(reference)s."),
    Kind.SERVICE_REQUEST: N_(
        "We have your request for work. We pass it on to the people who do the work. Its reference is %(reference)s."
    ),
    Kind.COMPLIMENT: N_("We have your thanks and will pass them on. Your reference is %(reference)s."),
    Kind.SUGGESTION: N_("We have your idea and will pass it on. Your reference is %(reference)s."),
}


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
    yield from when(about, about.dates("respond"))
    yield from ombudsman(about, NOT_AGREED, LATE)


def answer(about: About) -> Iterator[Block]:
    """Our answer, with the seven items of Code 6.9 and 6.19."""
    event, say = cast(Answered, about.event), about.wording.say
    stage = about.policy.stage(event.stage)
    yield Paragraph(say(N_("This is our answer to your complaint at %(stage)s."), stage=say(stage.name)))
    yield from in_english(about)
    yield from quoted(about, N_("What the complaint is about"), event.definition)
    yield Heading(say(N_("What we decided")))
    yield Paragraph(say(DECISIONS[event.decision]))
    yield Quote(about.written(event.decision_words))
    yield from quoted(about, N_("Why"), event.reasons)
    yield from quoted(about, N_("What puts it right"), event.remedy)
    if event.promises:
        yield Heading(say(N_("What we promise")))
        yield Items(tuple(_promise(about, each) for each in event.promises))
    yield from quoted(about, N_("What is still to be done"), event.outstanding)
    yield from _going_on(about)


def _promise(about: About, promise: Promise) -> str:
    words = about.written(promise.words)
    return about.wording.say(N_("%(what)s, by %(day)s"), what=words, day=promise.by) if promise.by else words


def _going_on(about: About) -> Iterator[Block]:
    say, later = about.wording.say, about.policy.next_stage(about.case.stage)
    yield Heading(say(N_("If you are not happy with this answer")))
    if later is None:
        yield Paragraph(say(N_("This is our final answer.")))
        yield from ombudsman(about, FINAL)
        return
    yield Paragraph(
        say(
            N_(
                "You can ask us to look again. You do not have to say why. Somebody who did not deal with it before "
                "looks at it at %(stage)s. Ask on your case page, or tell us in any other way."
            ),
            stage=say(later.name),
        )
    )
    yield from when(about, about.dates(ESCALATE_BY))
    yield from ombudsman(about, ADVICE)


def escalation(about: About) -> Iterator[Block]:
    """It goes to the next stage, late or not (Code 6.10)."""
    event, say = cast(Escalated, about.event), about.wording.say
    stage = about.policy.stage(event.stage)
    yield Paragraph(say(N_("You asked us to look again. Your complaint is now at %(stage)s."), stage=say(stage.name)))
    if event.late:
        yield Paragraph(say(N_("You asked after the date we gave you. We have sent it on all the same.")))
    yield Heading(say(N_("Who looks at it now")))
    yield Paragraph(say(stage.responder))
    yield from when(about, about.dates())
    yield from ombudsman(about, ADVICE, LATE)


def closing(about: About) -> Iterator[Block]:
    """Nothing more to do, and what can be done all the same."""
    event, say = cast(Closed, about.event), about.wording.say
    yield Paragraph(say(N_("We have closed your case.")))
    yield from in_english(about)
    yield from quoted(about, N_("Why we closed it"), event.reason)
    if not about.is_complaint:
        return
    if about.policy.next_stage(about.case.stage):
        yield Paragraph(say(N_("If you are not happy with our answer, you can still ask us to look again.")))
        yield from ombudsman(about, ADVICE)
    else:
        yield from ombudsman(about, FINAL)


def message(about: About) -> Iterator[Block]:
    """A message from whoever deals with the case."""
    event, say = cast(MessageSent, about.event), about.wording.say
    yield Paragraph(say(N_("We have sent you a message about your case.")))
    yield from in_english(about)
    yield from quoted(about, N_("Our message"), event.words)
    if event.files:
        yield Paragraph(say(N_("We have added something for you to see. You find it on your case page.")))
    yield Paragraph(say(N_("You can answer on your case page.")))


def discreet(about: About) -> Iterator[Block]:
    """For somebody whose mail others may read: that there is something, and nothing of what it is."""
    yield Paragraph(about.wording.say(N_("There is something new for you to read.")))


TO_RESIDENT: Mapping[str, Callable[[About], Iterator[Block]]] = {
    "receipt": receipt,
    "acknowledgement": acknowledgement,
    "extension": extension,
    "answer": answer,
    "escalation": escalation,
    "closing": closing,
    "message": message,
}
