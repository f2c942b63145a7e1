"""What a person's agreed adjustments ask of every message to them."""

from dataclasses import dataclass, replace


@dataclass(frozen=True)
class Needs:
    """What was agreed with somebody about how we reach them. Without anything, nothing was (Code 5.10).

    `large_print` is the size of letters in points: 18 or 24, and 0 for the usual one. `language` is the code of one
    that we write; empty where they asked for none beyond the one of their complaint.
    """

    large_print: int = 0
    phone_only: bool = False
    letter_only: bool = False
    no_phone: bool = False
    easy_read: bool = False
    audio: bool = False
    language: str = ""

    def for_event(self, event: object) -> "Needs":
        """What counts for this event: where somebody said why they take another way than agreed, any way does."""
        return self if getattr(event, "despite", None) is None else self.in_any_way()

    def in_any_way(self) -> "Needs":
        """The same, where the way to them was left for once."""
        return replace(self, phone_only=False, letter_only=False, no_phone=False)


AS_USUAL = Needs()
"""Nothing was agreed."""
