"""A conversation as an action sees it: whose office, which draft, which language, and a way to speak."""

import json
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.in_case import tell_in_case
from actions.journeys import COMPLAINT, ChatJourney, of_form
from actions.offering import offer_language
from portal.domain.choosing import is_a_button
from portal.domain.draft import Draft
from portal.domain.errors import NotFound
from portal.domain.policy import Policy
from portal.parts import Parts, from_environment
from portal.services.drafts import begin, keep_unsent, link_to_carry_on
from portal.services.office import Office
from portal.wording import Wording

Button = dict[str, str]
RasaEvent = dict[str, Any]


DOINGS = ("user", "action", "action_execution_rejected")


def payload(intent: str, **entities: str) -> str:
    """What a button sends: `/answer{"question": "story", "value": ""}`."""
    return f"/{intent}{json.dumps(entities, ensure_ascii=False)}" if entities else f"/{intent}"


def in_list(lines: Iterable[str]) -> tuple[str, ...]:
    """Each on a line of its own, marked as one of several."""
    return tuple(f"• {line}" for line in lines)


def added(told: str, more: str) -> str:
    """What was told, and more of it on a line of its own."""
    return f"{told}\n{more}" if told else more


@dataclass(frozen=True)
class Talk:
    """What one action may use. `say` speaks to the resident in their language."""

    parts: Parts
    office: Office
    tracker: Tracker
    dispatcher: CollectingDispatcher
    journey: ChatJourney = COMPLAINT
    """The journey of the form that is open, else the complaint."""

    @property
    def language(self) -> str:
        """The language of this conversation."""
        return str(self.tracker.get_slot("language") or "en")

    @property
    def wording(self) -> Wording:
        """Words in the language of this conversation."""
        return Wording(self.language)

    @property
    def policy(self) -> Policy:
        """The landlord's policy in force today."""
        return self.office.policy

    @property
    def text(self) -> str:
        """What the resident wrote last; empty for a button."""
        text = str(self.tracker.latest_message.get("text") or "")
        return "" if is_a_button(text) else text

    @property
    def entities(self) -> Mapping[str, str]:
        """What was found in the last message, or what its button says."""
        return {each["entity"]: str(each["value"]) for each in self.tracker.latest_message.get("entities") or ()}

    @property
    def intent(self) -> str:
        """What the last message was taken for."""
        return str((self.tracker.latest_message.get("intent") or {}).get("name") or "")

    @property
    def confidence(self) -> float:
        """How surely, from 0 to 1."""
        return float((self.tracker.latest_message.get("intent") or {}).get("confidence") or 0)

    @property
    def on_page(self) -> bool:
        """Is this the chat on our own page, where links and small forms can be shown?"""
        return str(self.tracker.sender_id).startswith("web:")

    @property
    def in_form(self) -> bool:
        """Is a form open?"""
        return bool(self.tracker.active_loop)

    @property
    def is_new(self) -> bool:
        """Has nothing been said or done yet with the last message?"""
        events = (event for event in self.tracker.events if event.get("event") in DOINGS)
        before = [event for event in events if event.get("name") != "action_extract_slots"]
        if before and before[-1].get("event") == "action" and before[-1].get("name") == self.journey.form:
            before = before[:-1]
        return bool(before) and before[-1].get("event") == "user"

    @property
    def draft(self) -> Draft:
        """The draft of this journey."""
        return self.draft_of(self.journey)

    @property
    def open_draft(self) -> Draft:
        """The draft of this journey to go on with: a new one where the last has been sent."""
        return self.open_draft_of(self.journey)

    def draft_of(self, journey: ChatJourney) -> Draft:
        """The draft that holds the answers, as it was when the action began; a new, empty one where there is none yet.

        One with a reference has been sent.
        """
        if journey.id not in self._drafts:
            self._drafts[journey.id] = self._load_draft(journey)
        return self._drafts[journey.id]

    def open_draft_of(self, journey: ChatJourney) -> Draft:
        """The draft to go on with: a new one where the last has been sent."""
        draft = self.draft_of(journey)
        return begin(self.office, journey.id, self.language, channel="chat") if draft.reference else draft

    @cached_property
    def _drafts(self) -> dict[str, Draft]:
        return {}

    def _load_draft(self, journey: ChatJourney) -> Draft:
        id = self.tracker.get_slot(journey.draft)
        fresh = begin(self.office, journey.id, self.language, channel="chat")
        if not id:
            return fresh
        try:
            draft = self.office.store.draft(str(id))
        except NotFound:
            return replace(fresh, id=str(id))
        return draft if draft.reference else replace(draft, language=self.language)

    def keep_for_story(self, draft: Draft) -> Draft:
        """Keep the last message with what was typed of the story, for a complaint that may follow."""
        return keep_unsent(self.office, draft, {"story": added(draft.unsent.get("story", ""), self.text)})

    def address(self, page: str) -> str:
        """The full address of one of the landlord's pages."""
        return f"{self.parts.base_of(self.office.landlord)}/{self.office.landlord}/{page}"

    def way_to(self, page: str) -> str:
        """The address of a page of their own complaint: elsewhere than on our page, a link that works once."""
        if self.on_page:
            return self.address(page)
        return link_to_carry_on(self.office, self.draft_of(COMPLAINT).id, self.parts.base_of(self.office.landlord))

    def say(
        self,
        words: str,
        filled: Mapping[str, object] | None = None,
        *,
        buttons: Sequence[Button] = (),
        **values: object,
    ) -> None:
        """Say this, translated, its placeholders filled."""
        self.tell(self.wording.say(words, **{**(filled or {}), **values}), buttons=buttons)

    def tell(self, text: str, *, buttons: Sequence[Button] = ()) -> None:
        """Say this as it stands."""
        self.dispatcher.utter_message(text=text, buttons=list(buttons))

    def button(self, words: str, sends: str) -> Button:
        """A button with translated words."""
        return {"title": self.wording.say(words), "payload": sends}


