"""Stopping and coming back: unsent words, a link to carry on, another landlord, clearing this device."""

from flask import Response, g, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from portal import access
from portal.domain.errors import NotFound
from portal.domain.journey import EMAIL, Question, problem_with
from portal.services.drafts import CARRY_ON, discard, keep_unsent, move, send_link
from portal.web.complain.asking import next_page
from portal.web.complain.blueprint import SEE_OTHER, pages, the_draft
from portal.web.cookies import DRAFT, begin_session, draft_session, end_session
from portal.web.guards import public, shows_again
from portal.web.here import gettext as _
from portal.web.here import office, parts
from portal.web.typed import field, is_shown_again, line, typed_again

MAIL = Question(id="email", kind="email", page="link", words="", short="", missing=EMAIL)


@pages.post("/<landlord>/complain/unsent")
@public
def unsent() -> AnyResponse:
    """Keep words that were typed but not sent. A page that was left long ago keeps nothing."""
    draft, session = the_draft(), draft_session()
    if draft.reference:
        return Response(status=204)
    typed = {name: request.form[name] for name in request.form if name not in ("csrf_token", "from")}
    if any(words.strip() for words in typed.values()):
        keep_unsent(office(), draft, typed)
    response = Response(status=204)
    return response if session else begin_session(response, DRAFT, g.landlord, draft.id)


@pages.post("/<landlord>/complain/clear")
@public
def clear() -> AnyResponse:
    """Forget the answers on this device, and begin again or leave."""
    session = draft_session()
    if session:
        discard(office(), session.what)
    onward = url_for("home.home") if line("then") == "leave" else url_for("complain.start")
    return end_session(make_response(redirect(onward, SEE_OTHER)), DRAFT, g.landlord)


@pages.get("/<landlord>/complain/link")
@public
def ask_link() -> str:
    """Where to send a link to carry on."""
    return _link_page()


@pages.post("/<landlord>/complain/link")
@public
@shows_again
def link() -> str | AnyResponse:
    """Send a link to carry on."""
    if is_shown_again():
        return _link_page(notices=typed_again())
    draft, address = the_draft(), line("email")
    if draft.reference or draft_session() is None:
        return redirect(url_for("complain.start"), SEE_OTHER)
    if problem := problem_with(MAIL, address, office().policy):
        return _link_page(error=_(problem.words))
    send_link(office(), draft, address)
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
    if found is None:
        return render_template("link_used.html")
    draft = office().store.draft(found.what)
    response = make_response(redirect(next_page(draft), SEE_OTHER))
    return begin_session(response, DRAFT, g.landlord, draft.id)


@pages.get("/<landlord>/complain/move")
@public
def ask_move() -> str:
    """Is it another landlord's? The answers can go there."""
    others = [each for each in parts().packs.landlords if each != g.landlord]
    names = [{"slug": each, "name": parts().office(each).policy.name} for each in others]
    return render_template("move.html", others=names, back_url=next_page(the_draft()))


@pages.post("/<landlord>/complain/move")
@public
def move_draft() -> AnyResponse:
    """Take the answers to another landlord."""
    draft, other = the_draft(), line("to")
    if other not in parts().packs.landlords or draft.reference:
        raise NotFound(other)
    move(office(), draft, other)
    response = make_response(redirect(f"/{other}/complain", SEE_OTHER))
    end_session(response, DRAFT, g.landlord)
    return begin_session(response, DRAFT, other, draft.id)


def _link_page(error: str = "", **more: object) -> str:
    asked = field("email", "email", _("Where should we send the link?"), error=error or None, autocomplete="email",
                  hint=_("Anyone who can read that email can see your answers."))  # fmt: skip
    return render_template("question.html", fields=[asked], continue_text=_("Send me the link"), **more)
