"""What people wrote or sent: kept apart from the events, so that it can be erased without breaking them."""

from dataclasses import dataclass
from hashlib import sha256


@dataclass(frozen=True)
class Ref:
    """How an event names something kept elsewhere: its id, and a salted digest that proves it unchanged."""

    id: str
    digest: str


@dataclass(frozen=True)
class Words:
    """Something a person wrote. Once text and salt are erased, the digest in the event says nothing about it."""

    id: str
    text: str
    salt: str

    @property
    def ref(self) -> Ref:
        """The reference an event holds."""
        return Ref(self.id, sha256(f"{self.salt}{self.text}".encode("utf-8", "surrogatepass")).hexdigest())


@dataclass(frozen=True)
class File:
    """A photo or document: where it is stored, and what it was called."""

    id: str
    name: str
    type: str
    size: int
    digest: str
