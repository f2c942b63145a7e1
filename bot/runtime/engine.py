"""A turn: a message in, messages out, and the conversation as it stands afterwards."""

import inspect
import logging
import random
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from bot.runtime import events, extraction, forms, payload, policy, responses, session, two_stage
from bot.runtime.domain import Domain
from bot.runtime.errors import ActionExecutionRejection, ActionFailedError, BotDataError
from bot.runtime.events import FALLBACK, LISTEN, SESSION_METADATA, SESSION_START, TWO_STAGE, Event
from bot.runtime.rule_steps import BUILT_IN
from bot.runtime.rules import Rules
from bot.runtime.stage import Executor, Responder, Stage
from bot.runtime.tracker import Tracker

log = logging.getLogger(__name__)

Parse = dict[str, Any]
Parser = Callable[[str], Parse | Awaitable[Parse]]
FAILED, DEFAULT = "utter_action_failed", "utter_default"


@dataclass(frozen=True)
class Turn:
    """What came of a message: the answers as Rasa's REST channel gives them, the conversation, this turn's events."""

    messages: list[dict[str, Any]]
    tracker: Tracker
    events: tuple[Event, ...]


@dataclass(frozen=True)
class Engine:
    """The bot. Holds no conversation: threads may share it.

    Raises BotDataError when the domain names actions the executor does not have.
    """

    domain: Domain
    rules: Rules
    executor: Executor
    parse: Parser
    circuit_breaker: int = 10
    """So many actions in one turn are enough; then it listens."""
    responder: Responder = lambda _name, _tracker, _channel: None
    rng: random.Random = field(default_factory=random.Random)
    kept_turns: int = 10
    """So many turns of a session stay as events; trackers are trimmed when they hold twice as many."""

    def __post_init__(self) -> None:
        if missing := self.domain.actions - set(self.executor.actions):
            raise BotDataError(f"no code for the domain's actions {', '.join(sorted(missing))}")

    def tracker(self, sender_id: str) -> Tracker:
        """A conversation that has not begun."""
        return Tracker(sender_id, self.domain.initial_slots)

    def load(self, text: str) -> Tracker:
        """A conversation kept with `Tracker.to_json`."""
        return Tracker.from_json(text, self.domain.initial_slots)

    async def understand(self, text: str) -> Parse:
        """The parse of a message: a payload's own, else the parser's. Needs no conversation, so no lock."""
        found = payload.parsed(text, self.domain)
        if found is not None:
            return found
        parse = self.parse(text)
        return await parse if inspect.isawaitable(parse) else parse

    def trimmed(self, tracker: Tracker) -> Tracker:
        """The conversation as it is kept: where it holds twice as many turns as that, the older half is summed up."""
        crowded = sum(event["event"] == "user" for event in tracker.events) > 2 * self.kept_turns
        return tracker.trimmed(self.kept_turns if crowded else 2 * self.kept_turns)

    async def turn(
        self,
        tracker: Tracker,
        text: str,
        *,
        now: float,
        parse: Parse | None = None,
        metadata: dict[str, Any] | None = None,
        slots: Mapping[str, Any] | None = None,
        channel: str = "collector",
    ) -> Turn:
        """Hear one message.

        `now` is in seconds since 1970; `parse` saves parsing again; `metadata` goes with the message; `slots` are set
        before it is read, in whatever session it falls. The tracker given is not changed. One turn at a time for a
        sender is the caller's to see to.
        """
        stage = Stage(self.domain, self.executor, self.responder, self.rng.choice, channel, now)
        course = _Course(self, stage, tracker)
        if session.is_over(tracker, self.domain, now):
            if metadata:
                course.record(events.slot(SESSION_METADATA, metadata, now))
            await course.start_session()
        given = (slots or {}).items()
        course.record(*(events.slot(name, value, now) for name, value in given if course.tracker.slot(name) != value))
        heard = {"text": text, **(parse or await self.understand(text))}
        course.record(events.user(heard, channel, metadata, now))
        if await course.fill_slots():
            await course.act()
        said = [message for event in course.new if event["event"] == "bot" for message in responses.messages(event)]
        return Turn(said, self.trimmed(course.tracker), tuple(course.new))


