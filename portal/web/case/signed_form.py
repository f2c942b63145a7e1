"""A form to sign, for the resident and for whoever would act for them: to print, and to send back as a photo."""

from collections.abc import Mapping

from flask import g, redirect, render_template, url_for
from werkzeug.wrappers import Response as AnyResponse

from portal import consent_words
from portal.domain.errors import ImpossibleMove, Incomplete, NotFound
from portal.domain.people import is_for_someone_else, words
from portal.domain.permissions import Right
from portal.domain.person_record import Representation
from portal.services.casework import CaseFile, open_file
from portal.services.consent_paper import OnPaper
from portal.services.signed_forms import send_signed_form
from portal.web.case import shown
from portal.web.case.blueprint import pages
from portal.web.case.people import details_of, form_of, forms_of
from portal.web.case.photos import SentPhotos
from portal.web.case.reading import download
from portal.web.guards import allowed, resident, shows_again
from portal.web.here import language, office
from portal.web.readers import by, may_here
from portal.web.signed_form import papers, photos_field, photos_sent, printed
from portal.web.typed import Field, is_shown_again, typed_again, unplaced, with_problems

SEE_OTHER = 303


@pages.route("/<landlord>/case/people/<id>/form", methods=("GET", "POST"))
@resident
@allowed(Right.KNOW_RECEIVED)
@shows_again
def signed_form(id: str) -> str | AnyResponse:
    """Print it, sign it, send a photo of it. A photo allows nothing: somebody looks at it."""
    file, each = _one_of(id)
    if not each.takes_forms:
        return redirect(url_for("case.sign_in"), SEE_OTHER)
    sent = photos_sent(file, each)
    problems: Mapping[str, str] = sent.problems
    if sent.is_sending and not is_shown_again() and not problems:
        try:
            send_signed_form(office(), g.reference, each, sent.kept, by=by())
        except Incomplete as missing:
            problems = missing.problems
        except ImpossibleMove:
            return redirect(url_for("case.sign_in"), SEE_OTHER)
        else:
            return redirect(url_for("case.sign_in", done="form", _anchor="people"), SEE_OTHER)
    return _page(file, each, sent, problems)


@pages.get("/<landlord>/case/people/<id>/form.pdf")
@resident
@allowed(Right.KNOW_RECEIVED)
def form_to_print(id: str) -> AnyResponse:
    """The form with both names on it, in this page's language. Raises NotFound for a size that there is not."""
    file, each = _one_of(id)
    form = OnPaper(
        policy=file.policy,
        language=language(),
        day=office().today,
        resident=_resident_on_paper(file, each),
        reference=g.reference,
        acts=each,
        details=details_of(file, each),
    )
    return printed(form)


@pages.get("/<landlord>/case/people/<id>/form/<file>")
@resident
@allowed(Right.KNOW_RECEIVED)
def form_file(id: str, file: str) -> AnyResponse:
    """A photo of a signed form. Whoever acts for the resident opens those that they sent themself, and no other."""
    _case, each = _one_of(id)
    return download(form_of(each, file, by="" if g.reader.is_resident else by()))


def _one_of(id: str) -> tuple[CaseFile, Representation]:
    """Somebody on this resident's record; for whoever acts for them, themself alone. Raises NotFound."""
    file = open_file(office(), g.reference)
    known = file.record.representations.get(id)
    if known is None or not (g.reader.is_resident or g.reader.representative == id):
        raise NotFound(id)
    return file, known


def _page(file: CaseFile, each: Representation, sent: SentPhotos, problems: Mapping[str, str]) -> str:
    fields = with_problems([photos_field(sent)], problems)
    return render_template(
        "case_signed_form.html",
        caption=consent_words.name_of(details_of(file, each), shown.wording()) if g.reader.is_resident else "",
        papers=papers(lambda points: url_for("case.form_to_print", id=each.id, size=points)),
        forms=_sent_before(file, each),
        fields=fields,
        errors=unplaced(fields, problems),
        hidden={"kept": sent.kept_ids, "case": g.reference},
        back_url=url_for("case.people") if g.reader.is_resident else url_for("case.sign_in"),
        keep_url=url_for("case.keep"),
        notices=typed_again() if is_shown_again() else [],
    )


def _sent_before(file: CaseFile, each: Representation) -> list[Field]:
    sender = "" if g.reader.is_resident else by()
    return forms_of(file, each, lambda photo: url_for("case.form_file", id=each.id, file=photo.id), sender)


def _resident_on_paper(file: CaseFile, each: Representation) -> str:
    """Their name. Whoever may not see the case gets the one that they told us themself, or a line to write it on."""
    if g.reader.is_resident or may_here(Right.SEE):
        return file.person.name
    is_theirs = is_for_someone_else(file.answers) and each.reference == g.reference
    return words(file.answers, "acting_for_name") if is_theirs else ""
