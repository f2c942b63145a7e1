"""The chat: a page that posts, better with a script; and Rasa's REST channel for other programs."""

import re
from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4

from flask import Blueprint, Response, current_app, g, jsonify, redirect, render_template, request, url_for
from markupsafe import Markup, escape
from werkzeug import Response as WebResponse

from portal.assistant import LONGEST, ON_PAGE, Assistant, Conversation, Reply
from portal.conversation_words import Line
from portal.domain.errors import NotFound, NotKept
from portal.domain.terms import Kind
from portal.domain.words import N_
from portal.web.cookies import CASE, DRAFT, begin_session, draft_session, remember_language
from portal.web.guards import channel, public, shows_again
from portal.web.here import gettext as _
from portal.web.here import landlords_here, language, office, parts
from portal.web.home.adjustments import note_asked
from portal.web.readers import open_session, own_case
from portal.web.typed import number

pages = Blueprint("chat", __name__)

LONGEST_SENDER = 200
SEE_OTHER, TOO_MANY = 303, 429
PHONE = re.compile(r"\b\d(?: ?\d){2,13}\b")
PRESS_AGAIN = N_("Press the button again. The page was open for a long time.")
TOO_LONG = N_("This is too long for the chat. Send a part of it, or use the form.")
TOO_FAST = N_("You write faster than we can read. Wait a few seconds, then send it again.")
WRONG_SHAPE = "send {sender, message, metadata: {landlord, language}} as JSON"
WHICH_LANDLORD = "several landlords are here: name one as metadata.landlord"
NO_LANDLORD = "no such landlord"


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
    draft, text = session.what if session else "", _typed()
    if g.get("stale"):
        return _page(draft, typed=text, notice=_(PRESS_AGAIN))
    if len(text) > LONGEST:
        return _page(draft, typed=text, notice=_(TOO_LONG))
    if draft and not _may_write(_sender(draft)):
        return Response(_page(draft, typed=text, notice=_(TOO_FAST)), TOO_MANY)
    if not text.strip():
        return redirect(url_for("chat.chat", _anchor="write"), SEE_OTHER)
    draft = draft or uuid4().hex
    reply = _hear(draft, text)
    answer = _answer(reply, draft)
    now = reply.draft or draft
    if now != draft:
        assistant().move(g.landlord, _sender(draft), _sender(now))
    if not session or now != draft:
        begin_session(answer, DRAFT, g.landlord, now)
    if case := reply.opened or reply.made:
        holder = office().store.maker_of(case) if reply.made else ""
        begin_session(answer, CASE, g.landlord, case, holder=holder)
    if reply.made and office().store.case(reply.made).kind is Kind.ADJUSTMENT:
        note_asked(reply.made)
    if reply.language != language().code:
        remember_language(answer, reply.language)
    return answer


@pages.post("/webhooks/rest/webhook")
@channel
def webhook() -> Response | tuple[Response, int]:
    """Rasa's REST channel: {sender, message, metadata} in, a list of messages out."""
    said = request.get_json(silent=True)
    if not isinstance(said, dict) or not all(isinstance(said.get(key), str) for key in ("sender", "message")):
        return jsonify(error=WRONG_SHAPE), 400
    sender = said["sender"]
    if not sender.isprintable() or not 0 < len(sender) <= LONGEST_SENDER:
        return jsonify(error=f"a sender has 1 to {LONGEST_SENDER} printable characters"), 400
    metadata = said.get("metadata")
    metadata = metadata if isinstance(metadata, dict) else {}
    here = landlords_here()
    landlord = str(metadata.get("landlord") or (here[0] if len(here) == 1 else ""))
    if not landlord:
        return jsonify(error=WHICH_LANDLORD), 400
    if landlord not in here:
        return jsonify(error=NO_LANDLORD), 404
    if len(said["message"]) > LONGEST:
        return jsonify([{"recipient_id": sender, "text": _(TOO_LONG)}])
    if not _may_write(f"rest:{sender}", landlord):
        return jsonify([{"recipient_id": sender, "text": _(TOO_FAST)}])
    try:
        reply = assistant().hear(
            landlord, f"rest:{sender}", said["message"], language=str(metadata.get("language") or "")
        )
        code = assistant().code_words(landlord, reply)
    except NotFound:
        return jsonify(error=NO_LANDLORD), 404
    except NotKept:
        return jsonify(error="the message was not received; send it again"), 503
    messages = [*reply.messages, *([{"text": code}] if code else [])]
    return jsonify([{"recipient_id": sender, **message} for message in messages])


