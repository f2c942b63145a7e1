"""One turn after the other: a message in, what is said back, the conversation saved last."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.runtime import Tracker, Turn
from bot.understanding.understand import FALLBACK, Understanding
from portal import access
from portal.assistant.engines import Engines, Message
from portal.assistant.pace import Pace
from portal.assistant.transcript import Conversation, pressable, pressed
from portal.assistant.typed_codes import try_code
from portal.conversation_words import Line, lines_of
from portal.domain.choosing import INVISIBLE, is_a_button
from portal.domain.errors import NotFound
from portal.domain.terms import Kind
from portal.domain.words import N_
from portal.languages import LANGUAGES
from portal.parts import Parts
from portal.services.office import Office
from portal.settings import RASA_PATIENCE
from portal.wording import Wording

CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
LONGEST = 50_000
SURE = 0.6
"""From here on a message means what it means, though it is like a button's words."""
UNSURE = (FALLBACK, "out_of_scope")
ON_PAGE = "web:"
STAYS_OPEN = 30 * 60
SHOWN = 200
"""Lines of a conversation on a page."""
FORGETFUL = {"/restart": "/stop", "/back": "/go_back", "/session_start": "/greet"}
"""Rasa's own commands forget what was said. Typed by hand, they mean ours."""
WENT_ON = N_("You told us more on the form. Shall we go on here?")
CARRY_ON = N_("Carry on")
ITS_CODE = N_("Your code is %(code)s. Keep it. You need it with your reference to see our answer.")
YOUR_CODE = N_("Your code is %(code)s. Keep it. You need it with your reference to see your complaint.")


@dataclass(frozen=True)
class Reply:
    """What came of a message: what is said, and what the conversation now holds.

    `draft` is the draft's id, `made` the reference of a case made in this very turn (or said again soon after),
    `opened` of one opened in it, `turn` the next turn's number.
    """

    messages: list[dict[str, Any]]
    language: str
    draft: str
    made: str
    turn: int
    opened: str = ""


