"""The chat: a page that posts, better with a script; and Rasa's REST channel for other programs."""

import re
from typing import Any
from uuid import uuid4

from flask import Blueprint, Response, current_app, g, jsonify, redirect, render_template, request, url_for
from markupsafe import Markup, escape
from werkzeug import Response as WebResponse

from portal.assistant import LONGEST, ON_PAGE, Assistant, Line, Reply
from portal.domain.errors import NotFound
from portal.domain.words import N_
from portal.web.cookies import CASE, DRAFT, begin_session, case_session, draft_session
from portal.web.guards import channel, public, shows_again
from portal.web.here import LANGUAGE_COOKIE, language, office, parts
from portal.web.here import gettext as _

pages = Blueprint("chat", __name__)

A_YEAR = 365 * 24 * 3600
PRESS_AGAIN = N_("Press the button again. The page was open for a long time.")


def assistant() -> Assistant:
    """The assistant of this process."""
    found: Assistant = current_app.extensions["putright_assistant"]
    return found


@pages.get("/<landlord>/chat")
@public
def chat() -> str | WebResponse:
    """The conversation so far, or a greeting."""
    session = draft_session()
    if session and session.asleep(parts().clock()):
        return redirect(url_for("complain.start"))
    return _page(session.what if session else "")


@pages.post("/<landlord>/chat")
@public
@shows_again
def turn() -> str | Response | WebResponse:
    """One turn. A turn posted twice is heard once."""
    session = draft_session()
    draft = session.what if session else ""
    text = request.form.get("payload") or request.form.get("message", "")
    if g.get("stale") or not text.strip() or len(text) > LONGEST:
        return _again(draft, text)
    draft = draft or uuid4().hex
    reply = _hear(draft, text)
    answer = _answer(reply, draft, text)
    if reply.draft and reply.draft != draft:
        assistant().move(g.landlord, _sender(draft), _sender(reply.draft))
    if not session or (reply.draft and reply.draft != draft):
        begin_session(answer, DRAFT, g.landlord, reply.draft or draft)
    if reply.made:
        begin_session(answer, CASE, g.landlord, reply.made)
    if reply.language != language().code:
        answer.set_cookie(LANGUAGE_COOKIE, reply.language, max_age=A_YEAR, samesite="Lax", httponly=True)
    return answer


@pages.post("/webhooks/rest/webhook")
@channel
def webhook() -> Response | tuple[Response, int]:
    """Rasa's REST channel: {sender, message, metadata} in, a list of messages out."""
    said = request.get_json(silent=True)
    if not isinstance(said, dict) or not all(isinstance(said.get(key), str) for key in ("sender", "message")):
        return jsonify(error="send {sender, message, metadata: {landlord, language}}"), 400
    metadata = said.get("metadata")
    metadata = metadata if isinstance(metadata, dict) else {}
    landlord = str(metadata.get("landlord") or "".join(parts().packs.landlords[:1]))
    try:
        reply = assistant().hear(
            landlord, f"rest:{said['sender']}", said["message"], language=str(metadata.get("language") or "")
        )
    except NotFound:
        return jsonify(error="no such landlord"), 404
    messages = [*reply.messages, *code_message(landlord, reply)]
    return jsonify([{"recipient_id": said["sender"], **message} for message in messages])


def code_message(landlord: str, reply: Reply) -> list[dict[str, Any]]:
    """The access code of a case just made, said once on a channel and kept in no conversation."""
    code = assistant().renew_code(landlord, reply.made) if reply.made else ""
    return [{"text": _("Your code is %(code)s. Keep it. You need it to see your case.", code=code)}] if code else []


def _hear(draft: str, text: str) -> Reply:
    opened, number = case_session(), request.form.get("turn", "")
    return assistant().hear(
        g.landlord,
        _sender(draft),
        text,
        language=language().code,
        draft=draft,
        opened=opened.what if opened else "",
        turn=int(number) if number.isascii() and number.isdigit() else None,
    )


def _answer(reply: Reply, draft: str, text: str) -> Response | WebResponse:
    """What the page is given: the new lines for a script, else the page again."""
    if request.accept_mimetypes.best != "application/json":
        return redirect(url_for("chat.chat", _anchor="write"), 303)
    if not reply.messages:
        return jsonify(go=url_for("chat.chat"))
    if reply.language != language().code:
        return jsonify(go=url_for("chat.chat", lang=reply.language))
    lines = assistant().transcript(g.landlord, _sender(draft))
    last_of_theirs = max(number for number, line in enumerate(lines) if line.who == "you")
    shown = _shown(lines[last_of_theirs:], reply.turn)
    return jsonify(
        html=render_template("chat_messages.html", **shown),
        choices=render_template("chat_choices.html", **shown),
        turn=reply.turn,
    )


def _again(draft: str, text: str) -> str | Response | WebResponse:
    """The page as it was, with what was typed. An empty message is no turn."""
    if g.get("stale"):
        return _page(draft, typed=text, notice=_(PRESS_AGAIN))
    if len(text) > LONGEST:
        return _page(
            draft, typed=text, notice=_(N_("This is too long for the chat. Send a part of it, or use the form."))
        )
    return redirect(url_for("chat.chat", _anchor="write"), 303)


def _page(draft: str, typed: str = "", notice: str = "") -> str:
    talk = assistant()
    lines = talk.transcript(g.landlord, _sender(draft)) if draft else []
    lines = lines or talk.greeting(g.landlord, language().code)
    number = talk.next_turn(g.landlord, _sender(draft)) if draft else 1
    return render_template("chat.html", typed=typed, notice=notice, **_shown(lines, number))


def _shown(lines: list[Line], number: int) -> dict[str, Any]:
    last = lines[-1] if lines else Line("us", "")
    return {
        "messages": [{"by": line.who, "html": _linked(line.text)} for line in lines if line.text],
        "buttons": [{"title": title, "payload": payload} for title, payload in last.buttons],
        "asks_for_code": last.asks_for_code and case_session() is None,
        "action": url_for("chat.turn"),
        "turn": number,
        "form_url": url_for("complain.start"),
        "max_length": LONGEST,
        "sign_in_url": url_for("case.sign_in"),
    }


def _linked(text: str) -> Markup:
    """Text with our own addresses as links. Line breaks are kept by the style sheet."""
    base = parts().settings.base_url.rstrip("/") + f"/{office().landlord}/"
    address = re.compile(re.escape(base) + r"[\w@%/?=&-]*")
    linked, at = Markup(""), 0
    for found in address.finditer(text):
        linked += escape(text[at : found.start()])
        linked += Markup('<a href="{}">{}</a>').format(found.group(), found.group().partition("//")[2])
        at = found.end()
    return Markup('<div class="bubble__text">{}</div>').format(linked + escape(text[at:]))


def _sender(draft: str) -> str:
    return f"{ON_PAGE}{draft}"
