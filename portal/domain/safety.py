"""What somebody in danger or distress is told first, before any question goes on."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from portal.domain.words import N_


@dataclass(frozen=True)
class HelpLine:
    """Who to phone. `checked_on` is when the number was last checked."""

    name: str
    phone: str
    checked_on: date


@dataclass(frozen=True)
class Advice:
    """What to do now. `ask_landlord` adds the landlord's own line; `private` offers a quick way off the page."""

    topic: str
    kind: str
    words: tuple[str, ...]
    lines: tuple[HelpLine, ...]
    ask_landlord: bool
    private: bool


HEADINGS = {
    "emergency": N_("Do this first"),
    "distress": N_("You can get help now"),
}
KEPT = N_("What you wrote is kept. You can carry on when you are safe.")
LANDLORD_LINE = N_("Then tell us. Phone %(landlord)s on %(phone)s.")


@dataclass(frozen=True)
class Emergencies:
    """All the advice, by topic."""

    by_topic: Mapping[str, Advice]

    def advice(self, topic: str, kind: str) -> Advice:
        """The advice for this topic; for a topic without its own, that of its kind (`emergency` or `distress`)."""
        return self.by_topic.get(topic) or self.by_topic[kind]
