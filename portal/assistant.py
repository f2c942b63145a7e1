"""The assistant in the portal's process: bot/ run by the embedded engine, conversations kept in the database."""

import asyncio
import re
import threading
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.runtime import Engine, Tracker, load_domain, load_rules
from bot.runtime.engine import Parse
from bot.runtime.events import Event
from bot.understanding.understand import Understanding
from portal import access
from portal.domain.errors import NotFound, TooManyTries
from portal.parts import Parts
from portal.wording import Wording

BOT = Path(__file__).parent.parent / "bot"
CODE = re.compile(
    r"\b[a-z]{2,5}-[0-9a-z]{4}-[0-9a-z]{4}\b(?P<code>(?:[\s,:]|code|and|is)*(?:[0-9a-z][\s-]?){10}\b)", re.I
)
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u202a-\u202e\u2066-\u2069]")
MASK = " [code]"
LONGEST = 50_000
ON_PAGE = "web:"
STAYS_OPEN = 30 * 60


@dataclass(frozen=True)
class Line:
    """One line of a conversation as it is shown: `who` is `us` or `you`."""

    who: str
    text: str
    buttons: tuple[tuple[str, str], ...] = ()
    asks_for_code: bool = False


@dataclass(frozen=True)
class Reply:
    """What came of a message: what is said, and what the conversation now holds.

    `draft` is the draft's id, `made` the reference of a case made in this very turn, `turn` the next turn's number.
    """

    messages: list[dict[str, Any]]
    language: str
    draft: str
    made: str
    turn: int


