"""What we say to somebody who acts for a resident: copies of what the resident gets, and how it stands with them."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any, cast

from portal import consent_words
from portal.blocks import Block, Items, Paragraph
from portal.domain.consent import Grant, Proof, Scope
from portal.domain.events import REPRESENTATIVE
from portal.domain.needs import AS_USUAL
from portal.domain.person_events import ConsentConfirmed, ConsentExtended, ConsentNarrowed, ConsentWithdrawn
from portal.domain.person_record import Representation
from portal.domain.recipients import RECEIVED
from portal.domain.words import N_
from portal.outbox.about import About, AboutPerson, language_of
from portal.outbox.kinds import TO_RESIDENT, discreet
from portal.outbox.pieces import reach_us, your_case
from portal.outbox.told import Told, subject_of
from portal.outbox.trouble import Needless
from portal.store import OutboxRow

NOTHING_MORE = N_("We can tell you nothing more about it. You need do nothing.")
THEIR_CHOICE = N_("It is theirs to decide, and they do not have to say why.")
THANKS = N_("Thank you for your help.")
COPY = N_("You get this because you act for %(name)s. It says to them:")
IN_THEIR_PLACE = N_("You get this because you act for %(name)s, and in their place. It says to them:")
SAID_YES = N_("%(name)s said yes: you may act for them. You may:")
AS_ELECTED = N_(
    "You told us that %(name)s asked you for help. Our policy (part %(source)s) lets us answer you about this case. "
    "You may:"
)
LONGER = N_("You may act for %(name)s until %(day)s now.")
WITHOUT_END = N_("You may act for %(name)s until they stop it.")
SOMEBODY = N_("somebody")


def to_representative(about: About, row: OutboxRow) -> Told:
    """A message to somebody who acts for the resident. Raises Needless where it is not theirs to know any more.

    Their own contact, safety and language are used; the adjustments that were agreed are the resident's.
    """
    acting = about.file.acting(about.office.today)
    id = row.recipient.removeprefix(REPRESENTATIVE)
    known, person = acting.record.representations.get(id), acting.people.get(id)
    if known is None or person is None:
        raise Needless("nobody acts for the resident by this id")
    is_theirs = row.recipient in acting.receive(row.kind, about.case.reference)
    if isinstance(about, AboutPerson):
        is_theirs = row.kind not in WHILE_IT_LASTS or known.is_in_force(acting.today)
    if not is_theirs:
        raise Needless("it is not theirs to know any more")
    about = replace(about, language=language_of(person.language))
    said = discreet(about) if person.is_unsafe_to_message else _says(about, row.kind, known)
    has_code = about.office.store.maker_of(about.opened_as) == id and not isinstance(about, AboutPerson)
    foot = (*(your_case(about) if has_code else ()), *reach_us(about.wording, about.language, about.policy.contacts))
    return Told(about, person, AS_USUAL, subject_of(about), (*said, *foot))


def received(about: About) -> Iterator[Block]:
    """We have what they told us, and what happens next; nothing of what it is about."""
    say = about.wording.say
    yield Paragraph(
        say(
            N_("We have what you told us for %(name)s. The reference is %(reference)s."),
            name=_name(about),
            reference=about.case.reference,
        )
    )
    yield Paragraph(say(N_("We look into it straight away. It does not have to wait.")))
    yield Paragraph(say(N_("We ask the person you act for if they agree, and what you may see and do.")))
    yield Paragraph(say(N_("Until they say yes, we can tell you nothing more about it.")))


def confirmed(about: AboutPerson) -> Iterator[Block]:
    """They may act, and how far."""
    event = cast(ConsentConfirmed, about.event)
    words = AS_ELECTED if event.proof is Proof.ELECTED else SAID_YES
    yield Paragraph(about.wording.say(words, name=_name(about), source=event.source))
    yield from _allowed(about, event.grant)


def narrowed(about: AboutPerson) -> Iterator[Block]:
    """It is less from now on."""
    grant = cast(ConsentNarrowed, about.event).grant
    yield Paragraph(about.wording.say(N_("%(name)s changed what you may do for them. Now you may:"), name=_name(about)))
    yield from _allowed(about, grant)
    yield Paragraph(about.wording.say(THEIR_CHOICE))


def extended(about: AboutPerson) -> Iterator[Block]:
    """It lasts longer."""
    until = cast(ConsentExtended, about.event).until
    longer = LONGER if until else WITHOUT_END
    yield Paragraph(about.wording.say(longer, name=_name(about), day=until))


def refused(about: AboutPerson) -> Iterator[Block]:
    """They did not say yes. Without reasons."""
    say = about.wording.say
    yield Paragraph(say(N_("We asked %(name)s if you may act for them. They do not want that."), name=_name(about)))
    yield from (Paragraph(say(words)) for words in (THEIR_CHOICE, NOTHING_MORE, THANKS))


def expired(about: AboutPerson) -> Iterator[Block]:
    """Its last day is over."""
    say = about.wording.say
    yield Paragraph(say(N_("You do not act for %(name)s any more. The last day is over."), name=_name(about)))
    yield Paragraph(say(N_("If they want you to go on, they can tell us.")))
    yield from (Paragraph(say(words)) for words in (NOTHING_MORE, THANKS))


def withdrawn(about: AboutPerson) -> Iterator[Block]:
    """It is over. Without reasons."""
    event, say = cast(ConsentWithdrawn, about.event), about.wording.say
    if event.decided_by.startswith(REPRESENTATIVE):
        yield Paragraph(say(N_("You told us that you do not act for %(name)s any more."), name=_name(about)))
    else:
        yield Paragraph(say(N_("You do not act for %(name)s any more."), name=_name(about)))
        yield Paragraph(say(THEIR_CHOICE))
    yield from (Paragraph(say(words)) for words in (NOTHING_MORE, THANKS))


def _says(about: About, kind: str, known: Representation) -> Iterator[Block]:
    """What is said to them alone; or what the resident gets or would get, and why it comes to them."""
    if kind in OWN_WORDS:
        yield from OWN_WORDS[kind](about)
        return
    instead = known.allows(Scope.LETTERS_INSTEAD, about.case.reference, about.office.today)
    yield Paragraph(about.wording.say(IN_THEIR_PLACE if instead else COPY, name=_name(about)))
    yield from TO_RESIDENT[kind](about)


def _name(about: About) -> str:
    return about.file.person.name or about.wording.say(SOMEBODY)


def _allowed(about: AboutPerson, grant: Grant) -> Iterator[Block]:
    yield Items(tuple(consent_words.for_them(grant, about.wording)))


OWN_WORDS: Mapping[str, Callable[[Any], Iterator[Block]]] = {
    RECEIVED: received,
    "consent_confirmed": confirmed,
    "consent_narrowed": narrowed,
    "consent_extended": extended,
    "consent_refused": refused,
    "consent_expired": expired,
    "consent_withdrawn": withdrawn,
}
"""What is said to them alone. Everything else that they get is a copy."""
WHILE_IT_LASTS = ("consent_confirmed", "consent_narrowed", "consent_extended")
"""What is no news any more once the consent has ended."""