class PutrightAction(Action, ABC):  # type: ignore[misc]  # rasa-sdk ships without types
    """One thing the assistant does. `act` speaks through the talk and returns the slots it changes."""

    action = ""
    journey: ChatJourney | None = None
    """The journey it belongs to, where it belongs to one alone."""
    hears = True
    """Does it mean that the message was understood? Then a row of misunderstandings ends."""
    answers = True
    """May it be the first to answer a message? Questions of a form come after what reads it."""
    offers = True
    """May it first say that we can go on in the language of the message?"""

    def __init__(self, parts: Parts | None = None) -> None:
        self._parts = parts

    def name(self) -> str:
        """The name the domain knows it by."""
        return self.action

    def __reduce__(self) -> tuple[Callable[[str], "PutrightAction"], tuple[str]]:
        """The SDK's server sends its actions to a process of its own. Ours are found again there by their names."""
        return _named, (self.name(),)

    @abstractmethod
    def act(self, talk: Talk) -> Iterable[RasaEvent]:
        """Do it."""

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: object) -> list[RasaEvent]:
        """Called by either engine."""
        parts = self._parts or from_environment()
        journey = self.journey or of_form(tracker.active_loop_name) or COMPLAINT
        talk = Talk(parts, parts.office(str(tracker.get_slot("landlord"))), tracker, dispatcher, journey)
        if self.answers:
            tell_in_case(talk)
        events = [*(offer_language(talk) if self.offers else ()), *self.act(talk)]
        if self.hears and tracker.get_slot("misunderstood"):
            events.append(SlotSet("misunderstood", 0))
        return events


def _named(name: str) -> PutrightAction:
    from actions import ACTIONS

    return next(action for action in (each() for each in ACTIONS) if action.name() == name)
