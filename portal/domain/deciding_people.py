"""What people do with a person's record, decided purely: a command becomes an event, words, messages and tasks."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from portal.domain.consent import BY_LAW, BY_QUESTION, SEEN_BY_STAFF, Grant, Proof, Scope, Standing
from portal.domain.errors import ImpossibleMove, Incomplete, NotAllowed
from portal.domain.events import REPRESENTATIVE, RESIDENT
from portal.domain.kept import Words
from portal.domain.messages import Message, Task
from portal.domain.outcome import Situation
from portal.domain.permissions import Reader, Right, may
from portal.domain.person_commands import (
    AcknowledgeAdjustment,
    AgreeAdjustment,
    AskAdjustment,
    AskConsent,
    ChallengeAdjustment,
    ChangeContact,
    ConfirmConsent,
    DeclineAdjustment,
    EndAdjustment,
    ExpireConsent,
    ExtendConsent,
    NameRepresentative,
    NarrowConsent,
    PersonCommand,
    RefuseConsent,
    RemindOfEnd,
    ReviewAdjustment,
    WithdrawConsent,
)
from portal.domain.person_events import (
    AdjustmentAcknowledged,
    AdjustmentAgreed,
    AdjustmentAsked,
    AdjustmentChallenged,
    AdjustmentDeclined,
    AdjustmentEnded,
    AdjustmentReviewed,
    ConsentAsked,
    ConsentConfirmed,
    ConsentExpired,
    ConsentExtended,
    ConsentNarrowed,
    ConsentRefused,
    ConsentReminded,
    ConsentWithdrawn,
    ContactChanged,
    PersonEvent,
    RepresentativeNamed,
)
from portal.domain.person_messages import person_messages
from portal.domain.person_record import PersonRecord, Representation
from portal.domain.words import N_

Decided = tuple[PersonEvent, tuple[Words, ...]]
THEIRS = (NameRepresentative, AskConsent, WithdrawConsent, AskAdjustment)
"""What somebody who acts for the resident may do with the resident's record: never allow anything to themselves."""
SETTLED = (Standing.REFUSED, Standing.WITHDRAWN)
"""The resident said no. Whoever acted for them does not ask again by themself; the resident or staff can."""


@dataclass(frozen=True)
class PersonOutcome:
    """Everything one command on a person's record writes. `expected` is how many events it had before."""

    person: str
    reference: str
    expected: int
    events: tuple[PersonEvent, ...]
    words: tuple[Words, ...] = ()
    messages: tuple[Message, ...] = ()
    tasks: tuple[Task, ...] = ()


def decide_for_person(
    command: PersonCommand, record: PersonRecord, reference: str, situation: Situation
) -> PersonOutcome:
    """What this command does to this record, said with this case; or a named error and nothing at all.

    Raises ImpossibleMove, Incomplete, and NotAllowed for somebody who would allow something to themselves.
    """
    if situation.by.startswith(REPRESENTATIVE):
        _only_theirs(command, record, reference, situation)
    event, words = DECIDED[type(command)](command, record, situation, {"reference": reference, **situation.stamp})
    after = record.apply(event)
    acting = situation.acting.people if situation.acting else {}
    messages, tasks = person_messages(after, event, situation.person, acting)
    return PersonOutcome(record.id, reference, record.version, (event,), words, messages, tasks)


def _only_theirs(command: PersonCommand, record: PersonRecord, reference: str, situation: Situation) -> None:
    """Somebody who acts for the resident does this: for themself alone, and as far as they are allowed."""
    own = situation.by.removeprefix(REPRESENTATIVE)
    known = record.representations.get(own)
    if not own or not isinstance(command, THEIRS):
        raise NotAllowed(type(command).__name__)
    if isinstance(command, AskAdjustment):
        if not may(Reader(own), Right.ASK_ADJUSTMENT, record, reference, situation.today):
            raise NotAllowed("not allowed to speak for them")
    elif command.representative != own:
        raise NotAllowed("somebody else's")
    elif isinstance(command, AskConsent) and known and known.standing in SETTLED:
        raise NotAllowed("the resident said no")


def _change_contact(command: ChangeContact, record: PersonRecord, situation: Situation, stamp: Any) -> Decided:
    return ContactChanged(answers=command.answers.ref, **stamp), (command.answers,)


