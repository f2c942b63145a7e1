"""A copy of the conversation: as a page to read or print, and as a file to keep."""

from flask import Blueprint, Response, g, redirect, render_template, url_for
from werkzeug import Response as WebResponse

from portal.assistant import ON_PAGE
from portal.clock import london_day
from portal.conversation_words import Line, by_day, copy_to_keep, time_of
from portal.web.cookies import draft_session
from portal.web.guards import public
from portal.web.here import language, office, parts
from portal.wording import Wording

pages = Blueprint("transcripts", __name__)


@pages.get("/<landlord>/chat/transcript")
@public
def transcript() -> str | WebResponse:
    """Everything that was said, for whoever has the conversation in this browser."""
    if _is_asleep():
        return redirect(url_for("complain.start"))
    wording = Wording(language().code)
    return render_template(
        "transcript.html",
        days=[{"day": day, "lines": [_shown(line, wording) for line in lines]} for day, lines in by_day(_lines())],
        file_url=url_for("transcripts.file"),
        chat_url=url_for("chat.chat"),
    )


@pages.get("/<landlord>/chat/transcript.txt")
@public
def file() -> Response | WebResponse:
    """The same as plain text, to be saved."""
    if _is_asleep():
        return redirect(url_for("complain.start"))
    text = copy_to_keep(_lines(), Wording(language().code), office().policy.name)
    answer = Response(f"{text}\n", content_type="text/plain; charset=utf-8")
    name = f"{g.landlord}-{london_day(parts().clock())}.txt"
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _lines() -> list[Line]:
    session = draft_session()
    return office().store.conversation(f"{ON_PAGE}{session.what}") if session else []


def _is_asleep() -> bool:
    """Whoever is here may be somebody else: they are asked first, as before any answer is shown."""
    session = draft_session()
    return bool(session and session.asleep(parts().clock()))


def _shown(line: Line, wording: Wording) -> dict[str, object]:
    return {
        "by": line.who,
        "text": line.text,
        "choices": [title for title, _ in line.buttons],
        "time": time_of(line, wording),
        "at": line.at.isoformat() if line.at else "",
    }
