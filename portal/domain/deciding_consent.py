"""What people do about a consent, decided purely: naming, asking, yes and no, less and longer, its end."""

from collections.abc import Callable, Mapping
from typing import Any

from portal.domain.consent import (
    BY_LAW,
    BY_QUESTION,
    ELECTED,
    ELECTED_MAY,
    MOST_FORMS,
    SEEN_BY_STAFF,
    Grant,
    Proof,
    Scope,
    Standing,
)
from portal.domain.errors import ImpossibleMove, Incomplete, NotAllowed
from portal.domain.events import REPRESENTATIVE, RESIDENT
from portal.domain.outcome import Situation
from portal.domain.person_commands import (
    AskConsent,
    ConfirmConsent,
    ExpireConsent,
    ExtendConsent,
    NameRepresentative,
    NarrowConsent,
    RefuseConsent,
    RemindOfEnd,
    SendSignedForm,
    WithdrawConsent,
)
from portal.domain.person_events import (
    ConsentAsked,
    ConsentConfirmed,
    ConsentExpired,
    ConsentExtended,
    ConsentNarrowed,
    ConsentRefused,
    ConsentReminded,
    ConsentWithdrawn,
    Decided,
    RepresentativeNamed,
    SignedFormSent,
)
from portal.domain.person_record import PersonRecord, Representation
from portal.domain.words import N_


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
    if command.proof is Proof.ELECTED:
        _elected(command, known, record, stamp["reference"], situation)
    confirmed = ConsentConfirmed(
        representative=command.representative,
        grant=command.grant,
        proof=command.proof,
        seen_by=command.seen_by,
        words=command.words.ref if command.words else None,
        forms=command.forms,
        source=situation.policy.elected_members.source if command.proof is Proof.ELECTED else "",
        quietly=command.quietly,
        **stamp,
    )
    return confirmed, (command.words,) if command.words else ()


def _send_form(command: SendSignedForm, record: PersonRecord, situation: Situation, stamp: Any) -> Decided:
    known = _known(record, command.representative)
    if not command.files:
        raise Incomplete({"signed_form": N_("Choose a photo of the form")})
    if len(known.files) + len(command.files) > MOST_FORMS:
        raise Incomplete(
            {"signed_form": N_("We have enough photos of this form. Call us if we should look at another one")}
        )
    return SignedFormSent(representative=command.representative, files=command.files, **stamp), ()


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
    if not set(command.forms) <= {file.id for file in known.files if command.proof is Proof.SIGNED_FORM}:
        raise NotAllowed("not a form that was sent for them")


def _elected(
    command: ConfirmConsent, known: Representation, record: PersonRecord, reference: str, situation: Situation
) -> None:
    """A councillor or an MP whom the resident asked, where the policy lets them act on that, and nobody said no yet."""
    if known.relationship not in ELECTED:
        raise Incomplete({"proof": N_("This is for a councillor or an MP. Choose how the resident agreed")})
    if situation.policy.elected_members.need_consent:
        raise NotAllowed("the policy asks for the resident's consent")
    if situation.by == RESIDENT:
        raise NotAllowed("staff decide it, and say so")
    if known.standing not in (Standing.NAMED, Standing.ASKED) or record.was_told_no(known.id):
        raise ImpossibleMove(known.standing, "without the resident's own yes")
    if not command.grant.is_within(Grant(ELECTED_MAY, (reference,))):
        raise NotAllowed("more than an answer about this case needs")


CONSENT: Mapping[type, Callable[[Any, PersonRecord, Situation, Any], Decided]] = {
    NameRepresentative: _name,
    AskConsent: _ask_consent,
    ConfirmConsent: _confirm,
    SendSignedForm: _send_form,
    RefuseConsent: _refuse,
    NarrowConsent: _narrow,
    ExtendConsent: _extend,
    ExpireConsent: _expire,
    RemindOfEnd: _remind,
    WithdrawConsent: _withdraw,
}
"""What each command about who acts for the resident becomes."""