@dataclass
class _Course:
    """One turn on its way."""

    engine: Engine
    stage: Stage
    tracker: Tracker
    new: list[Event] = field(default_factory=list)

    def record(self, *happened: Event) -> None:
        """These events happened; a slot the domain does not have cannot be set."""
        known = [e for e in happened if e["event"] != "slot" or e["name"] in self.engine.domain.slots]
        if len(known) < len(happened):
            log.error("an action set a slot that the domain does not have")
        self.tracker = self.tracker.after(*known)
        self.new += known

    async def start_session(self) -> None:
        """Begin anew. However the bot's own action goes, the session begins, and listens."""
        try:
            happened = await self.stage.perform(SESSION_START, self.tracker)
        except (ActionFailedError, ActionExecutionRejection):
            happened = [events.plain("session_started", self.stage.now)]
        self.record(events.action(SESSION_START, self.stage.now), *happened)
        if self.tracker.state.action != LISTEN:
            self.listen()

    async def fill_slots(self) -> bool:
        """Read the message into slots. False: an action failed, and the message is taken back."""
        try:
            self.record(*await extraction.extracted(self.tracker, self.stage))
        except (ActionFailedError, ActionExecutionRejection):
            self.take_back()
            return False
        return True

    async def act(self) -> None:
        """Do one action after the other until it is the resident's turn again."""
        fell_back = False
        for _ in range(self.engine.circuit_breaker):
            if self.tracker.state.paused and self.tracker.intent != "restart":
                return
            name, returning = self._next()
            if name == LISTEN or (name == FALLBACK and fell_back):
                break
            if name == SESSION_START:
                return await self.start_session()
            fell_back = fell_back or name == FALLBACK
            if not await self._do(name, returning):
                return None
        self.listen()
        return None

    def _next(self) -> tuple[str, bool]:
        domain, wanted = self.engine.domain, self.tracker.state.followup
        known = (BUILT_IN, domain.actions, domain.forms, domain.responses)
        if wanted is not None and any(wanted in names for names in known):
            return wanted, False
        return policy.next_action(self.tracker, self.engine.rules, domain)

    async def _do(self, name: str, returning: bool) -> bool:
        """Do an action. False: the turn ends here."""
        now, domain = self.stage.now, self.engine.domain
        before = [events.loop_interrupted(now)] if returning else []
        try:
            happened = await self._events_of(name, self.tracker.after(*before))
        except ActionExecutionRejection:
            self.record(events.rejected(name, now))
            return True
        except ActionFailedError:
            if name in domain.forms:
                self.take_back()
                return False
            self.record(*before, events.action(name, now))
            return not self._say_it_failed()
        if any(event["event"] == "action_execution_rejected" for event in happened):
            self.record(*happened)
        else:
            self.record(*before, events.action(name, now), *happened)
        return not any(event["event"] == "user" for event in happened) or await self.fill_slots()

    async def _events_of(self, name: str, tracker: Tracker) -> list[Event]:
        form = self.engine.domain.forms.get(name)
        if form:
            return await forms.run(form, tracker, self.stage)
        if name == TWO_STAGE and name not in self.engine.domain.actions:
            return await two_stage.run(tracker, self.stage)
        return await self.stage.perform(name, tracker)

    def _say_it_failed(self) -> bool:
        """Outside a form a real server says nothing and goes on; a bot with words for it says them and stops."""
        if FAILED not in self.engine.domain.responses:
            return False
        self.record(*self.stage.utter(FAILED, self.tracker))
        self.listen()
        return True

    def take_back(self) -> None:
        """Say that something went wrong, and undo the message: nothing unchecked is kept, nothing kept is lost."""
        words = FAILED if FAILED in self.engine.domain.responses else DEFAULT
        self.record(*self.stage.utter(words, self.tracker), events.plain("rewind", self.stage.now))
        self.listen()

    def listen(self) -> None:
        """It is the resident's turn."""
        self.record(events.action(LISTEN, self.stage.now))