def _ask_adjustment(command: AskAdjustment, record: PersonRecord, situation: Situation, stamp: Any) -> Decided:
    said = command.words if command.words and command.words.text.strip() else None
    if not command.need and said is None:
        raise Incomplete({"adjustment_words": N_("Choose what helps you, or write it in your own words")})
    asked = AdjustmentAsked(
        adjustment=command.adjustment,
        need=command.need,
        words=said.ref if said else None,
        language=command.language,
        **stamp,
    )
    return asked, (said,) if said else ()


def _acknowledge(command: AcknowledgeAdjustment, record: PersonRecord, situation: Situation, stamp: Any) -> Decided:
    return AdjustmentAcknowledged(adjustment=command.adjustment, **stamp), ()


def _agree(command: AgreeAdjustment, record: PersonRecord, situation: Situation, stamp: Any) -> Decided:
    if command.differently or not command.need:
        _require(words=command.words)
    if command.review_on and command.review_on <= situation.today:
        raise Incomplete({"review_on": N_("Choose a day that is still to come")})
    agreed = AdjustmentAgreed(
        adjustment=command.adjustment,
        need=command.need,
        differently=command.differently,
        words=command.words.ref,
        review_on=command.review_on,
        language=command.language,
        **stamp,
    )
    return agreed, (command.words,)


def _decline(command: DeclineAdjustment, record: PersonRecord, situation: Situation, stamp: Any) -> Decided:
    _require(reasons=command.reasons)
    return AdjustmentDeclined(adjustment=command.adjustment, reasons=command.reasons.ref, **stamp), (command.reasons,)


def _challenge(command: ChallengeAdjustment, record: PersonRecord, situation: Situation, stamp: Any) -> Decided:
    return AdjustmentChallenged(adjustment=command.adjustment, words=command.words.ref, **stamp), (command.words,)


def _review(command: ReviewAdjustment, record: PersonRecord, situation: Situation, stamp: Any) -> Decided:
    if command.review_on and command.review_on <= situation.today:
        raise Incomplete({"review_on": N_("Choose a day that is still to come")})
    reviewed = AdjustmentReviewed(
        adjustment=command.adjustment, words=command.words.ref, review_on=command.review_on, **stamp
    )
    return reviewed, (command.words,)


def _end(command: EndAdjustment, record: PersonRecord, situation: Situation, stamp: Any) -> Decided:
    return AdjustmentEnded(adjustment=command.adjustment, words=command.words.ref, **stamp), (command.words,)


def _name(command: NameRepresentative, record: PersonRecord, situation: Situation, stamp: Any) -> Decided:
    if not command.over_18:
        raise Incomplete({"over_18": N_("Someone who acts for you must be 18 or older. Call us, and we find a way")})
    if command.oneself:
        raise Incomplete({"name": N_("This is the name and contact of the person themself. Write who acts for them")})
    named = RepresentativeNamed(
        representative=command.representative,
        relationship=command.relationship,
        details=command.details.ref,
        same_contact=command.same_contact,
        **stamp,
    )
    return named, (command.details,)


def _ask_consent(command: AskConsent, record: PersonRecord, situation: Situation, stamp: Any) -> Decided:
    _sound(command.grant, situation)
    return ConsentAsked(representative=command.representative, grant=command.grant, **stamp), ()


def _confirm(command: ConfirmConsent, record: PersonRecord, situation: Situation, stamp: Any) -> Decided:
    known = _known(record, command.representative)
    _answers(known, command.asked_at)
    _sound(command.grant, situation)
    if command.asked_at is not None and known.asked and not command.grant.is_within(known.asked):
        raise NotAllowed("more than was asked")
    _proved(command, known, situation)
    confirmed = ConsentConfirmed(
        representative=command.representative,
        grant=command.grant,
        proof=command.proof,
        seen_by=command.seen_by,
        words=command.words.ref if command.words else None,
        **stamp,
    )
    return confirmed, (command.words,) if command.words else ()


def _refuse(command: RefuseConsent, record: PersonRecord, situation: Situation, stamp: Any) -> Decided:
    known = _known(record, command.representative)
    _answers(known, command.asked_at)
    if known.asked is None:
        raise ImpossibleMove("not asked", "ConsentRefused")
    return ConsentRefused(representative=command.representative, **stamp), ()


def _narrow(command: NarrowConsent, record: PersonRecord, situation: Situation, stamp: Any) -> Decided:
    known = _known(record, command.representative)
    _sound(command.grant, situation)
    if known.granted is not None and not command.grant.is_within(known.granted):
        raise NotAllowed("more than before")
    return ConsentNarrowed(representative=command.representative, grant=command.grant, **stamp), ()


