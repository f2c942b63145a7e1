"""The next lawful step of a case, in words for staff, and the page where it is done."""

from collections.abc import Mapping
from dataclasses import dataclass

from portal.case_words import responder
from portal.domain.next_step import Step, next_step
from portal.domain.words import N_
from portal.services.casework import CaseFile
from portal.web.case import shown
from portal.web.here import gettext as _


@dataclass(frozen=True)
class InWords:
    """A step: what it is called, and the action that does it (none where nothing is to be done)."""

    words: str
    action: str = ""


IN_WORDS: Mapping[Step, InWords] = {
    Step.HAND_OVER: InWords(N_("Send it to %(body)s, then give it to whoever writes their answer here"), "assign"),
    Step.SPEAK: InWords(N_("Speak with the resident"), "speak"),
    Step.ACKNOWLEDGE: InWords(N_("Acknowledge"), "acknowledge"),
    Step.DECIDE: InWords(N_("Acknowledge, or say that we cannot look at it again"), "acknowledge"),
    Step.UPDATE: InWords(N_("Tell the resident how it stands"), "update"),
    Step.ANSWER: InWords(N_("Answer"), "answer"),
    Step.CLOSE: InWords(N_("Do what was promised, then close"), "close"),
    Step.SURVEY: InWords(N_("Ask the resident how satisfied they are"), "survey"),
    Step.CONTACT: InWords(N_("Contact the resident, then close"), "close"),
    Step.ADJUST: InWords(N_("Answer what they ask us to do differently, then close"), "close"),
    Step.LOOK: InWords(N_("Look at it, then close"), "close"),
    Step.NOTHING: InWords(N_("Nothing")),
}


def step_of(file: CaseFile) -> Step:
    """What is to be done next with this case."""
    return next_step(file.case, file.policy, file.deadlines)


def words_of(step: Step, file: CaseFile) -> str:
    """The step in a few words."""
    body = responder(file.policy.stage(file.case.stage), file.policy, shown.wording())
    return _(IN_WORDS[step].words, body=body)


def action_of(step: Step) -> str:
    """The name of the action that does it; empty where there is none."""
    return IN_WORDS[step].action
