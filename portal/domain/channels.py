"""By which channel a message goes to a person: what they chose, what is safe, what was agreed with them."""

from dataclasses import replace

from portal.domain.needs import AS_USUAL, Needs
from portal.domain.people import Person

EMAIL, TEXT, LETTER, CALL = "email", "text", "letter", "call"
CHANNELS = (EMAIL, TEXT, LETTER)
"""What software delivers. A call is a task for a member of staff."""

FORMAL = (
    "acknowledgement", "extension", "answer", "refusal", "escalation", "closing", "adjustment_declined",
)  # fmt: skip
"""What must reach a resident in writing: by the Code (2.4, 5.6, 5.11, 6.4, 6.9, 6.15, 6.19), and why we decline a need.

A text says no more than that there is something to read, so it is not the writing: whoever has no other written
channel gets the text at once, and a member of staff is asked to give them the words.
"""


def channel_for(person: Person, needs: Needs = AS_USUAL) -> str | None:
    """The channel that tells a person most: EMAIL, LETTER, TEXT or CALL; None where there is no way to them.

    An agreed adjustment goes before what was ticked, and safety before both: whoever said that no message is safe is
    spoken to by a person. `no_phone` is as if we had no number; where that leaves no way, a person finds one.
    """
    reached = replace(person, phone="") if needs.no_phone else person
    if not reached.can_be_reached and not (needs.letter_only and reached.address):
        return CALL if person.can_be_reached else None
    if reached.safe_message == "not_safe" or needs.phone_only:
        return CALL
    if needs.letter_only:
        return LETTER if reached.address else CALL
    ways = {
        EMAIL: reached.can_be_mailed,
        LETTER: bool(reached.address) and "post" in reached.contact_by,
        TEXT: bool(reached.phone) and "text" in reached.contact_by,
    }
    return next((channel for channel, is_open in ways.items() if is_open), CALL)


def channels_for(person: Person, kind: str, needs: Needs = AS_USUAL) -> tuple[str, ...]:
    """All channels of a message of this kind: the one above, and a person too where a text is not enough."""
    channel = channel_for(person, needs)
    if channel == TEXT and kind in FORMAL:
        return TEXT, CALL
    return (channel,) if channel else ()
