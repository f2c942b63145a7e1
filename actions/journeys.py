"""The journeys of the chat: the same questions as on the pages, each asked by a form of its own."""

from collections.abc import Mapping
from dataclasses import dataclass

from portal.domain.journey import Journey
from portal.domain.words import N_
from portal.files.journeys import load_journey

CHECK = "check"
"""Asked last: shall we send it?"""
ALL_TOLD, SEND_IT = N_("This is what you told us. Shall we send it?"), N_("Send it")
BEGUN = "journey"
"""The slot that says which journey was begun last."""


@dataclass(frozen=True)
class ChatJourney:
    """One journey in the chat. `sends` is the action that sends it, `story` the question that tells the matter.

    `story` is empty where no question tells it. `tells_from` is how many words make the message that began it an answer
    to that question. `checks` asks last if all is right, and `yes` is the button that says so.
    """

    id: str
    sends: str
    story: str
    tells_from: int
    checks: str = ALL_TOLD
    yes: str = SEND_IT

    @property
    def form(self) -> str:
        """The name of its form, for both engines."""
        return f"{self.id}_form"

    @property
    def draft(self) -> str:
        """The slot that holds its draft. The complaint's is also the page's."""
        return "draft" if self is COMPLAINT else f"{self.id}_draft"

    @property
    def questions(self) -> Journey:
        """Its questions, in order."""
        return load_journey(self.id)

    def slot_of(self, question: str) -> str:
        """The slot that holds a copy of an answer."""
        return f"{self.id}_{question}"

    @property
    def slots(self) -> tuple[str, ...]:
        """The slots its form asks for, in order; whether to send it comes last."""
        asked = [question.id for question in self.questions.questions if not question.given]
        return tuple(self.slot_of(id) for id in (*asked, CHECK))


COMPLAINT = ChatJourney("complaint", "action_make_complaint", "story", 6)
FEEDBACK = ChatJourney("feedback", "action_send_feedback", "story", 6)
ESCALATION = ChatJourney("escalation", "action_send_escalation", "words", 14)
MESSAGE = ChatJourney("message", "action_send_message", "words", 14)
CONTACT = ChatJourney("contact", "action_send_contact", "story", 14)
ADJUSTMENT = ChatJourney("adjustment", "action_send_adjustment", "need_words", 6)
REPRESENTATIVE = ChatJourney(
    "representative",
    "action_let_them_act",
    "",
    0,
    N_("This is what I understood. Do you want to let them act for you?"),
    N_("Let them act for me"),
)
REACH = ChatJourney(
    "reach",
    "action_change_contact",
    "",
    0,
    N_("This is how we reach you from now on. Is it right?"),
    N_("Save"),
)

EVERY = (COMPLAINT, FEEDBACK, ESCALATION, MESSAGE, CONTACT, ADJUSTMENT, REPRESENTATIVE, REACH)
JOURNEYS: Mapping[str, ChatJourney] = {each.id: each for each in EVERY}


def of_form(name: str | None) -> ChatJourney | None:
    """The journey of the form with this name, if it is one of ours."""
    return JOURNEYS.get((name or "").removesuffix("_form"))
