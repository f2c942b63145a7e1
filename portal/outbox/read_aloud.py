"""What we wrote to a resident, as words to be read aloud and recorded: in their language, in order, without signs."""

from collections.abc import Callable, Iterator, Mapping

from portal.blocks import Block, Heading, Items, Link
from portal.domain.adjustments import Need
from portal.domain.events import RESIDENT, MessageSent
from portal.domain.messages import EVENT_MESSAGES
from portal.domain.person_events import ConsentAsked
from portal.domain.person_messages import NEED_TASKS, PERSON_MESSAGES, READ_ALOUD
from portal.outbox.about import About, AboutPerson
from portal.outbox.addressed import about_event
from portal.outbox.kinds import OF_PERSON, TO_RESIDENT
from portal.outbox.pieces import reach_us
from portal.parts import Parts
from portal.store import TaskRow
from portal.store.landlord import PERSON


def aloud(parts: Parts, landlord: str, task: TaskRow) -> str:
    """The words of a task of `ALOUD`, each piece with the day we wrote it, and at the end how to reach us.

    Raises NotFound. What we ask about a consent is left out: its link answers once, and is not for whoever reads it.
    """
    written = [each for each in ALOUD[task.kind](parts, landlord, task) if not isinstance(each.event, ConsentAsked)]
    said = ["\n\n".join(_piece(each)) for each in written]
    for last in written[-1:]:
        said.append("\n\n".join(map(_spoken, reach_us(last.wording, last.language, last.policy.contacts))))
    return "\n\n\n".join(said) + "\n"


def _of_the_case(parts: Parts, landlord: str, task: TaskRow) -> Iterator[About]:
    """What we wrote about this event."""
    yield about_event(parts, landlord, task.reference, task.number)


def _of_the_record(parts: Parts, landlord: str, task: TaskRow) -> Iterator[About]:
    """What we wrote about this event of the person's own record."""
    person = parts.store.at(landlord).person_of(task.reference)
    yield about_event(parts, landlord, PERSON + person, task.number)


def _so_far(parts: Parts, landlord: str, task: TaskRow) -> Iterator[About]:
    """Everything that we wrote about this case until now."""
    events = parts.store.at(landlord).case(task.reference).events
    for number, event in enumerate(events, start=1):
        to_them = not isinstance(event, MessageSent) or event.to == RESIDENT
        if type(event) in EVENT_MESSAGES and to_them:
            yield about_event(parts, landlord, task.reference, number)


def _piece(about: About) -> Iterator[str]:
    yield about.wording.day(about.event.happened_on)
    if isinstance(about, AboutPerson):
        said = OF_PERSON[PERSON_MESSAGES[type(about.event)].kind](about)
    else:
        said = TO_RESIDENT[EVENT_MESSAGES[type(about.event)]](about)
    yield from map(_spoken, said)


def _spoken(block: Block) -> str:
    """A part as it is read out: headings are sentences, and nobody says a dash."""
    match block:
        case Heading():
            return f"{block.words}:" if block.words[-1:].isalnum() else block.words
        case Items():
            return "\n".join(block.lines)
        case Link():
            return f"{block.words}\n{block.url}"
        case _:
            return block.words


ALOUD: Mapping[str, Callable[[Parts, str, TaskRow], Iterator[About]]] = {
    "read_aloud": _of_the_case,
    READ_ALOUD: _of_the_record,
    NEED_TASKS[Need.AUDIO]: _so_far,
}
"""The tasks that ask for a recording, and what each wants to be read."""
