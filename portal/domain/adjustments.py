"""Reasonable adjustments: what can be needed, and the small life each one has (Equality Act 2010; Code 5.10)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from portal.domain.kept import Ref
from portal.domain.needs import Needs
from portal.domain.terms import Choice
from portal.domain.words import N_


class Need(StrEnum):
    """What this software can do something about by itself, whatever a policy calls it."""

    LARGE_PRINT_18 = "large_print"
    LARGE_PRINT_24 = "larger_print"
    AUDIO = "audio"
    EASY_READ = "easy_read"
    TRANSLATION = "translation"
    SIGN_LANGUAGE = "sign_language"
    PHONE_ONLY = "phone_only"
    LETTER_ONLY = "letter_only"
    NO_PHONE = "no_phone"
    HOME_VISIT = "home_visit"
    ACCESSIBLE_VENUE = "accessible_venue"
    HEARING_LOOP = "hearing_loop"
    SUPPORT_WORKER = "support_worker"
    TRAVEL_COSTS = "travel_costs"
    CARER_COSTS = "carer_costs"
    ONE_CONTACT = "one_contact"
    PRIORITY = "priority"
    MEDIATION = "mediation"
    ADVOCACY = "advocacy"
    SIGNPOSTING = "signposting"
    EXTRA_TIME = "more_time"


NEEDS: Mapping[str, str] = {
    Need.LARGE_PRINT_18: N_("Letters in large print"),
    Need.LARGE_PRINT_24: N_("Letters in very large print"),
    Need.AUDIO: N_("Letters read aloud"),
    Need.EASY_READ: N_("Easy words with pictures"),
    Need.TRANSLATION: N_("Another language or an interpreter"),
    Need.SIGN_LANGUAGE: N_("Someone who signs (BSL)"),
    Need.PHONE_ONLY: N_("Only phone calls"),
    Need.LETTER_ONLY: N_("Only letters"),
    Need.NO_PHONE: N_("No phone calls"),
    Need.HOME_VISIT: N_("A visit at home"),
    Need.ACCESSIBLE_VENUE: N_("A place that is easy to get into and around"),
    Need.HEARING_LOOP: N_("A place with a hearing loop"),
    Need.SUPPORT_WORKER: N_("A support worker or carer there too"),
    Need.TRAVEL_COSTS: N_("What it costs to travel"),
    Need.CARER_COSTS: N_("What it costs to have someone cared for"),
    Need.ONE_CONTACT: N_("One person to talk to, who had no part in it"),
    Need.PRIORITY: N_("To be dealt with first"),
    Need.MEDIATION: N_("Someone from outside who helps us agree"),
    Need.ADVOCACY: N_("Someone who speaks for me"),
    Need.SIGNPOSTING: N_("To hear who else can help me"),
    Need.EXTRA_TIME: N_("More time to answer"),
}

GROUPS: Mapping[str, tuple[Need, ...]] = {
    N_("How we write to you"): (
        Need.LARGE_PRINT_18, Need.LARGE_PRINT_24, Need.AUDIO, Need.EASY_READ, Need.TRANSLATION, Need.LETTER_ONLY,
    ),
    N_("How we speak with you"): (Need.SIGN_LANGUAGE, Need.PHONE_ONLY, Need.NO_PHONE, Need.ONE_CONTACT),
    N_("When we meet"): (
        Need.HOME_VISIT, Need.ACCESSIBLE_VENUE, Need.HEARING_LOOP, Need.SUPPORT_WORKER, Need.TRAVEL_COSTS,
        Need.CARER_COSTS,
    ),
    N_("More help"): (Need.EXTRA_TIME, Need.PRIORITY, Need.MEDIATION, Need.ADVOCACY, Need.SIGNPOSTING),
}  # fmt: skip
"""The needs under short headings, for whoever reads or hears the list. What only a policy names stands last."""
SAME_AS: Mapping[str, Need] = {"primary_contact": Need.ONE_CONTACT}
"""What a policy calls by an id of its own."""
FROM_OUTSIDE = (Need.MEDIATION, Need.ADVOCACY, Need.SIGNPOSTING)
"""Needs that somebody from outside meets: whoever asks for them hears who that can be."""
IN_LANGUAGES = (Need.TRANSLATION,)
"""Needs that want to know in which language."""


class Life(StrEnum):
    """Where an adjustment is in its life."""

    ASKED = "asked"
    ACKNOWLEDGED = "acknowledged"
    AGREED = "agreed"
    AGREED_DIFFERENTLY = "agreed_differently"
    DECLINED = "declined"
    ENDED = "ended"


IN_PLACE = (Life.AGREED, Life.AGREED_DIFFERENTLY)
WAITING = (Life.ASKED, Life.ACKNOWLEDGED)


@dataclass(frozen=True)
class Adjustment:
    """One thing done differently for a person. `need` is a policy's id or a `Need`; empty where only words say it.

    `words` are the resident's own; `told` are ours: how we do it, or why we do not. `review_on` is a London date.
    `language` is the code of the language wanted, where it is about one that we write. `stays`: what was agreed goes
    on while somebody looks at it anew. `contact` is the id of the member of staff whom they talk to.
    """

    id: str
    life: Life
    need: str
    words: Ref | None
    reference: str
    asked_on: date
    told: Ref | None = None
    review_on: date | None = None
    language: str = ""
    stays: bool = False
    contact: str = ""

    @property
    def is_in_place(self) -> bool:
        """Is it agreed, as it was asked or in another way? Nobody loses it by asking for more."""
        return self.life in IN_PLACE or (self.is_waiting and self.stays)

    @property
    def is_waiting(self) -> bool:
        """Is an answer owed?"""
        return self.life in WAITING


def meant(need: str) -> str:
    """What this software does for it: one of `Need` where a policy calls that by an id of its own, else the id."""
    return SAME_AS.get(need, need)


def offered_needs(of_the_policy: Sequence[Choice]) -> tuple[Choice, ...]:
    """What can be asked for: the policy's own adjustments first, then those that the law expects of everybody."""
    own = {meant(each.id) for each in of_the_policy}
    return (*of_the_policy, *(Choice(need.value, NEEDS[need]) for need in Need if need not in own))


