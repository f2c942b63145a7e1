"""What a resident can do with a case: write to us, add photos, ask for the next stage."""

from collections.abc import Callable, Iterator
from contextlib import suppress

from flask import g, redirect, render_template, url_for
from werkzeug.wrappers import Response as AnyResponse

from portal import case_words
from portal.domain.case import Phase
from portal.domain.case_dates import may_go_on
from portal.domain.commands import Escalate, Send
from portal.domain.deadlines import ESCALATE_BY, RESPOND
from portal.domain.errors import ImpossibleMove, Incomplete
from portal.domain.permissions import Right
from portal.domain.policy import Stage
from portal.domain.terms import Kind
from portal.services.casework import CaseFile, carry_out, open_file, try_out
from portal.web.case import shown
from portal.web.case.blueprint import pages
from portal.web.case.photos import SentPhotos
from portal.web.danger import told_first
from portal.web.files import size
from portal.web.guards import allowed, resident, shows_again
from portal.web.here import gettext as _
from portal.web.here import office
from portal.web.ombudsman import ombudsman
from portal.web.questions import question_of
from portal.web.readers import by
from portal.web.typed import (
    Field,
    field,
    form_id,
    is_shown_again,
    line,
    text,
    too_long,
    typed_again,
    unplaced,
    with_problems,
    words_once,
)

SEE_OTHER = 303
BOTH = ("GET", "POST")
HEARING = "in_person"


@pages.route("/<landlord>/case/message", methods=BOTH)
@resident
@allowed(Right.WRITE)
@shows_again
def message() -> str | AnyResponse:
    """Write to whoever deals with the case, with photos if wished."""
    return _write("message", _("Write to us about it"), [_words, _photos])


@pages.route("/<landlord>/case/photos", methods=BOTH)
@resident
@allowed(Right.WRITE)
@shows_again
def photos() -> str | AnyResponse:
    """Add photos or documents, with words if wished."""
    return _write("photos", _("Add a photo or document"), [_photos, _words_if_wished])


def _write(name: str, heading: str, fields: list[Callable[[SentPhotos], Field]]) -> str | AnyResponse:
    sent = SentPhotos.from_form(g.reference)
    problems = {**sent.problems, **too_long("words")}
    if sent.is_sending and not is_shown_again() and not problems:
        try:
            _check(name, sent)
            command = Send("landlord", words_once("words", g.reference, sent.kept), sent.kept)
            carry_out(office(), g.reference, command, by=by())
        except Incomplete as missing:
            problems = missing.problems
        else:
            return _sent(name)
    asked = with_problems([make(sent) for make in fields], problems)
    return render_template(
        "question.html",
        heading=heading,
        caption=g.reference,
        fields=asked,
        errors=unplaced(asked, problems),
        hidden={"form": form_id(), "kept": sent.kept_ids, "case": g.reference},
        continue_text=_("Send"),
        back_url=url_for("case.sign_in"),
        notices=typed_again() if is_shown_again() else [],
    )


def _sent(done: str) -> str | AnyResponse:
    """Back to the case; but where the words speak of danger, first what to do now."""
    return told_first(text("words"), url_for("case.sign_in", done=done))


def _check(name: str, sent: SentPhotos) -> None:
    if name == "photos" and not sent.kept:
        raise Incomplete({"photos": _("Choose a photo or document")})


def _words(sent: SentPhotos) -> Field:
    return field("longtext", "words", _(question_of("message", "words").words))


def _words_if_wished(sent: SentPhotos) -> Field:
    return field("longtext", "words", _("Do you want to say anything about it?"), optional=True)


def _photos(sent: SentPhotos) -> Field:
    kept = [{"id": each.id, "name": each.name, "size": size(each.size)} for each in sent.kept]
    hint = _("Photos, or PDF documents. Each can be up to 10 MB.")
    return field("files", "photos", _("Photos or documents"), value=kept, hint=hint, optional=True)


@pages.route("/<landlord>/case/escalate", methods=BOTH)
@resident
@allowed(Right.ESCALATE)
@shows_again
def escalate() -> str | AnyResponse:
    """Ask for the next stage. No reason is asked for; late is said, and sent all the same (Code 6.12)."""
    file = open_file(office(), g.reference)
    later = may_go_on(file.case, file.policy)
    if line("stage") and line("stage") != str(file.case.stage):
        return redirect(url_for("case.sign_in", done="escalated"), SEE_OTHER)  # this form has been sent before
    if later is None:
        return _not_now(file)
    problems = too_long("words")
    if line("stage") and not is_shown_again() and not problems:
        with suppress(ImpossibleMove):  # a second tap came first, and asked for the same
            carry_out(office(), g.reference, _escalation(), by=by())
        return _sent("escalated")
    return _confirm(file, later, problems)


def _escalation() -> Escalate:
    """With what they say, if anything. `carry_out` lets a hearing pass only where the stage offers one."""
    words = words_once("words", g.reference) if text("words") else None
    return Escalate(words, hearing=line("hearing") == HEARING)


def _confirm(file: CaseFile, later: Stage, problems: dict[str, str]) -> str:
    asked = try_out(office(), g.reference, Escalate(), by=by()).events[0]
    limit, wording = file.deadline(ESCALATE_BY), shown.wording()
    is_late = bool(getattr(asked, "late", False) and limit)
    due = getattr(asked, "told", {}).get(RESPOND)
    is_answered = bool(file.case.stages[file.case.stage].answered)
    is_optional = is_answered and case_words.is_final_for_the_code(file.case)
    return render_template(
        "case_escalate.html",
        caption=g.reference,
        heading=case_words.next_road(later, file.case, wording),
        stage=_(later.name),
        is_answered=is_answered,
        is_optional=is_optional,
        responder=case_words.responder(later, file.policy, wording),
        about=[_(words) for words in (later.words, later.gate) if words],
        due=wording.day(due) if due else "",
        late=wording.day(limit.due) if is_late and limit else "",
        fields=with_problems(list(_wishes(later)), problems),
        hidden={"stage": str(file.case.stage), "form": form_id(), "case": g.reference},
        ombudsman=ombudsman(file.policy),
        back_url=url_for("case.sign_in"),
        notices=typed_again() if is_shown_again() else [],
    )


def _wishes(later: Stage) -> Iterator[Field]:
    """What they may say, and whether they want to be heard; neither is asked for (Code 6.12)."""
    words, hearing = question_of("escalation", "words"), question_of("escalation", "hearing")
    hint = _(words.hint)
    helps = f"{hint} {_('It helps us if you do.')}" if later.asks_reasons else hint
    yield field("longtext", "words", _(words.words), optional=True, hint=helps)
    if later.hearing:
        titles = {option.value: option.words for option in hearing.options}
        heard = {"value": HEARING, "text": _(titles[HEARING]), "hint": _(later.hearing), "fields": []}
        yield field("choices", "hearing", _(hearing.words), value=[], options=[heard])


def _not_now(file: CaseFile) -> str:
    case = file.case
    due = next((each for each in shown.dates(file, office().today)), None)
    return render_template(
        "case_not_now.html",
        caption=g.reference,
        is_complaint=case.kind is Kind.COMPLAINT,
        answered=bool(case.stages[case.stage].answered),
        withdrawn=case.is_withdrawn,
        refused=case.phase is Phase.REFUSED,
        last=file.policy.next_stage(case.stage) is None,
        due=due,
        ombudsman=ombudsman(file.policy),
        back_url=url_for("case.sign_in"),
    )
