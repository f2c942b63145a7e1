"""Stopping and coming back: unsent words, a link to carry on, another landlord, closing on this device."""

from collections.abc import Mapping
from contextlib import suppress

from flask import Response, g, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from portal import access
from portal.assistant import ON_PAGE
from portal.domain.errors import AlreadyMade, NotFound, TooManyTries
from portal.domain.journey import EMAIL, Question, problem_with
from portal.services.drafts import CARRY_ON, discard, journey_of, keep_unsent, move, send_link
from portal.web.complain.blueprint import SEE_OTHER, instead_of, next_page, pages, the_draft
from portal.web.cookies import CASE, DRAFT, begin_session, draft_session, end_session, move_session
from portal.web.guards import public, shows_again
from portal.web.here import gettext as _
from portal.web.here import landlords_here, language, office, parts
from portal.web.typed import field, is_shown_again, line, typed_again

MAIL = Question(id="email", kind="email", page="link", words="", short="", missing=EMAIL)


@pages.post("/<landlord>/complain/unsent")
@public
def unsent() -> AnyResponse:
    """Keep words that were typed but not sent. A page that was left long ago keeps nothing."""
    draft, kept, response = the_draft(), None, Response(status=204)
    with suppress(AlreadyMade):  # it was sent meanwhile, from another window
        kept = None if draft.reference else keep_unsent(office(), draft, _typed())
    is_first = draft_session() is None and kept is not None and kept.version > draft.version
    return begin_session(response, DRAFT, g.landlord, draft.id) if is_first else response


@pages.post("/<landlord>/complain/clear")
@public
def clear() -> AnyResponse:
    """Forget the answers, and the conversation that gave them, and begin again."""
    if session := draft_session():
        discard(office(), session.what)
        office().store.end_tracker(f"{ON_PAGE}{session.what}")
    return end_session(redirect(url_for("complain.start"), SEE_OTHER), DRAFT, g.landlord)


@pages.post("/<landlord>/complain/leave")
@public
def leave() -> AnyResponse:
    """End it on this device, at once, and close a case that is open. The answers are kept for whoever has a link."""
    response = end_session(make_response(render_template("left.html")), DRAFT, g.landlord)
    return end_session(response, CASE, g.landlord)


@pages.get("/<landlord>/complain/link")
@public
def ask_link() -> str | AnyResponse:
    """Where to send a link to carry on."""
    if draft_session() is None:
        return redirect(url_for("complain.start"), SEE_OTHER)
    return instead_of(the_draft()) or _link_page()


@pages.post("/<landlord>/complain/link")
@public
@shows_again
def link() -> str | AnyResponse:
    """Send a link to carry on."""
    draft, address = the_draft(), line("email")
    if draft.reference or draft_session() is None:
        return redirect(url_for("complain.start"), SEE_OTHER)
    if is_shown_again():
        return _link_page(notices=typed_again())
    if problem := problem_with(MAIL, address, office().policy):
        return _link_page(error=_(problem.words))
    try:
        counted = (f"mail to {address.lower()}", f"mail from {request.remote_addr}")
        access.not_too_often(office().store, *counted, secret=office().secret, now=office().clock())
    except TooManyTries:
        return _link_page(error=_("We have sent several links. Look in your inbox, or wait a few minutes"))
    send_link(office(), draft, address, language().code)
    return render_template("link_sent.html", email=address, carry_on_url=next_page(draft))


@pages.get("/<landlord>/carry-on/<token>")
@public
def carry_on(token: str) -> str:
    """A page with one button: mail programs open links by themselves, so opening one uses up nothing."""
    if access.peek(office().store, token, CARRY_ON, office().clock()) is None:
        return render_template("link_used.html")
    return render_template("link_claim.html", action=url_for("complain.claim", token=token))


@pages.post("/<landlord>/carry-on/<token>")
@public
def claim(token: str) -> str | AnyResponse:
    """Carry on with the draft in this browser."""
    found = access.claim(office().store, token, CARRY_ON, office().clock())
    try:
        draft = office().store.draft(found.what if found else "")
    except NotFound:
        return render_template("link_used.html")
    if draft.reference:  # a case is not opened by a link to its draft: that takes its code
        return render_template("already_sent.html", reference=draft.reference)
    return begin_session(redirect(next_page(draft), SEE_OTHER), DRAFT, g.landlord, draft.id)


@pages.get("/<landlord>/complain/move")
@public
def ask_move() -> str | AnyResponse:
    """Is it another landlord's? The answers can go there."""
    draft = the_draft()
    others = [each for each in landlords_here() if each != g.landlord]
    names = [{"slug": each, "name": parts().office(each).policy.name} for each in others]
    return instead_of(draft) or render_template("move.html", others=names, back_url=next_page(draft))


@pages.post("/<landlord>/complain/move")
@public
def move_draft() -> str | AnyResponse:
    """Take the answers to another landlord."""
    draft, other = the_draft(), line("to")
    if other not in landlords_here() or other == g.landlord:
        raise NotFound(other)
    if instead := instead_of(draft):
        return instead
    there = redirect(url_for("complain.start", landlord=other), SEE_OTHER)
    if draft_session() is None or not draft.version:
        return there
    move(office(), draft, other)
    return move_session(there, DRAFT, g.landlord, other)


def _typed() -> Mapping[str, str]:
    """What stands in the fields, from a form or as JSON; several choices with commas between."""
    sent = request.get_json(silent=True)
    if isinstance(sent, dict):
        return {str(name): words for name, words in sent.items() if isinstance(words, str)}
    several = {question.id for question in journey_of(the_draft()).questions if question.kind == "choices"}
    return {name: ",".join(request.form.getlist(name)) if name in several else request.form[name]
            for name in request.form}  # fmt: skip


def _link_page(error: str = "", **more: object) -> str:
    asked = field("email", "email", _("Where should we send the link?"), error=error or None, autocomplete="email",
                  hint=_("Anyone who can read that email can see your answers."))  # fmt: skip
    return render_template(
        "question.html", fields=[asked], continue_text=_("Send me the link"), back_url=next_page(the_draft()), **more
    )