def _may_write(sender: str, landlord: str = "") -> bool:
    """Not faster than anybody reads. Of a message too many nothing is kept: it can be sent again."""
    return assistant().pace.allows(f"{landlord or g.landlord}/{sender}", parts().clock())


def _typed() -> str:
    """A button, words, or the small form that opens a case; what it holds is masked before it is kept."""
    form = request.form
    door = " ".join((form.get("reference", "").strip(), form.get("code", "").strip())).strip()
    return form.get("payload") or form.get("message") or door


def _hear(draft: str, text: str) -> Reply:
    return assistant().hear(
        g.landlord,
        _sender(draft),
        text,
        language=language().code,
        draft=draft,
        opened=own_case(),
        address=request.remote_addr or "",
        turn=number("turn"),
    )


def _answer(reply: Reply, draft: str) -> Response | WebResponse:
    """What the page is given: the new lines for a script, else the page again."""
    if request.accept_mimetypes.best != "application/json":
        return redirect(url_for("chat.chat", _anchor="write"), SEE_OTHER)
    if not reply.messages:
        return jsonify(go=url_for("chat.chat"))
    if reply.language != language().code:
        return jsonify(go=url_for("chat.chat", lang=reply.language))
    so_far = assistant().conversation(g.landlord, _sender(draft), reply.language)
    shown = _shown(Conversation(so_far.last, reply.turn), is_open=bool(reply.opened))
    return jsonify(
        html=render_template("chat_messages.html", **shown),
        choices=render_template("chat_choices.html", **shown),
        turn=reply.turn,
    )


def _page(draft: str, typed: str = "", notice: str = "") -> str:
    """The page again. `typed` is what they wrote: what a button sends never stands in a box."""
    notices = [{"kind": "info", "text": notice}] if notice else []
    typed = "" if request.form.get("payload") else typed
    so_far = assistant().conversation(g.landlord, _sender(draft) if draft else "", language().code, draft)
    if (session := draft_session()) and session.asleep(parts().clock()):  # whoever is here may be somebody else
        so_far = Conversation((), so_far.turn)
    return render_template("chat.html", typed=typed, notices=notices, **_shown(so_far))


def _shown(so_far: Conversation, *, is_open: bool = False) -> dict[str, Any]:
    return {
        "messages": [_message(line) for line in so_far.lines if line.text],
        "buttons": [{"title": title, "payload": payload} for title, payload in so_far.buttons],
        "asks_for_code": so_far.asks_for_code and not is_open and open_session() is None,
        "action": url_for("chat.turn"),
        "turn": so_far.turn,
        "form_url": url_for("complain.start"),
        "copy_url": url_for("transcripts.transcript"),
        "is_cut": so_far.is_cut,
    }


def _message(line: Line) -> dict[str, Any]:
    html = _linked(line.text, line.who)
    return {"by": line.who, "html": _with_phones(html) if line.urgent else html, "urgent": line.urgent}


def _linked(text: str, who: str) -> Markup:
    """Text with our own addresses as links. Line breaks are kept by the style sheet.

    They stay on the host name of the page, which alone has the cookies of whoever is here. What they wrote may run
    another way than the page.
    """
    base = f"{parts().base_of(office().landlord)}/{office().landlord}/"
    address = re.compile(re.escape(base) + r"[\w@%/?=&-]*")
    linked, at = Markup(""), 0
    for found in address.finditer(text):
        linked += escape(text[at : found.start()])
        to = urlsplit(found.group())
        page = to._replace(scheme="", netloc="").geturl()
        linked += Markup('<a href="{}">{}</a>').format(page, found.group().partition("//")[2])
        at = found.end()
    way = Markup(' dir="auto"') if who == "you" else ""
    return Markup('<div class="bubble__text"{}>{}</div>').format(way, linked + escape(text[at:]))


def _with_phones(html: Markup) -> Markup:
    """Advice in danger with its numbers ready to be dialled."""
    dialled = PHONE.sub(lambda found: f'<a href="tel:{found[0].replace(" ", "")}">{found[0]}</a>', str(html))
    return Markup(dialled)  # noqa: S704  # digits and spaces alone were added to what was escaped


def _sender(draft: str) -> str:
    return f"{ON_PAGE}{draft}"
