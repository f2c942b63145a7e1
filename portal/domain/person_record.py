"""A person's record is its events: adjustments, who acts for them and what they allow, how to reach them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Self

from portal.domain.adjustments import IN_PLACE, WAITING, Adjustment, Life
from portal.domain.consent import Grant, Proof, Relationship, Scope, Standing
from portal.domain.errors import ImpossibleMove
from portal.domain.events import REPRESENTATIVE
from portal.domain.kept import File, Ref
from portal.domain.person_events import (
    AdjustmentAcknowledged,
    AdjustmentAgreed,
    AdjustmentAsked,
    AdjustmentChallenged,
    AdjustmentDeclined,
    AdjustmentEnded,
    AdjustmentReviewed,
    ConsentAsked,
    ConsentConfirmed,
    ConsentExpired,
    ConsentExtended,
    ConsentNarrowed,
    ConsentRefused,
    ConsentReminded,
    ConsentWithdrawn,
    ContactChanged,
    PersonEvent,
    RepresentativeNamed,
    SignedFormSent,
)

ADJUSTMENT_MOVES: Mapping[type[PersonEvent], tuple[Life, ...]] = {
    AdjustmentAcknowledged: (Life.ASKED,),
    AdjustmentAgreed: (*WAITING, *IN_PLACE, Life.DECLINED),
    AdjustmentDeclined: WAITING,
    AdjustmentChallenged: (Life.DECLINED, Life.AGREED_DIFFERENTLY),
    AdjustmentReviewed: IN_PLACE,
    AdjustmentEnded: (*WAITING, *IN_PLACE),
}
"""What may happen to an adjustment, and in which part of its life."""
CONSENT_MOVES: Mapping[tuple[type[PersonEvent], Standing], Standing] = {
    (ConsentAsked, Standing.NAMED): Standing.ASKED,
    (ConsentAsked, Standing.ASKED): Standing.ASKED,
    (ConsentAsked, Standing.REFUSED): Standing.ASKED,
    (ConsentAsked, Standing.EXPIRED): Standing.ASKED,
    (ConsentAsked, Standing.WITHDRAWN): Standing.ASKED,
    (ConsentAsked, Standing.CONFIRMED): Standing.CONFIRMED,  # more is asked for; what is allowed stays meanwhile
    (ConsentConfirmed, Standing.NAMED): Standing.CONFIRMED,
    (ConsentConfirmed, Standing.ASKED): Standing.CONFIRMED,
    (ConsentConfirmed, Standing.CONFIRMED): Standing.CONFIRMED,
    (ConsentRefused, Standing.ASKED): Standing.REFUSED,
    (ConsentRefused, Standing.CONFIRMED): Standing.CONFIRMED,
    (ConsentNarrowed, Standing.CONFIRMED): Standing.CONFIRMED,
    (ConsentExtended, Standing.CONFIRMED): Standing.CONFIRMED,
    (ConsentReminded, Standing.CONFIRMED): Standing.CONFIRMED,
    (SignedFormSent, Standing.NAMED): Standing.NAMED,  # a photo by itself confirms nothing
    (SignedFormSent, Standing.ASKED): Standing.ASKED,
    (SignedFormSent, Standing.CONFIRMED): Standing.CONFIRMED,
    (ConsentExpired, Standing.CONFIRMED): Standing.EXPIRED,
    (ConsentWithdrawn, Standing.NAMED): Standing.WITHDRAWN,
    (ConsentWithdrawn, Standing.ASKED): Standing.WITHDRAWN,
    (ConsentWithdrawn, Standing.CONFIRMED): Standing.WITHDRAWN,
}
"""What a consent becomes. What is not here cannot happen: what was taken back must be asked for again."""


@dataclass(frozen=True)
class Representation:
    """One person who acts for the resident, with what was asked and what is allowed. One record a person.

    `asked_at` is the number of the event that asks now: a link that names another one answers nothing. `sent_forms` are
    the signed forms that came; `forms` the ids of those that staff took as proof, `source` what the policy says of it.
    """

    id: str
    relationship: Relationship
    details: Ref
    reference: str
    named_by: str
    standing: Standing = Standing.NAMED
    asked: Grant | None = None
    asked_at: int = 0
    granted: Grant | None = None
    proof: Proof | None = None
    seen_by: str = ""
    confirmed_on: date | None = None
    sent_forms: tuple[SignedFormSent, ...] = ()
    forms: tuple[str, ...] = ()
    source: str = ""
    same_contact: bool = False

    def is_in_force(self, today: date) -> bool:
        """Is anything allowed on this London date? The date counts, whether or not its end was written down yet."""
        return self.standing is Standing.CONFIRMED and self.granted is not None and self.granted.holds_on(today)

    @property
    def files(self) -> tuple[File, ...]:
        """The photos of signed forms that came for them, oldest first."""
        return tuple(file for sent in self.sent_forms for file in sent.files)

    @property
    def takes_forms(self) -> bool:
        """Would a signed form help now? Whom the resident refused or stopped must be asked for again first."""
        return (SignedFormSent, self.standing) in CONSENT_MOVES

    def allows(self, scope: Scope, reference: str, today: date) -> bool:
        """Is this allowed, for this case, on this London date?"""
        return self.is_in_force(today) and self.granted is not None and self.granted.covers(scope, reference)


@dataclass(frozen=True)
class PersonRecord:
    """What the events of one person add up to. One without events is a person of whom nothing was said yet."""

    id: str
    adjustments: Mapping[str, Adjustment] = field(default_factory=dict)
    representations: Mapping[str, Representation] = field(default_factory=dict)
    contact: Ref | None = None
    events: tuple[PersonEvent, ...] = ()

    @property
    def version(self) -> int:
        """How many events: the next one's number is this plus one."""
        return len(self.events)

    @property
    def in_place(self) -> tuple[Adjustment, ...]:
        """The adjustments that are kept, in the order they were asked for."""
        return tuple(each for each in self.adjustments.values() if each.is_in_place)

    @property
    def waiting(self) -> tuple[Adjustment, ...]:
        """The adjustments that an answer is owed for."""
        return tuple(each for each in self.adjustments.values() if each.is_waiting)

    @property
    def primary_contact(self) -> str:
        """The id of the one member of staff whom they talk to; empty where that was not agreed."""
        return next((each.contact for each in reversed(self.in_place) if each.contact), "")

    def acting(self, reference: str, scope: Scope, today: date) -> tuple[Representation, ...]:
        """Those who are allowed this for this case, today."""
        return tuple(each for each in self.representations.values() if each.allows(scope, reference, today))

    def was_told_no(self, representative: str) -> bool:
        """Did the resident ever refuse or stop them? Then only the resident lets them in again."""
        return any(
            isinstance(event, ConsentRefused | ConsentWithdrawn)
            and event.representative == representative
            and not event.decided_by.startswith(REPRESENTATIVE)
            for event in self.events
        )

    @classmethod
    def from_events(cls, id: str, events: Iterable[PersonEvent]) -> Self:
        """Fold the events. Raises ImpossibleMove."""
        record = cls(id)
        for event in events:
            record = record.apply(event)
        return record

    def apply(self, event: PersonEvent) -> Self:
        """The record after this event. Raises ImpossibleMove where it cannot follow."""
        return replace(self._changed_by(event), events=(*self.events, event))

    def _changed_by(self, event: PersonEvent) -> Self:
        match event:
            case ContactChanged():
                return replace(self, contact=event.answers)
            case AdjustmentAsked():
                if event.adjustment in self.adjustments:
                    raise ImpossibleMove("asked for", "AdjustmentAsked")
                new = Adjustment(
                    id=event.adjustment,
                    life=Life.ASKED,
                    need=event.need,
                    words=event.words,
                    reference=event.reference,
                    asked_on=event.happened_on,
                    language=event.language,
                )
                return replace(self, adjustments={**self.adjustments, new.id: new})
            case RepresentativeNamed():
                if event.representative in self.representations:
                    raise ImpossibleMove("named", "RepresentativeNamed")
                named = Representation(
                    id=event.representative,
                    relationship=event.relationship,
                    details=event.details,
                    reference=event.reference,
                    named_by=event.decided_by,
                    same_contact=event.same_contact,
                )
                return replace(self, representations={**self.representations, named.id: named})
        if hasattr(event, "adjustment"):
            return self._adjusted(event)
        return self._represented(event)

    def _adjusted(self, event: Any) -> Self:
        known = self.adjustments.get(event.adjustment)
        if known is None or known.life not in ADJUSTMENT_MOVES[type(event)]:
            raise ImpossibleMove(known.life if known else "not asked for", type(event).__name__)
        return replace(self, adjustments={**self.adjustments, known.id: replace(known, **_changes(event, known))})

    def _represented(self, event: Any) -> Self:
        known = self.representations.get(event.representative)
        standing = CONSENT_MOVES.get((type(event), known.standing)) if known else None
        if known is None or standing is None:
            raise ImpossibleMove(known.standing if known else "not named", type(event).__name__)
        changed = replace(known, standing=standing, **_allowed(event, known, len(self.events) + 1))
        return replace(self, representations={**self.representations, known.id: changed})