def grouped(ids: Sequence[str]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """These needs under the headings of `GROUPS`, each group in the order given. A heading without any is left out."""
    heading_of = {need.value: heading for heading, needs in GROUPS.items() for need in needs}
    *_others, last = GROUPS
    found = [(each, tuple(id for id in ids if heading_of.get(meant(id), last) == each)) for each in GROUPS]
    return tuple((heading, here) for heading, here in found if here)


def words_of(need: str, of_the_policy: Sequence[Choice]) -> str:
    """What a need is called, to be translated; empty where only the person's own words say it."""
    return next((each.words for each in offered_needs(of_the_policy) if each.id == need), NEEDS.get(meant(need), ""))


def needs_of(in_place: Sequence[Adjustment]) -> Needs:
    """What the adjustments that are kept ask of every message.

    Of two that contradict each other, the one asked for last counts; of two sizes of print, the larger.
    """
    found = {meant(each.need) for each in in_place}
    sizes = [size for need, size in SIZES.items() if need in found]
    ways = [meant(each.need) for each in in_place if meant(each.need) in (Need.PHONE_ONLY, Need.LETTER_ONLY)]
    language = [each.language for each in in_place if meant(each.need) in IN_LANGUAGES and each.language]
    return Needs(
        large_print=max(sizes, default=0),
        phone_only=ways[-1:] == [Need.PHONE_ONLY],
        letter_only=ways[-1:] == [Need.LETTER_ONLY],
        no_phone=Need.NO_PHONE in found,
        easy_read=Need.EASY_READ in found,
        audio=Need.AUDIO in found,
        language="".join(language[-1:]),
    )


SIZES: Mapping[str, int] = {Need.LARGE_PRINT_18: 18, Need.LARGE_PRINT_24: 24}
"""The size of letters in points."""
