"""What people do with a person's record, decided purely: a command becomes an event, words, messages and tasks."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from portal.domain.consent import Standing
from portal.domain.deciding_adjustments import ADJUSTMENTS
from portal.domain.deciding_consent import CONSENT
from portal.domain.errors import NotAllowed
from portal.domain.events import REPRESENTATIVE
from portal.domain.kept import Words
from portal.domain.messages import Message, Task
from portal.domain.outcome import Situation
from portal.domain.permissions import Reader, Right, may
from portal.domain.person_commands import (
    AskAdjustment,
    AskConsent,
    ChallengeAdjustment,
    ChangeContact,
    NameRepresentative,
    PersonCommand,
    SendSignedForm,
    WithdrawConsent,
)
from portal.domain.person_events import ContactChanged, Decided, PersonEvent
from portal.domain.person_messages import person_messages
from portal.domain.person_record import PersonRecord

SPEAKING = (AskAdjustment, ChallengeAdjustment)
"""What whoever may speak for the resident says. That a need is over takes something away, and stays the resident's."""
THEIRS = (NameRepresentative, AskConsent, SendSignedForm, WithdrawConsent, *SPEAKING)
"""What somebody who acts for the resident may do with the resident's record: never allow anything to themselves."""
SETTLED = (Standing.REFUSED, Standing.WITHDRAWN)
"""The resident said no. Whoever acted for them does not ask again by themself; the resident or staff can."""


@dataclass(frozen=True)
class PersonOutcome:
    """Everything one command on a person's record writes. `expected` is how many events it had before."""

    person: str
    reference: str
    expected: int
    events: tuple[PersonEvent, ...]
    words: tuple[Words, ...] = ()
    messages: tuple[Message, ...] = ()
    tasks: tuple[Task, ...] = ()


def decide_for_person(
    command: PersonCommand, record: PersonRecord, reference: str, situation: Situation
) -> PersonOutcome:
    """What this command does to this record, said with this case; or a named error and nothing at all.

    Raises ImpossibleMove, Incomplete, and NotAllowed for somebody who would allow something to themselves.
    """
    if situation.by.startswith(REPRESENTATIVE):
        _only_theirs(command, record, reference, situation)
    event, words = DECIDED[type(command)](command, record, situation, {"reference": reference, **situation.stamp})
    after = record.apply(event)
    acting = situation.acting.people if situation.acting else {}
    messages, tasks = person_messages(after, event, situation.person, acting)
    return PersonOutcome(record.id, reference, record.version, (event,), words, messages, tasks)


def _only_theirs(command: PersonCommand, record: PersonRecord, reference: str, situation: Situation) -> None:
    """Somebody who acts for the resident does this: for themself alone, and as far as they are allowed."""
    own = situation.by.removeprefix(REPRESENTATIVE)
    known = record.representations.get(own)
    if not own or not isinstance(command, THEIRS):
        raise NotAllowed(type(command).__name__)
    if isinstance(command, SPEAKING):
        if not may(Reader(own), Right.ASK_ADJUSTMENT, record, reference, situation.today):
            raise NotAllowed("not allowed to speak for them")
    elif command.representative != own:
        raise NotAllowed("somebody else's")
    elif isinstance(command, AskConsent) and known and known.standing in SETTLED:
        raise NotAllowed("the resident said no")


def _change_contact(command: ChangeContact, record: PersonRecord, situation: Situation, stamp: Any) -> Decided:
    return ContactChanged(answers=command.answers.ref, **stamp), (command.answers,)


DECIDED: Mapping[type, Callable[[Any, PersonRecord, Situation, Any], Decided]] = {
    ChangeContact: _change_contact,
    **ADJUSTMENTS,
    **CONSENT,
}
