"""What people do about an adjustment, decided purely: asked, answered, challenged, reviewed, ended."""

from collections.abc import Callable, Mapping
from typing import Any

from portal.domain.errors import Incomplete
from portal.domain.kept import Words
from portal.domain.outcome import Situation
from portal.domain.person_commands import (
    AcknowledgeAdjustment,
    AgreeAdjustment,
    AskAdjustment,
    ChallengeAdjustment,
    DeclineAdjustment,
    EndAdjustment,
    ReviewAdjustment,
)
from portal.domain.person_events import (
    AdjustmentAcknowledged,
    AdjustmentAgreed,
    AdjustmentAsked,
    AdjustmentChallenged,
    AdjustmentDeclined,
    AdjustmentEnded,
    AdjustmentReviewed,
    Decided,
)
from portal.domain.person_record import PersonRecord
from portal.domain.words import N_


def _ask_adjustment(command: AskAdjustment, record: PersonRecord, situation: Situation, stamp: Any) -> Decided:
    said = command.words if command.words and command.words.text.strip() else None
    if not command.need and said is None:
        raise Incomplete({"adjustment_words": N_("Choose what helps you, or write it in your own words")})
    asked = AdjustmentAsked(
        adjustment=command.adjustment,
        need=command.need,
        words=said.ref if said else None,
        language=command.language,
        **stamp,
    )
    return asked, (said,) if said else ()


def _acknowledge(command: AcknowledgeAdjustment, record: PersonRecord, situation: Situation, stamp: Any) -> Decided:
    return AdjustmentAcknowledged(adjustment=command.adjustment, **stamp), ()


def _agree(command: AgreeAdjustment, record: PersonRecord, situation: Situation, stamp: Any) -> Decided:
    if command.differently or not command.need:
        _require(words=command.words)
    if command.review_on and command.review_on <= situation.today:
        raise Incomplete({"review_on": N_("Choose a day that is still to come")})
    if command.contact and not command.not_involved:
        raise Incomplete({"not_involved": N_("Make sure that they had no part in it, then tick this")})
    agreed = AdjustmentAgreed(
        adjustment=command.adjustment,
        need=command.need,
        differently=command.differently,
        words=command.words.ref,
        review_on=command.review_on,
        language=command.language,
        contact=command.contact,
        not_involved=command.not_involved,
        **stamp,
    )
    return agreed, (command.words,)


def _decline(command: DeclineAdjustment, record: PersonRecord, situation: Situation, stamp: Any) -> Decided:
    _require(reasons=command.reasons)
    return AdjustmentDeclined(adjustment=command.adjustment, reasons=command.reasons.ref, **stamp), (command.reasons,)


def _challenge(command: ChallengeAdjustment, record: PersonRecord, situation: Situation, stamp: Any) -> Decided:
    return AdjustmentChallenged(adjustment=command.adjustment, words=command.words.ref, **stamp), (command.words,)


def _review(command: ReviewAdjustment, record: PersonRecord, situation: Situation, stamp: Any) -> Decided:
    if command.review_on and command.review_on <= situation.today:
        raise Incomplete({"review_on": N_("Choose a day that is still to come")})
    reviewed = AdjustmentReviewed(
        adjustment=command.adjustment, words=command.words.ref, review_on=command.review_on, **stamp
    )
    return reviewed, (command.words,)


def _end(command: EndAdjustment, record: PersonRecord, situation: Situation, stamp: Any) -> Decided:
    return AdjustmentEnded(adjustment=command.adjustment, words=command.words.ref, **stamp), (command.words,)


def _require(**words: Words) -> None:
    empty = {field: N_("Write this before you send") for field, value in words.items() if not value.text.strip()}
    if empty:
        raise Incomplete(empty)


ADJUSTMENTS: Mapping[type, Callable[[Any, PersonRecord, Situation, Any], Decided]] = {
    AskAdjustment: _ask_adjustment,
    AcknowledgeAdjustment: _acknowledge,
    AgreeAdjustment: _agree,
    DeclineAdjustment: _decline,
    ChallengeAdjustment: _challenge,
    ReviewAdjustment: _review,
    EndAdjustment: _end,
}
"""What each command about an adjustment becomes."""
