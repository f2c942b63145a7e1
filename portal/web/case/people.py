"""Who acts for the resident, as their case page shows it."""

from collections.abc import Callable, Iterator

from flask import g, url_for

from portal import consent_words
from portal.clock import london_day
from portal.domain.consent import Scope, Standing
from portal.domain.draft import Answer
from portal.domain.errors import NotFound
from portal.domain.events import REPRESENTATIVE, RESIDENT
from portal.domain.kept import File
from portal.domain.permissions import UNDER_18
from portal.domain.person_events import SignedFormSent
from portal.domain.person_record import Representation
from portal.services.casework import CaseFile, answers_from
from portal.services.staff import staff_name
from portal.web.case import shown
from portal.web.files import size
from portal.web.here import gettext as _
from portal.web.here import office
from portal.web.typed import Field

NOW = (Standing.NAMED, Standing.ASKED, Standing.CONFIRMED)
"""Those who act, or wait for an answer."""


def people_who_act(file: CaseFile) -> list[Field]:
    """Those who act for the resident now, or would like to; with what can be done about each."""
    return [shown_person(file, each) for each in file.record.representations.values() if each.standing in NOW]


def shown_person(file: CaseFile, each: Representation) -> Field:
    """Somebody who acts for the resident: who, what they may do, since when and how we know, what can be changed."""
    wording, details = shown.wording(), details_of(file, each)
    in_force = each.is_in_force(office().today)
    return {
        "name": consent_words.name_of(details, wording),
        "who": consent_words.who_they_are(each, details, wording),
        "may": consent_words.may_do(each.granted, wording) if each.granted and in_force else [],
        "asks": consent_words.may_do(each.asked, wording) if each.asked else [],
        "stands": list(consent_words.stands(each, staff_name(office(), each.seen_by), office().today, wording)),
        "answer_url": url_for("case.answer_person", id=each.id) if each.asked else None,
        "change_url": url_for("case.change_person", id=each.id) if each.granted else None,
        "code_url": url_for("case.code_of_person", id=each.id) if _opens_this(each) else None,
        "stop_url": url_for("case.stop_person", id=each.id) if each.standing in NOW else None,
        "form_url": url_for("case.signed_form", id=each.id) if each.takes_forms else None,
        "forms": forms_of(file, each, lambda photo: url_for("case.form_file", id=each.id, file=photo.id)),
    }


def _opens_this(each: Representation) -> bool:
    """Could they open the case that is shown?"""
    return each.allows(Scope.SEE, g.reference, office().today) or each.allows(Scope.SPEAK, g.reference, office().today)


def details_of(file: CaseFile, each: Representation) -> dict[str, Answer]:
    """What we know of somebody who acts for the resident, by question."""
    return answers_from(file.words.get(each.details.id, "{}"))


def name_by(file: CaseFile, by: str) -> str:
    """The name of whoever an event says it was, where they act for the resident; else that they have no name."""
    if by == REPRESENTATIVE + UNDER_18:
        return _("Somebody under 18")
    known = file.record.representations.get(by.removeprefix(REPRESENTATIVE))
    details = details_of(file, known) if known else {}
    return consent_words.name_of(details, shown.wording())


def forms_of(file: CaseFile, each: Representation, address: Callable[[File], str], by: str = "") -> list[Field]:
    """The signed forms that came, oldest first; those of one sender where `by` names one."""
    return [
        {
            "id": photo.id,
            "name": photo.name,
            "size": size(photo.size),
            "url": address(photo),
            "day": shown.wording().day(london_day(sent.recorded_at)),
            "who": _who(file, sent),
            "is_proof": photo.id in each.forms,
        }
        for sent, photo in _photos(each, by)
    ]


def form_of(each: Representation, id: str, by: str = "") -> File:
    """One photo of a form that came for them; of one sender alone, where `by` names one. Raises NotFound."""
    found = next((photo for _sent, photo in _photos(each, by) if photo.id == id), None)
    if found is None:
        raise NotFound(id)
    return found


def _photos(each: Representation, by: str) -> Iterator[tuple[SignedFormSent, File]]:
    for sent in each.sent_forms:
        if not by or sent.decided_by == by:
            yield from ((sent, photo) for photo in sent.files)


def _who(file: CaseFile, sent: SignedFormSent) -> str:
    """Who sent it; staff are us."""
    if sent.decided_by == RESIDENT:
        return _("The resident")
    return name_by(file, sent.decided_by) if sent.decided_by.startswith(REPRESENTATIVE) else ""


def name_of_resident(file: CaseFile) -> str:
    """Whose case it is, to somebody who acts for them."""
    return file.person.name or _("The resident")
