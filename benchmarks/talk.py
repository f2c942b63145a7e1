"""What a turn of the chat costs, by button and typed, with the conversation kept in the database."""

from collections.abc import Iterator
from itertools import count, cycle

from benchmarks.measuring import Finding, milliseconds
from portal.assistant import Assistant

LANDLORD = "leathermarket-jmb"
BUTTONS = (
    "/make_complaint",
    '/answer{"question": "for_whom", "value": "me"}',
    "/go_back",
    '/answer{"question": "for_whom", "value": "group"}',
    "/ask_timescales",
    "/go_back",
)
TYPED = (
    "hello, i need some help with my flat",
    "the heating has been off for three weeks and nobody rings me back",
    "when will i hear from you",
    "what is the ombudsman",
    "can i speak to a real person please",
)


def findings(assistant: Assistant) -> Iterator[Finding]:
    """Every figure about turns."""
    number = count()
    buttons, typed = cycle(BUTTONS), cycle(TYPED)

    def press() -> None:
        assistant.hear(LANDLORD, f"web:bench-{next(number) // 12}", next(buttons))

    def write() -> None:
        assistant.hear(LANDLORD, f"web:typed-{next(number) // 5}", next(typed))

    yield Finding("chat turn by button", milliseconds(press, 300), 5, "ms")
    yield Finding("chat turn, typed", milliseconds(write, 100), 40, "ms")
