"""Who acts for a resident: where each consent stands, and what staff heard, saw or were told of it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from portal import consent_words
from portal.domain.consent import BY_LAW, PROOFS, SCOPES, Grant, Proof, Scope, Standing
from portal.domain.errors import ImpossibleMove, Incomplete, LostUpdate, NotFound
from portal.domain.events import RESIDENT
from portal.domain.people import words as words_of
from portal.domain.person_commands import AskConsent, ConfirmConsent, PersonCommand, RefuseConsent, WithdrawConsent
from portal.domain.person_record import Representation
from portal.domain.words import N_
from portal.services.people import do_for_person
from portal.services.staff import staff_name
from portal.web.case import shown
from portal.web.case.people import details_of
from portal.web.consent_form import grant_fields, typed_grant
from portal.web.guards import needs, shows_again
from portal.web.here import gettext as _
from portal.web.staff.blueprint import pages
from portal.web.staff.desk import Desk
from portal.web.typed import (
    Field,
    chosen,
    day,
    field,
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
USUAL = (Scope.SEE, Scope.SPEAK, Scope.LETTERS)
OPEN = (Standing.NAMED, Standing.ASKED, Standing.CONFIRMED)
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


@dataclass(frozen=True)
class Recording:
    """One thing staff write down about a consent: a link, a form, and the command that comes of it.

    `by_resident`: the resident decides, staff write it down.
    """

    heading: str
    intro: str
    submit: str
    fits: Callable[[Representation], bool]
    command: Callable[[Desk, Representation, Grant], PersonCommand]
    asks_grant: bool = False
    words: str = ""
    by_resident: bool = True
    asks_quietly: bool = False


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


@pages.get("/cases/<reference>/people/<id>/form")
@needs("handler")
def consent_paper(reference: str, id: str) -> str:
    """A form to print, which the resident signs."""
    desk, each = _at(reference, id)
    return render_template(
        "staff/consent_paper.html",
        name=_name(desk, each),
        who=consent_words.who_they_are(each, details_of(desk.file, each), shown.wording()),
        resident=desk.file.person.name,
        reference=reference,
        scopes=[_(words) for words in SCOPES.values()],
        back_url=url_for("staff.case", reference=reference),
    )


@pages.route("/cases/<reference>/people/<id>/<name>", methods=("GET", "POST"))
@needs("handler")
@shows_again
def record_consent(reference: str, id: str, name: str) -> str | tuple[str, int] | AnyResponse:
    """One thing staff write down about a consent. Raises NotFound."""
    desk, each = _at(reference, id)
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
    if recording.words and not line("words"):
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
        desk, each = _at(reference, id)
        return _form(desk, each, recording, changed=True), CONFLICT
    return redirect(url_for("staff.case", reference=reference, done="consent"), SEE_OTHER)


def _at(reference: str, id: str) -> tuple[Desk, Representation]:
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
        if what.fits(each)
    ]
    if each.standing in OPEN:
        paper = url_for("staff.consent_paper", reference=reference, id=each.id)
        buttons.append({"url": paper, "text": _("Print a form to sign")})
    return {
        "name": _name(desk, each),
        "who": consent_words.who_they_are(each, details, wording),
        "reach": ", ".join(filter(None, reach)),
        "stands": _(STANDS[Standing.EXPIRED if is_over else each.standing]),
        "is_allowed": each.is_in_force(desk.office.today),
        "may": consent_words.may_do(granted, wording) if granted else [],
        "asks": consent_words.may_do(each.asked, wording) if each.asked else [],
        "how_far": list(consent_words.how_far(granted, wording)) if granted else [],
        "proof": _(PROOFS[each.proof]) if granted and each.proof else "",
        "seen_by": staff_name(desk.office, each.seen_by) if granted and each.seen_by else "",
        "since": wording.day(each.confirmed_on) if granted and each.confirmed_on else "",
        "buttons": buttons,
    }


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
    fits = recording.fits(each)
    fields = with_problems(_fields(desk, each, recording), wrong)
    return render_template(
        "staff/form.html",
        heading=_(recording.heading),
        caption=f"{desk.case.reference} · {_name(desk, each)}",
        intro=[_(recording.intro)],
        warning=_(MEANWHILE) if changed or not fits else "",
        fields=fields,
        errors=unplaced(fields, wrong),
        hidden={"version": str(desk.file.record.version), "form": form_id()},
        submit_text=_(recording.submit) if fits else "",
        back_url=url_for("staff.case", reference=desk.case.reference),
        notices=notices or [],
    )


def _fields(desk: Desk, each: Representation, recording: Recording) -> list[Field]:
    told = each.asked or each.granted or Grant(USUAL)
    fields = grant_fields(desk.case.reference, told, for_staff=True) if recording.asks_grant else []
    fields.append(field("date", "on", _("On which day?"), value=desk.office.today.isoformat()))
    if recording.words:
        fields.append(
            field("longtext", "words", _(recording.words), rows="3", hint=_("The resident may ask to read it."))
        )
    if recording.asks_quietly:
        quietly = {"value": "quietly", "text": _("Do not tell them. The resident is not safe when they know.")}
        fields.append(field("choices", "quietly", _("Should we tell them?"), value=[], options=[quietly]))
    return fields


def _seen(proof: Proof) -> Callable[[Desk, Representation, Grant], PersonCommand]:
    """Whoever writes it down is who heard or saw it."""

    def command(desk: Desk, each: Representation, grant: Grant) -> PersonCommand:
        return ConfirmConsent(each.id, grant, proof, seen_by=desk.by, words=desk.words("words"))

    return command


RECORDINGS: Mapping[str, Recording] = {
    "spoken": Recording(
        heading=N_("The resident told me that they agree"),
        intro=N_(
            "Speak with the resident alone. Say who asks, what they could see, and that it can be stopped at any time."
        ),
        submit=N_("Write it down"),
        fits=lambda each: each.standing in OPEN,
        command=_seen(Proof.SPOKEN),
        asks_grant=True,
        words=N_("What did they say, and how do you know it was them?"),
    ),
    "signed": Recording(
        heading=N_("I have a form that the resident signed"),
        intro=N_("Only what is ticked on the form is allowed."),
        submit=N_("Write it down"),
        fits=lambda each: each.standing in OPEN,
        command=_seen(Proof.SIGNED_FORM),
        asks_grant=True,
        words=N_("Where is the form kept?"),
    ),
    "papers": Recording(
        heading=N_("I have seen the papers that let them act"),
        intro=N_(
            "A power of attorney, an order of the court, or the papers of an executor. They say what may be done."
        ),
        submit=N_("Write it down"),
        fits=lambda each: each.standing in OPEN and each.relationship in BY_LAW,
        command=_seen(Proof.AUTHORITY),
        asks_grant=True,
        words=N_("Which papers did you see?"),
        by_resident=False,
    ),
    "refused": Recording(
        heading=N_("The resident said no"),
        intro=N_("Whoever asked is told that the resident said no, and sees nothing."),
        submit=N_("Write it down"),
        fits=lambda each: each.asked is not None,
        command=lambda desk, each, grant: RefuseConsent(each.id, each.asked_at),
    ),
    "ask": Recording(
        heading=N_("Ask the resident again"),
        intro=N_("The resident gets a new question. The one before does not work any more."),
        submit=N_("Ask the resident"),
        fits=lambda each: each.standing is not Standing.CONFIRMED,
        command=lambda desk, each, grant: AskConsent(each.id, grant),
        asks_grant=True,
        by_resident=False,
    ),
    "stop": Recording(
        heading=N_("The resident wants it to stop"),
        intro=N_("It ends at once and everywhere: what they have open is closed."),
        submit=N_("Stop it now"),
        fits=lambda each: each.standing in OPEN,
        command=lambda desk, each, grant: WithdrawConsent(each.id, quietly="quietly" in chosen("quietly")),
        asks_quietly=True,
    ),
}
"""What can be written down, in the order of its links."""
