"""The form that a resident signs, at a desk: printed in their language, and scanned when it comes in."""

from collections.abc import Mapping

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from portal import consent_words
from portal.domain.errors import ImpossibleMove, Incomplete, NotFound
from portal.domain.person_record import Representation
from portal.languages import ENGLISH, LANGUAGES
from portal.services.consent_paper import OnPaper
from portal.services.signed_forms import send_signed_form
from portal.web.case import shown
from portal.web.case.looks import write_look
from portal.web.case.people import details_of, form_of
from portal.web.case.photos import SentPhotos
from portal.web.case.reading import download
from portal.web.guards import needs, shows_again
from portal.web.signed_form import papers, photos_field, photos_sent, printed
from portal.web.staff.blueprint import pages
from portal.web.staff.desk import Desk
from portal.web.staff.representing import representative_at, staff_forms
from portal.web.typed import Field, is_shown_again, typed_again, unplaced, with_problems

SEE_OTHER = 303


@pages.route("/cases/<reference>/people/<id>/form", methods=("GET", "POST"))
@needs("handler")
@shows_again
def signed_form(reference: str, id: str) -> str | AnyResponse:
    """Print it for the resident; add what came by post or over the counter. Then write down what it allows."""
    desk, each = representative_at(reference, id)
    sent = photos_sent(desk.file, each) if each.takes_forms else SentPhotos((), {}, is_sending=False)
    problems: Mapping[str, str] = sent.problems
    if sent.is_sending and not is_shown_again() and not problems:
        try:
            send_signed_form(desk.office, reference, each, sent.kept, by=desk.by)
        except Incomplete as missing:
            problems = missing.problems
        except ImpossibleMove:
            return redirect(url_for("staff.case", reference=reference), SEE_OTHER)
        else:
            return redirect(url_for("staff.record_consent", reference=reference, id=id, name="signed"), SEE_OTHER)
    return _page(desk, each, sent, problems)


@pages.get("/cases/<reference>/people/<id>/form.pdf")
@needs("handler")
def form_to_print(reference: str, id: str) -> AnyResponse:
    """The form with both names on it. Raises NotFound for a size or a language that there is not."""
    desk, each = representative_at(reference, id)
    code = request.args.get("language", ENGLISH.code)
    if code not in LANGUAGES:
        raise NotFound(code)
    form = OnPaper(
        policy=desk.file.policy,
        language=LANGUAGES[code],
        day=desk.office.today,
        resident=desk.file.person.name,
        reference=reference,
        acts=each,
        details=details_of(desk.file, each),
    )
    return printed(form)


@pages.get("/cases/<reference>/people/<id>/form/<file>")
@needs("reader")
def form_file(reference: str, id: str, file: str) -> AnyResponse:
    """A photo of a signed form."""
    desk, each = representative_at(reference, id)
    photo = form_of(each, file)
    write_look(desk.file, desk.by, "file")
    return download(photo)


def _page(desk: Desk, each: Representation, sent: SentPhotos, problems: Mapping[str, str]) -> str:
    fields = with_problems([photos_field(sent)], problems)
    name = consent_words.name_of(details_of(desk.file, each), shown.wording())
    return render_template(
        "staff/signed_form.html",
        caption=f"{desk.case.reference} · {name}",
        papers=_papers(desk, each),
        takes_forms=each.takes_forms,
        forms=staff_forms(desk, each),
        fields=fields,
        errors=unplaced(fields, problems),
        hidden={"kept": sent.kept_ids},
        back_url=url_for("staff.case", reference=desk.case.reference),
        notices=typed_again() if is_shown_again() else [],
    )


def _papers(desk: Desk, each: Representation) -> list[Field]:
    """The form in the resident's language, and in English."""
    theirs = desk.file.needs.language or desk.file.person.language
    codes = dict.fromkeys(code for code in (theirs, ENGLISH.code) if code in LANGUAGES)

    def in_language(code: str) -> list[Field]:
        return papers(
            lambda points: url_for(
                "staff.form_to_print", reference=desk.case.reference, id=each.id, language=code, size=points
            )
        )

    return [{"language": LANGUAGES[code], "papers": in_language(code)} for code in codes]
