"""Who acts for a resident: where each consent stands, and what staff heard, saw or were told of it."""

from collections.abc import Mapping

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from portal import consent_words
from portal.domain.consent import PROOFS, Grant, Standing
from portal.domain.errors import ImpossibleMove, Incomplete, LostUpdate, NotFound
from portal.domain.events import RESIDENT
from portal.domain.kept import File
from portal.domain.people import words as words_of
from portal.domain.person_record import Representation
from portal.domain.words import N_
from portal.services.people import do_for_person
from portal.services.staff import staff_name
from portal.web.case import shown
from portal.web.case.people import details_of, forms_of
from portal.web.consent_form import typed_grant
from portal.web.guards import needs, shows_again
from portal.web.here import gettext as _
from portal.web.staff.agreed_ways import minded
from portal.web.staff.blueprint import pages
from portal.web.staff.desk import Desk
from portal.web.staff.recordings import OPEN, RECORDINGS, Recording, looked_at
from portal.web.typed import (
    Field,
    day,
    form_id,
    is_shown_again,
    line,
    number,
    too_long,
    typed_again,
    unplaced,
    with_problems,
)

SEE_OTHER, CONFLICT = 303, 409
HOLD_BACK = N_("Hold back personal details: %(name)s acts, consent is not confirmed yet.")
SAME_CONTACT = N_("%(name)s and the resident have the same email address or phone. Make sure who agrees.")
MEANWHILE = N_("This has changed while the page was open. Read it again.")
NOT_YET = N_("Choose a day that is not still to come")
STANDS: Mapping[Standing, str] = {
    Standing.NAMED: N_("Consent is not asked for yet"),
    Standing.ASKED: N_("Asked, not answered yet"),
    Standing.CONFIRMED: N_("May act"),
    Standing.REFUSED: N_("The resident said no"),
    Standing.EXPIRED: N_("It has ended"),
    Standing.WITHDRAWN: N_("Taken back"),
}


def hold_back(desk: Desk) -> list[str]:
    """What to mind before anything else: who acts without consent, and whose contact is the resident's own."""
    said = []
    for each in desk.file.record.representations.values():
        name = _name(desk, each)
        if each.standing in (Standing.NAMED, Standing.ASKED):
            said.append(_(HOLD_BACK, name=name))
        if each.same_contact and each.standing in OPEN:
            said.append(_(SAME_CONTACT, name=name))
    return said


def representatives(desk: Desk) -> list[Field]:
    """Everybody who acts for the resident, or once did, with what can be written down now."""
    return [_shown(desk, each) for each in desk.file.record.representations.values()]


@pages.route("/cases/<reference>/people/<id>/<name>", methods=("GET", "POST"))
@needs("handler")
@shows_again
def record_consent(reference: str, id: str, name: str) -> str | tuple[str, int] | AnyResponse:
    """One thing staff write down about a consent. Raises NotFound."""
    desk, each = representative_at(reference, id)
    recording = RECORDINGS.get(name)
    if recording is None:
        raise NotFound(name)
    if request.method == "GET" or is_shown_again():
        return _form(desk, each, recording, notices=typed_again() if is_shown_again() else [])
    grant, problems = typed_grant(reference, each.granted) if recording.asks_grant else (Grant(()), {})
    on = day("on")
    if on is None or on > desk.office.today:
        problems["on"] = NOT_YET
    problems = {**problems, **too_long("words")}
    if recording.words and not line("words") and not looked_at(each):
        problems["words"] = N_("Write this before you send")
    if problems:
        return _form(desk, each, recording, problems)
    try:
        do_for_person(
            desk.office, reference, recording.command(desk, each, grant),
            by=RESIDENT if recording.by_resident else desk.by, recorded_by=desk.by, on=on, seen=number("version") or 0,
        )  # fmt: skip
    except Incomplete as wrong:
        return _form(desk, each, recording, wrong.problems)
    except (LostUpdate, ImpossibleMove):
        desk, each = representative_at(reference, id)
        return _form(desk, each, recording, changed=True), CONFLICT
    return redirect(url_for("staff.case", reference=reference, done="consent"), SEE_OTHER)


def representative_at(reference: str, id: str) -> tuple[Desk, Representation]:
    desk = Desk.at(reference)
    each = desk.file.record.representations.get(id)
    if each is None:
        raise NotFound(id)
    return desk, each


def _shown(desk: Desk, each: Representation) -> Field:
    wording, details = shown.wording(), details_of(desk.file, each)
    reference, granted = desk.case.reference, each.granted
    is_over = granted is not None and not granted.holds_on(desk.office.today)
    reach = [words_of(details, name) for name in ("email", "phone")]
    buttons = [
        {"url": url_for("staff.record_consent", reference=reference, id=each.id, name=name), "text": _(what.heading)}
        for name, what in RECORDINGS.items()
        if what.fits(desk, each)
    ]
    if each.standing in OPEN:
        paper = url_for("staff.signed_form", reference=reference, id=each.id)
        buttons.append({"url": paper, "text": _("A form to sign")})
    return {
        "name": _name(desk, each),
        "who": consent_words.who_they_are(each, details, wording),
        "reach": ", ".join(filter(None, reach)),
        "stands": _(STANDS[Standing.EXPIRED if is_over else each.standing]),
        "is_allowed": each.is_in_force(desk.office.today),
        "may": consent_words.may_do(granted, wording) if granted else [],
        "asks": consent_words.may_do(each.asked, wording) if each.asked else [],
        "how_far": list(consent_words.how_far_for_them(granted, wording)) if granted else [],
        "proof": _(PROOFS[each.proof]) if granted and each.proof else "",
        "seen_by": staff_name(desk.office, each.seen_by) if granted and each.seen_by else "",
        "source": each.source if granted else "",
        "forms": staff_forms(desk, each),
        "since": wording.day(each.confirmed_on) if granted and each.confirmed_on else "",
        "buttons": buttons,
    }


def staff_forms(desk: Desk, each: Representation) -> list[Field]:
    """The signed forms that came for them, each with where staff open it."""
    return forms_of(desk.file, each, lambda photo: _form_url(desk, each, photo))


def _form_url(desk: Desk, each: Representation, photo: File) -> str:
    return url_for("staff.form_file", reference=desk.case.reference, id=each.id, file=photo.id)


def _name(desk: Desk, each: Representation) -> str:
    return consent_words.name_of(details_of(desk.file, each), shown.wording())


def _form(
    desk: Desk,
    each: Representation,
    recording: Recording,
    problems: Mapping[str, str] | None = None,
    *,
    notices: list[Field] | None = None,
    changed: bool = False,
) -> str:
    wrong = problems or {}
    fits = recording.fits(desk, each)
    fields = with_problems(recording.fields(desk, each), wrong)
    return render_template(
        "staff/form.html",
        heading=_(recording.heading),
        caption=f"{desk.case.reference} · {_name(desk, each)}",
        intro=[*minded(desk), *recording.told(desk)],
        links=staff_forms(desk, each) if recording.asks_forms else [],
        warning=_(MEANWHILE) if changed or not fits else "",
        fields=fields,
        errors=unplaced(fields, wrong),
        hidden={"version": str(desk.file.record.version), "form": form_id()},
        submit_text=_(recording.submit) if fits else "",
        back_url=url_for("staff.case", reference=desk.case.reference),
        notices=notices or [],
    )