def _extend(command: ExtendConsent, record: PersonRecord, situation: Situation, stamp: Any) -> Decided:
    known = _known(record, command.representative)
    if situation.by != RESIDENT:
        raise NotAllowed("only the resident allows it for longer")
    if known.granted and known.granted.until is None:
        raise ImpossibleMove("without an end", "ConsentExtended")
    now = known.granted.until if known.granted else None
    if command.until and (command.until < situation.today or (now is not None and command.until <= now)):
        raise Incomplete({"until": N_("Choose a later day")})
    return ConsentExtended(representative=command.representative, until=command.until, **stamp), ()


def _expire(command: ExpireConsent, record: PersonRecord, situation: Situation, stamp: Any) -> Decided:
    known = _known(record, command.representative)
    if known.standing is Standing.CONFIRMED and known.is_in_force(situation.today):
        raise ImpossibleMove("in force", "ConsentExpired")
    return ConsentExpired(representative=command.representative, **stamp), ()


def _remind(command: RemindOfEnd, record: PersonRecord, situation: Situation, stamp: Any) -> Decided:
    known = _known(record, command.representative)
    until = known.granted.until if known.granted else None
    if until is None:
        raise ImpossibleMove("without an end", "ConsentReminded")
    return ConsentReminded(representative=command.representative, until=until, **stamp), ()


def _withdraw(command: WithdrawConsent, record: PersonRecord, situation: Situation, stamp: Any) -> Decided:
    quietly = command.quietly and not situation.by.startswith(REPRESENTATIVE)
    return ConsentWithdrawn(representative=command.representative, quietly=quietly, **stamp), ()


def _known(record: PersonRecord, representative: str) -> Representation:
    known = record.representations.get(representative)
    if known is None:
        raise ImpossibleMove("not named", representative)
    return known


def _answers(known: Representation, asked_at: int | None) -> None:
    """A link answers the question it was sent with, and no later one."""
    if asked_at is not None and (known.asked is None or asked_at != known.asked_at):
        raise ImpossibleMove("asked anew or answered", "this answer")


def _sound(grant: Grant, situation: Situation) -> None:
    if not grant.scope:
        raise Incomplete({"scope": N_("Choose what they may do")})
    if Scope.LETTERS in grant.scope and Scope.LETTERS_INSTEAD in grant.scope:
        raise Incomplete({"scope": N_("Choose copies for them, or everything to them instead of you: not both")})
    if grant.until and grant.until < situation.today:
        raise Incomplete({"until": N_("This day is over. Choose a later day, or none")})


def _proved(command: ConfirmConsent, known: Representation, situation: Situation) -> None:
    """What staff saw or heard has their name to it; what the resident did, the resident did themself."""
    if command.proof is Proof.AUTHORITY and known.relationship not in BY_LAW:
        raise Incomplete(
            {"proof": N_("Papers are for an attorney, a deputy or an executor. Choose how the resident agreed")}
        )
    themself = situation.by == RESIDENT and situation.recorded_by in ("", RESIDENT)
    if themself is (command.proof in SEEN_BY_STAFF):
        raise NotAllowed("only staff say what they heard or saw, and only the resident says so themself")
    if command.proof in SEEN_BY_STAFF and not command.seen_by:
        raise Incomplete({"proof": N_("Write who heard or saw it")})
    if command.proof in BY_QUESTION and (command.asked_at is None or known.same_contact):
        raise NotAllowed("no question that only the resident could answer")


def _require(**words: Words) -> None:
    empty = {field: N_("Write this before you send") for field, value in words.items() if not value.text.strip()}
    if empty:
        raise Incomplete(empty)


DECIDED: Mapping[type, Callable[[Any, PersonRecord, Situation, Any], Decided]] = {
    ChangeContact: _change_contact,
    AskAdjustment: _ask_adjustment,
    AcknowledgeAdjustment: _acknowledge,
    AgreeAdjustment: _agree,
    DeclineAdjustment: _decline,
    ChallengeAdjustment: _challenge,
    ReviewAdjustment: _review,
    EndAdjustment: _end,
    NameRepresentative: _name,
    AskConsent: _ask_consent,
    ConfirmConsent: _confirm,
    RefuseConsent: _refuse,
    NarrowConsent: _narrow,
    ExtendConsent: _extend,
    ExpireConsent: _expire,
    RemindOfEnd: _remind,
    WithdrawConsent: _withdraw,
}