def _changes(event: PersonEvent, known: Adjustment) -> dict[str, Any]:
    """What an event changes of its adjustment."""
    match event:
        case AdjustmentAcknowledged():
            return {"life": Life.ACKNOWLEDGED}
        case AdjustmentChallenged():
            return {"life": Life.ACKNOWLEDGED, "stays": known.is_in_place, "review_on": None}
        case AdjustmentAgreed():
            life = Life.AGREED_DIFFERENTLY if event.differently else Life.AGREED
            told = {"told": event.words, "review_on": event.review_on, "contact": event.contact}
            return {"life": life, "need": event.need, "language": event.language, **told}
        case AdjustmentDeclined():
            return {"life": Life.DECLINED, "told": event.reasons}
        case AdjustmentReviewed():
            return {"review_on": event.review_on}
        case _:
            return {"life": Life.ENDED, "review_on": None}


def _allowed(event: PersonEvent, known: Representation, number: int) -> dict[str, Any]:
    """What an event changes of what is asked and allowed."""
    nothing_asked: dict[str, Any] = {"asked": None, "asked_at": 0}
    match event:
        case ConsentAsked():
            return {"asked": event.grant, "asked_at": number}
        case ConsentConfirmed():
            given = {"granted": event.grant, "proof": event.proof, "seen_by": event.seen_by}
            shown = {"forms": event.forms, "source": event.source}
            return {**nothing_asked, **given, **shown, "confirmed_on": event.happened_on}
        case SignedFormSent():
            return {"sent_forms": (*known.sent_forms, event)}
        case ConsentNarrowed():
            return {"granted": event.grant}
        case ConsentExtended():
            return {"granted": replace(known.granted, until=event.until) if known.granted else None}
        case ConsentRefused():
            return nothing_asked
        case ConsentReminded():
            return {}
        case _:
            return {**nothing_asked, "granted": None}
