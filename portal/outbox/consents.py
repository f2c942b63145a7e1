"""Who may act for a resident, told to the resident: what is asked of them, and what has become of it."""

from collections.abc import Iterator
from typing import Any, cast

from portal import consent_words
from portal.blocks import Block, Items, Link, Paragraph
from portal.clock import london_day
from portal.domain.consent import Grant, Proof
from portal.domain.events import REPRESENTATIVE
from portal.domain.person_events import (
    ConsentAsked,
    ConsentConfirmed,
    ConsentExtended,
    ConsentNarrowed,
    ConsentReminded,
    ConsentWithdrawn,
)
from portal.domain.person_record import Representation
from portal.domain.words import N_
from portal.outbox.about import AboutPerson
from portal.services.casework import answers_from
from portal.services.consent import LINK_LASTS

NOT_RIGHT = N_("If that is not right, stop it on your case page, or call us.")
LONGER = N_("%(name)s may act for you until %(day)s now.")
WITHOUT_END = N_("%(name)s may act for you until you stop it.")
ASKED_FOR_HELP = N_("%(name)s told us that you asked them for help, as your councillor or MP.")
LET_BY_POLICY = N_("Our policy lets us answer them about this case (part %(source)s). This is what they may do:")
STEPPED_DOWN = N_("%(name)s told us that they do not act for you any more.")
TAKEN_BACK = N_("%(name)s does not act for you any more, as you wanted.")
SOMETHING_TO_ANSWER = N_("There is something new for you to read and answer.")


def asked(about: AboutPerson) -> Iterator[Block]:
    """Who wants to act for them, and how far; with the link to answer. Nothing of what the case is about."""
    event, say = cast(ConsentAsked, about.event), about.wording.say
    yield Paragraph(say(N_("%(name)s wants to act for you. You decide if they may."), name=_name(about)))
    yield Items((consent_words.who_they_are(_known(about), _details(about), about.wording),))
    yield Paragraph(say(N_("This is what they ask you to allow:")))
    yield from _allowed(about, event.grant)
    yield Paragraph(say(N_("You can say yes, say yes to less, or say no. You do not have to say why.")))
    yield from _answer(about)
    yield Paragraph(say(N_("If you do not know who this is, say no, or call us.")))


def asked_discreetly(about: AboutPerson) -> Iterator[Block]:
    """The same for somebody whose mail others may read: the question stands behind the link."""
    yield Paragraph(about.wording.say(SOMETHING_TO_ANSWER))
    yield from _answer(about)


def confirmed(about: AboutPerson) -> Iterator[Block]:
    """They said yes, and to what; or why somebody may act without it, and how to end that."""
    event, say = cast(ConsentConfirmed, about.event), about.wording.say
    if event.proof is Proof.ELECTED:
        yield Paragraph(say(ASKED_FOR_HELP, name=_name(about)))
        yield Paragraph(say(LET_BY_POLICY, source=event.source))
    else:
        yield Paragraph(say(N_("%(name)s may act for you now. This is what you allowed:"), name=_name(about)))
    yield from _allowed(about, event.grant)
    yield Paragraph(say(NOT_RIGHT))


def narrowed(about: AboutPerson) -> Iterator[Block]:
    """It is less from now on."""
    event, say = cast(ConsentNarrowed, about.event), about.wording.say
    yield Paragraph(say(N_("You changed what %(name)s may do for you. This is what you allow now:"), name=_name(about)))
    yield from _allowed(about, event.grant)
    yield Paragraph(say(NOT_RIGHT))


def extended(about: AboutPerson) -> Iterator[Block]:
    """It lasts longer."""
    event, say = cast(ConsentExtended, about.event), about.wording.say
    longer = LONGER if event.until else WITHOUT_END
    yield Paragraph(say(longer, name=_name(about), day=event.until))
    yield Paragraph(say(NOT_RIGHT))


def reminded(about: AboutPerson) -> Iterator[Block]:
    """Its last day comes."""
    event, say = cast(ConsentReminded, about.event), about.wording.say
    yield Paragraph(say(N_("%(name)s may act for you until %(day)s."), name=_name(about), day=event.until))
    yield Paragraph(say(N_("After that day they see nothing more, and get nothing more from us.")))
    yield Paragraph(say(N_("Do you want it to go on? Choose a later day on your case page, or call us.")))
    yield Paragraph(say(N_("If you want it to end, you need do nothing.")))


def expired(about: AboutPerson) -> Iterator[Block]:
    """Its last day is over."""
    say = about.wording.say
    yield Paragraph(say(N_("%(name)s does not act for you any more. The last day is over."), name=_name(about)))
    yield Paragraph(say(N_("They see nothing more, and get nothing more from us.")))
    yield Paragraph(say(N_("If you want them to go on, name them again on your case page, or call us.")))


def withdrawn(about: AboutPerson) -> Iterator[Block]:
    """They took it back, or the other one stepped down."""
    event, say = cast(ConsentWithdrawn, about.event), about.wording.say
    stepped_down = event.decided_by.startswith(REPRESENTATIVE)
    yield Paragraph(say(STEPPED_DOWN if stepped_down else TAKEN_BACK, name=_name(about)))
    yield Paragraph(say(N_("They see nothing more, and get nothing more from us.")))


def _known(about: AboutPerson) -> Representation:
    return about.record.representations[cast(Any, about.event).representative]


def _details(about: AboutPerson) -> dict[str, Any]:
    return dict(answers_from(about.written(_known(about).details) or "{}"))


def _name(about: AboutPerson) -> str:
    return consent_words.name_of(_details(about), about.wording)


def _allowed(about: AboutPerson, grant: Grant) -> Iterator[Block]:
    yield Items((*consent_words.may_do(grant, about.wording), *consent_words.how_far(grant, about.wording)))


def _answer(about: AboutPerson) -> Iterator[Block]:
    last_day = london_day(about.office.clock() + LINK_LASTS)
    yield Link(about.wording.say(N_("Read it and answer")), about.page)
    yield Paragraph(about.wording.say(N_("The link works once, until %(day)s."), day=last_day))