class Assistant:
    """One per process; threads share it."""

    def __init__(self, parts: Parts, executor: Any, understanding: Understanding | None = None) -> None:
        self._parts = parts
        self._understanding = understanding or Understanding()
        domain = load_domain(BOT / "domain")
        self._engine = Engine(
            domain, load_rules(domain, BOT / "data" / "rules"), executor, self._parse, responder=self._in_their_language
        )
        self._threads = threading.local()

    def hear(
        self,
        landlord: str,
        sender: str,
        text: str,
        *,
        language: str = "",
        draft: str = "",
        opened: str = "",
        turn: int | None = None,
    ) -> Reply:
        """One message of one sender's. One turn at a time a sender; the conversation is saved last.

        Understanding needs no lock. A `turn` that was heard before is not heard again: nothing is said.
        Raises NotFound for an unknown landlord, NotKept where nothing can be saved.
        """
        office = self._parts.office(landlord)
        text = CONTROL.sub("", text)[:LONGEST]
        text, opened = self._take_code(landlord, sender, text, opened)
        parse = self._run(self._engine.understand(text))
        with office.store.turn(sender):
            now = self._parts.clock().timestamp()
            tracker = self._load(landlord, sender)
            heard = int(tracker.slot("turns") or 0)
            if turn is not None and turn <= heard:
                return _reply([], tracker)
            known = {"landlord": landlord, "language": language, "draft": draft}
            slots: dict[str, Any] = {name: value for name, value in known.items() if value}
            slots |= {"opened": opened or _still_opened(tracker, now), "made": None, "turns": heard + 1}
            said = self._run(self._engine.turn(tracker, text, now=now, parse=parse, slots=slots))
            office.store.save_tracker(sender, said.tracker.to_json(), self._parts.clock())
        return _reply(said.messages, said.tracker)

    def greeting(self, landlord: str, language: str) -> list[Line]:
        """What is said before anybody has written: nothing of it is kept."""
        now = self._parts.clock().timestamp()
        slots = {"landlord": landlord, "language": language}
        greeted = self._engine.turn(self._engine.tracker("new"), "/greet", now=now, slots=slots)
        return _lines(self._run(greeted).events)[1:]

    def renew_code(self, landlord: str, reference: str) -> str:
        """A new access code for a case just made on a channel, where no page can show one."""
        office, code = self._parts.office(landlord), access.new_code()
        stored = access.StoredCode(reference, access.kept(code, reference, office.secret))
        return code if office.store.replace_code(stored, self._parts.clock()) else ""

    def transcript(self, landlord: str, sender: str) -> list[Line]:
        """The conversation so far, as both sides saw it. Only the last line keeps its buttons."""
        lines = _lines(self._load(landlord, sender).events)
        return [*(Line(line.who, line.text) for line in lines[:-1]), *lines[-1:]]

    def next_turn(self, landlord: str, sender: str) -> int:
        """The number of the next turn."""
        return int(self._load(landlord, sender).slot("turns") or 0) + 1

    def move(self, landlord: str, sender: str, to: str) -> None:
        """The same conversation under another sender's name, when a second draft begins."""
        kept = self._parts.office(landlord).store
        if conversation := kept.tracker(sender):
            kept.save_tracker(to, conversation, self._parts.clock())

    def _load(self, landlord: str, sender: str) -> Tracker:
        kept = self._parts.office(landlord).store.tracker(sender)
        return self._engine.load(kept) if kept else self._engine.tracker(sender)

    def _take_code(self, landlord: str, sender: str, text: str, opened: str) -> tuple[str, str]:
        """An access code never reaches the conversation: it is tried, and masked in what is kept."""
        match = CODE.search(text)
        if not match:
            return text, opened
        reference, code = match.group().split(None, 1)[0].rstrip(",:"), match["code"]
        masked = text[: match.start("code")] + MASK + text[match.end("code") :]
        office = self._parts.office(landlord)
        typed = re.sub(r"\b(code|and|is)\b", " ", code, flags=re.I)
        try:
            case = access.open_case(
                office.store, reference, typed, address=sender, secret=office.secret, now=self._parts.clock()
            )
        except (NotFound, TooManyTries):
            return masked, opened
        return masked, case.reference

    def _parse(self, text: str) -> Parse:
        return self._understanding.parse(text)

    def _in_their_language(self, name: str, tracker: Tracker, _channel: str) -> dict[str, Any] | None:
        variations = self._engine.domain.responses.get(name)
        if not variations:
            return None
        wording = Wording(str(tracker.slot("language") or "en"))
        said = dict(variations[0])
        said["text"] = wording.say(said["text"])
        return said

    def _run(self, coroutine: Any) -> Any:
        """Each thread keeps one event loop of its own."""
        if not hasattr(self._threads, "runner"):
            self._threads.runner = asyncio.Runner()
        return self._threads.runner.run(coroutine)


def _still_opened(tracker: Tracker, now: float) -> str | None:
    """On a channel a case stays open for as long as on a page: until half an hour without a word."""
    if tracker.sender_id.startswith(ON_PAGE):
        return None
    last = float(tracker.events[-1]["timestamp"]) if tracker.events else 0.0
    return tracker.slot("opened") if now - last < STAYS_OPEN else None


def _reply(messages: list[dict[str, Any]], tracker: Tracker) -> Reply:
    language, draft, made = (str(tracker.slot(name) or "") for name in ("language", "draft", "made"))
    return Reply(messages, language, draft, made, int(tracker.slot("turns") or 0) + 1)


def _lines(happened: Iterable[Event]) -> list[Line]:
    """What was said, as it was shown: a button that was pressed shows its title."""
    lines: list[Line] = []
    titles: dict[str, str] = {}
    for event in happened:
        if event["event"] == "user" and event.get("text"):
            lines.append(Line("you", titles.get(event["text"], event["text"])))
        elif event["event"] == "bot":
            data = event.get("data") or {}
            buttons = tuple((button["title"], button["payload"]) for button in data.get("buttons") or ())
            titles |= {payload: title for title, payload in buttons}
            asks = bool((data.get("custom") or {}).get("sign_in"))
            lines.append(Line("us", event.get("text") or "", buttons, asks))
    return lines
