"""Consent to be represented: naming somebody, changing what they may do, and the link by which a resident answers."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from uuid import NAMESPACE_URL, uuid5

from portal import access
from portal.domain.consent import Grant, Proof, Relationship, Scope
from portal.domain.days import day_written
from portal.domain.deciding_people import decide_for_person
from portal.domain.draft import Answer
from portal.domain.errors import NotAllowed, NotFound
from portal.domain.people import Person, several, words
from portal.domain.permissions import Reader, Right, may
from portal.domain.person_commands import ConfirmConsent, ExtendConsent, NarrowConsent, PersonCommand, RefuseConsent
from portal.domain.person_record import PersonRecord, Representation
from portal.services.casework import CaseFile, open_file
from portal.services.office import Office
from portal.services.people import PersonFile, acting_found_by, do_for_person, open_person
from portal.services.told_of_people import naming

CONSENT = "consent"
"""The purpose of a link that asks a resident."""
DETAILS = ("name", "organisation", "email", "phone")
"""What is known of somebody who acts for a resident."""
ADULT, ALL = "adult", "all"
LINK_LASTS = timedelta(days=14)
"""Calendar days that it works."""


@dataclass(frozen=True)
class Asked:
    """What a link asks a resident: who wants to act for them, and what they would be allowed."""

    file: CaseFile
    person: PersonFile
    representation: Representation
    grant: Grant


def consent_link(office: Office, person: str, representative: str, asked_at: int, base_url: str) -> str:
    """The address at which the resident answers what was asked of them with event `asked_at`; works once, LINK_LASTS.

    It opens in their language, where we know it. Raises NotKept, and NotFound for somebody who was never named.
    """
    known = office.store.person(person).representations.get(representative)
    if known is None:
        raise NotFound(representative)
    what = f"{person} {representative} {asked_at}"
    token = access.new_link(office.store, CONSENT, what, now=office.clock(), lasts=LINK_LASTS)
    language = open_file(office, known.reference).person.language
    return f"{base_url.rstrip('/')}/{office.landlord}/consent/{token}?lang={language}"


def asked_by(office: Office, token: str) -> Asked:
    """What this link asks; looking uses up nothing. Raises NotFound once it was answered, taken back or asked anew."""
    link = access.peek(office.store, token, CONSENT, office.clock())
    person, representative, asked_at = link.what.split() if link else ("", "", "0")
    known = office.store.person(person).representations.get(representative) if person else None
    if known is None or known.asked is None or known.asked_at != int(asked_at):
        raise NotFound
    return Asked(open_file(office, known.reference), open_person(office, known.reference), known, known.asked)


def answer_link(office: Office, token: str, grant: Grant | None) -> Asked:
    """The resident says yes to `grant`, or no (None), by their link, once.

    Raises NotFound as `asked_by` does, NotAllowed for more than was asked, Incomplete.
    """
    asked = asked_by(office, token)
    id, number = asked.representation.id, asked.representation.asked_at
    yes_or_no: PersonCommand = RefuseConsent(id, number)
    if grant:
        yes_or_no = ConfirmConsent(id, grant, Proof.OWN_LINK, asked_at=number)
    do_for_person(office, asked.representation.reference, yes_or_no)
    access.claim(office.store, token, CONSENT, office.clock())
    return asked


def code_for(office: Office, reference: str, representative: str) -> str:
    """A code of their own for somebody who acts for the resident: any they had ends. The resident gives it to them.

    Raises NotFound for somebody who is allowed nothing with this case today.
    """
    record = office.store.person(office.store.person_of(reference))
    known, today = record.representations.get(representative), office.today
    is_known = may(Reader(representative), Right.KNOW_RECEIVED, record, reference, today)
    if known is None or not (is_known and known.is_in_force(today)):
        raise NotFound(representative)
    code, stored = access.replace_code(reference, office.secret)
    office.store.keep_code(replace(stored, holder=representative), office.clock())
    office.store.end_sessions_held_by(representative)
    return code


def name_as_told(office: Office, reference: str, told: Mapping[str, Answer], *, form: str) -> PersonRecord:
    """The resident names somebody: `told` are the answers of the journey `representative`. Raises as `name_somebody`.

    Whoever gave an address or a number for them chose that way to reach them.
    """
    details: dict[str, Answer] = {id: said for id in DETAILS if (said := words(told, id))}
    if ways := tuple(id for id in ("email", "phone") if id in details):
        details["contact_by"] = ways
    scope = tuple(each for each in Scope if each.value in several(told, "scope"))
    cases = () if words(told, "which") == ALL else (reference,)
    grant = Grant(scope, cases, day_written(words(told, "until")))
    relationship = Relationship(words(told, "relationship"))
    is_adult = words(told, "over_18") == ADULT
    return name_somebody(office, reference, relationship, details, grant, over_18=is_adult, form=form)


def name_somebody(
    office: Office,
    reference: str,
    relationship: Relationship,
    details: Mapping[str, Answer],
    grant: Grant,
    *,
    over_18: bool,
    form: str,
) -> PersonRecord:
    """The resident names somebody and allows them this at once. The same `form` sent again does it once.

    Raises Incomplete for somebody under 18 or for themself, and for what is wrong with the grant: then nothing is kept;
    LostUpdate where something else was written meanwhile.
    """
    file = open_file(office, reference)
    id = uuid5(NAMESPACE_URL, f"representative {reference} {form}").hex
    if id in file.record.representations:
        return file.record
    acting = file.acting(office.today)
    named = {**acting.people, id: Person.from_answers(details, file.person.language)}
    situation = office.situation(file.policy, file.person, acting=replace(acting, people=named))
    record, outcomes = file.record, []
    for command in (
        naming(id, relationship, details, file.person, over_18=over_18),
        ConfirmConsent(id, grant, Proof.OWN_CASE),
    ):
        outcomes.append(decide_for_person(command, record, reference, situation))
        record = record.apply(outcomes[-1].events[0])
    office.store.commit_person(*outcomes, found_by=acting_found_by(office, file.record, file, *outcomes))
    office.poke()
    return record


def change_grant(office: Office, reference: str, representation: Representation, grant: Grant) -> PersonRecord:
    """The resident allows this from now on, in place of what was allowed. Raises Incomplete, ImpossibleMove."""
    id, now = representation.id, representation.granted
    if now is None:
        raise NotAllowed("nothing was allowed")
    if now == grant:
        return office.store.person(office.store.person_of(reference))
    command: PersonCommand = ConfirmConsent(id, grant, Proof.OWN_CASE)
    if grant.is_within(now):
        command = NarrowConsent(id, grant)
    elif replace(now, until=grant.until) == grant:
        command = ExtendConsent(id, grant.until)
    return do_for_person(office, reference, command)