class Assistant:
    """One per process; threads share it."""

    def __init__(
        self,
        parts: Parts,
        executor: Any,
        understanding: Understanding | None = None,
        *,
        rasa_patience: float = RASA_PATIENCE,
    ) -> None:
        self._parts = parts
        self.pace = Pace()
        self._engines = Engines(parts.settings.rasa_url, executor, understanding or Understanding(), rasa_patience)

    def hear(
        self,
        landlord: str,
        sender: str,
        text: str,
        *,
        language: str = "",
        draft: str = "",
        opened: str = "",
        address: str = "",
        turn: int | None = None,
    ) -> Reply:
        """One message of one sender's. One turn at a time a sender; the conversation is saved last.

        Understanding needs no lock. A `turn` that was heard before is not heard again: nothing is said. `language` is
        the page's or channel's: a change of it counts. `address` is the visitor's, for the limit on tries.
        Raises NotFound for an unknown landlord, NotKept where nothing can be saved.
        """
        office = self._parts.office(landlord)
        text = CONTROL.sub("", text)[:LONGEST]
        text = text.lstrip(INVISIBLE) if is_a_button(text) else text
        tried = try_code(office, FORGETFUL.get(text.strip(), text), address or sender)
        message = self._engines.message(tried.text, language, "check_status" if tried.is_about_the_case else "")
        with office.store.turn(sender):
            now = self._parts.clock()
            tracker = self._load(office, sender)
            heard = int(tracker.slot("turns") or 0)
            if turn is not None and turn <= heard:
                return _reply([], tracker)
            if not tracker.events and sender.startswith(ON_PAGE):
                tracker = self._greeted(tracker, landlord, language, draft).tracker
            if shown := pressable(tracker.events, message.text):
                message = self._pressed(shown, message)
            slots: dict[str, Any] = {
                "landlord": landlord,
                "sender": sender,
                "draft": tracker.slot("draft") or draft or None,
                "opened": tried.opened or opened or _still_opened(tracker, now.timestamp()),
                "door": tried.door or None,
                "made": None,
                "turns": heard + 1,
                **_language_now(tracker, language),
            }
            said = self._engines.turn(landlord, tracker, message, slots, now.timestamp())
            office.store.save_tracker(sender, said.tracker.to_json(), now, _new_lines(tracker, said, heard))
        return _reply(said.messages, said.tracker, tried.opened)

    def conversation(self, landlord: str, sender: str, language: str, draft: str = "") -> Conversation:
        """The last of the conversation, as both sides saw it; before anybody has written, a greeting that is not kept.

        Not more than a page can show: the whole of it is `store.conversation(sender)`.
        """
        office = self._parts.office(landlord)
        tracker = self._load(office, sender) if sender else self._engines.tracker("new")
        turn = int(tracker.slot("turns") or 0) + 1
        if sender and (lines := office.store.conversation(sender, SHOWN + 1)):
            return Conversation([*lines[-SHOWN:], *self._went_on(office, tracker)], turn, len(lines) > SHOWN)
        return Conversation(lines_of(self._greeted(tracker, landlord, language, draft).events, language), turn)

    def code_words(self, landlord: str, reply: Reply) -> str:
        """The access code of a case just made, for a channel where no page can show one; kept in no conversation.

        A code given before ends. Empty where nothing was made, or where the resident has said that they kept it.
        """
        if not reply.made:
            return ""
        office, code = self._parts.office(landlord), access.new_code()
        stored = access.StoredCode(reply.made, access.kept(code, reply.made, office.secret))
        is_new = office.store.replace_code(stored, self._parts.clock())
        is_complaint = office.store.case(reply.made).kind is not Kind.ADJUSTMENT
        return Wording(reply.language).say(YOUR_CODE if is_complaint else ITS_CODE, code=code) if is_new else ""

    def move(self, landlord: str, sender: str, to: str) -> None:
        """The same conversation under another sender's name, when a second draft begins."""
        kept = self._parts.office(landlord).store
        conversation = kept.tracker(sender)
        if conversation and kept.tracker(to) is None:
            kept.save_tracker(to, conversation, self._parts.clock(), kept.conversation(sender))

    def response(self, name: str, slots: Mapping[str, Any], arguments: Mapping[str, Any]) -> dict[str, Any] | None:
        """A response of the domain as it is said in the language of these slots; None where there is none."""
        return self._engines.response(name, slots, arguments)

    def _pressed(self, shown: Mapping[str, str], message: Message) -> Message:
        """The button whose words or number this message says, if it does; what speaks of danger presses none."""
        meant = message.parse["intent"]
        is_sure = meant["confidence"] >= SURE and meant["name"] not in UNSURE
        button = pressed(shown, message.text, intent=meant["name"], is_sure=is_sure)
        return self._engines.message(button, message.language) if button and "safety" not in message.parse else message

    def _greeted(self, tracker: Tracker, landlord: str, language: str, draft: str) -> Turn:
        """What is said before anybody has written."""
        slots = {"landlord": landlord, "language": language or "en", "draft": draft or None}
        return self._engines.greeting(tracker, slots, self._parts.clock().timestamp())

    def _load(self, office: Office, sender: str) -> Tracker:
        kept = office.store.tracker(sender)
        return self._engines.load(kept) if kept else self._engines.tracker(sender)

    def _went_on(self, office: Office, tracker: Tracker) -> list[Line]:
        """Said on opening the chat again, where the form has answered what the chat last asked."""
        wording = Wording(str(tracker.slot("language") or "en"))
        try:
            draft = office.store.draft(str(tracker.slot("draft")))
        except NotFound:
            return []
        copies = {id: tracker.slot(f"{draft.journey}_{id}") for id in draft.answers}
        given = {id: list(answer) if isinstance(answer, tuple) else answer for id, answer in draft.answers.items()}
        if not tracker.loop or copies == given:
            return []
        return [Line("us", wording.say(WENT_ON), ((wording.say(CARRY_ON), "/carry_on"),))]


def _new_lines(tracker: Tracker, said: Turn, heard: int) -> list[Line]:
    """What this turn adds to the conversation; the first one also the greeting that was shown before it."""
    language = str(said.tracker.slot("language") or "en")
    if not heard:
        return lines_of((*tracker.events, *said.events), language)
    return lines_of(said.events, language, before=tracker.events)


def _language_now(tracker: Tracker, language: str) -> dict[str, str]:
    """What the page or channel says of its language counts when it is news; else what was chosen in the chat stays."""
    if language not in LANGUAGES or language == tracker.slot("came_in"):
        return {}
    return {"language": language, "came_in": language}


def _still_opened(tracker: Tracker, now: float) -> str | None:
    """On a channel a case stays open for as long as on a page: until half an hour without a word."""
    if tracker.sender_id.startswith(ON_PAGE):
        return None
    last = float(tracker.events[-1]["timestamp"]) if tracker.events else 0.0
    return tracker.slot("opened") if now - last < STAYS_OPEN else None


def _reply(messages: list[dict[str, Any]], tracker: Tracker, opened: str = "") -> Reply:
    language, draft, made = (str(tracker.slot(name) or "") for name in ("language", "draft", "made"))
    return Reply(messages, language, draft, made, int(tracker.slot("turns") or 0) + 1, opened)
