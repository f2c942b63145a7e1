"""The small life of an adjustment: asked, acknowledged, agreed or declined, challenged, reviewed, ended (Code 5.10)."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from portal.domain.adjustments import Life
from portal.domain.errors import ImpossibleMove, Incomplete
from portal.domain.person_commands import (
    AcknowledgeAdjustment,
    AgreeAdjustment,
    AskAdjustment,
    ChallengeAdjustment,
    DeclineAdjustment,
    EndAdjustment,
    PersonCommand,
    ReviewAdjustment,
)
from tests.builders import MORNING, RecordBuilder, a_record, some_words

PRINT = "large_print"
SAM = "staff:sam"
TODAY = MORNING.date()
IN_A_YEAR = date(2027, 12, 15)


def agree(
    words: str = "", *, need: str = PRINT, differently: bool = False, review_on: date | None = None
) -> PersonCommand:
    return AgreeAdjustment(PRINT, need, some_words(words), differently, review_on)


STEPS: dict[str, Callable[[], PersonCommand]] = {
    "ask": lambda: AskAdjustment(PRINT, PRINT),
    "acknowledge": lambda: AcknowledgeAdjustment(PRINT),
    "agree": agree,
    "differ": lambda: agree("We read them to you", differently=True),
    "decline": lambda: DeclineAdjustment(PRINT, some_words("Our printer is small")),
    "challenge": lambda: ChallengeAdjustment(PRINT, some_words("I cannot read them")),
    "review": lambda: ReviewAdjustment(PRINT, some_words("Still of help")),
    "end": lambda: EndAdjustment(PRINT, some_words("I have new glasses")),
}
WAY_TO: dict[str, tuple[str, ...]] = {
    "unknown": (),
    "asked": ("ask",),
    "acknowledged": ("ask", "acknowledge"),
    "agreed": ("ask", "agree"),
    "agreed_differently": ("ask", "differ"),
    "declined": ("ask", "decline"),
    "ended": ("ask", "agree", "end"),
}
TABLE = """
                  |ask  |acknowledge |agree |differ            |decline |challenge   |review            |end
unknown           |asked|-           |-     |-                 |-       |-           |-                 |-
asked             |-    |acknowledged|agreed|agreed_differently|declined|-           |-                 |ended
acknowledged      |-    |-           |agreed|agreed_differently|declined|-           |-                 |ended
agreed            |-    |-           |agreed|agreed_differently|-       |-           |agreed            |ended
agreed_differently|-    |-           |agreed|agreed_differently|-       |acknowledged|agreed_differently|ended
declined          |-    |-           |agreed|agreed_differently|-       |acknowledged|-                 |-
ended             |-    |-           |-     |-                 |-       |-           |-                 |-
"""
"""What each step makes of an adjustment in each part of its life; `-` cannot happen."""
HEAD, *ROWS = ([cell.strip() for cell in line.split("|")] for line in TABLE.strip("\n").splitlines())
CELLS = [(life, step, after) for life, *cells in ROWS for step, after in zip(HEAD[1:], cells, strict=True)]


def walked(*steps: str) -> RecordBuilder:
    """A record after these steps: the resident's own by the resident, the others by staff."""
    record = a_record()
    for step in steps:
        record = record.does(STEPS[step](), by="resident" if step in ("ask", "challenge", "end") else SAM)
    return record


def test_the_table_has_every_part_of_a_life_and_every_step() -> None:
    assert {life for life, *_ in ROWS} == {"unknown", *Life}
    assert HEAD[1:] == list(STEPS)
    assert len(CELLS) == 7 * 8


@pytest.mark.parametrize(("life", "step", "after"), CELLS, ids=[f"{life}-{step}" for life, step, _ in CELLS])
def test_what_may_follow_what(life: str, step: str, after: str) -> None:
    before = walked(*WAY_TO[life])
    if after == "-":
        with pytest.raises(ImpossibleMove):
            before.does(STEPS[step](), by=SAM)
    else:
        assert before.does(STEPS[step](), by=SAM).record.adjustments[PRINT].life == after


@pytest.mark.parametrize(
    ("steps", "in_place", "waiting"),
    [
        (("ask",), False, True),
        (("ask", "acknowledge"), False, True),
        (("ask", "agree"), True, False),
        (("ask", "differ"), True, False),
        (("ask", "decline"), False, False),
        (("ask", "agree", "end"), False, False),
        (("ask", "decline", "challenge"), False, True),
        # What was agreed is not taken away because somebody asks for what they asked for first.
        (("ask", "differ", "challenge"), True, True),
        (("ask", "differ", "challenge", "decline"), False, False),
        (("ask", "differ", "challenge", "decline", "challenge"), False, True),
        (("ask", "differ", "challenge", "agree"), True, False),
    ],
)
def test_what_is_kept_and_what_waits_for_an_answer(steps: tuple[str, ...], in_place: bool, waiting: bool) -> None:
    record = walked(*steps).record
    assert (bool(record.in_place), bool(record.waiting)) == (in_place, waiting)


class TestAsking:
    def test_takes_words_alone(self) -> None:
        said = some_words("Please speak slowly")
        asked = a_record().does(AskAdjustment("slowly", "", said))
        assert asked.record.adjustments["slowly"].words == said.ref
        assert asked.words == {said.id: "Please speak slowly"}

    def test_takes_a_need_alone_and_no_reason(self) -> None:
        asked = a_record().asked_for(PRINT)
        assert asked.record.adjustments[PRINT].need == PRINT
        assert asked.words == {}

    @pytest.mark.parametrize("words", [None, some_words(""), some_words("  \n ")])
    def test_needs_one_or_the_other(self, words: object) -> None:
        with pytest.raises(Incomplete) as wrong:
            a_record().does(AskAdjustment("nothing", "", words))  # type: ignore[arg-type]  # words or none
        assert set(wrong.value.problems) == {"adjustment_words"}

    def test_remembers_the_case_and_the_day_it_was_asked_with(self) -> None:
        phoned = a_record().does(AskAdjustment(PRINT, PRINT), recorded_by=SAM, on=date(2026, 12, 11))
        asked = phoned.record.adjustments[PRINT]
        assert (asked.reference, asked.asked_on) == ("OAK-7K3F-92QD", date(2026, 12, 11))

    def test_goes_on_in_the_order_of_asking_whatever_is_answered_first(self) -> None:
        record = a_record().asked_for("audio").asked_for(PRINT).does(agree(), by=SAM).asked_for("home_visit").record
        assert [each.need for each in record.waiting] == ["audio", "home_visit"]
        assert [each.need for each in record.in_place] == [PRINT]


class TestAgreeing:
    @pytest.mark.parametrize(
        ("review_on", "may"),
        [
            (None, True),
            (TODAY - timedelta(days=1), False),
            (TODAY, False),
            (TODAY + timedelta(days=1), True),
            (IN_A_YEAR, True),
        ],
    )
    def test_is_reviewed_on_a_day_still_to_come(self, review_on: date | None, may: bool) -> None:
        for before, command in (
            (walked("ask"), agree(review_on=review_on)),
            (walked("ask", "agree"), ReviewAdjustment(PRINT, some_words(""), review_on)),
        ):
            if may:
                assert before.does(command, by=SAM).record.adjustments[PRINT].review_on == review_on
            else:
                with pytest.raises(Incomplete) as wrong:
                    before.does(command, by=SAM)
                assert set(wrong.value.problems) == {"review_on"}

    def test_late_in_the_evening_today_is_the_day_in_london(self) -> None:
        summer = MORNING.replace(month=6, day=30, hour=23, minute=30)  # half past midnight of 1 July in London
        asked = a_record(now=summer).asked_for(PRINT)
        with pytest.raises(Incomplete):
            asked.does(agree(review_on=date(2026, 7, 1)), by=SAM)
        assert asked.does(agree(review_on=date(2026, 7, 2)), by=SAM).record.in_place

    @pytest.mark.parametrize(
        ("words", "need", "differently", "may"),
        [
            ("", PRINT, False, True),
            ("", PRINT, True, False),
            (" \n", PRINT, True, False),
            ("We read them to you", PRINT, True, True),
            ("", "", False, False),  # agreed, but what
            ("We speak slowly", "", False, True),
        ],
    )
    def test_says_how_where_that_is_not_plain(self, words: str, need: str, differently: bool, may: bool) -> None:
        command = agree(words, need=need, differently=differently)
        if may:
            assert walked("ask").does(command, by=SAM).record.in_place
        else:
            with pytest.raises(Incomplete) as wrong:
                walked("ask").does(command, by=SAM)
            assert set(wrong.value.problems) == {"words"}

    def test_differently_is_kept_as_what_is_done_with_how_and_why(self) -> None:
        told = some_words("Our printer is small. We read every letter to you")
        agreed = walked("ask").does(AgreeAdjustment(PRINT, "audio", told, differently=True), by=SAM)
        kept = agreed.record.adjustments[PRINT]
        assert (kept.need, kept.told, kept.life) == ("audio", told.ref, Life.AGREED_DIFFERENTLY)

    def test_a_review_sets_the_next_day_and_leaves_how_it_is_done(self) -> None:
        agreed = walked("ask").does(agree("In 24 points", differently=True, review_on=date(2027, 6, 15)), by=SAM)
        reviewed = agreed.does(ReviewAdjustment(PRINT, some_words("It helps"), IN_A_YEAR), by=SAM)
        before, after = (each.record.adjustments[PRINT] for each in (agreed, reviewed))
        assert (after.told, after.review_on) == (before.told, IN_A_YEAR)

    @pytest.mark.parametrize("last", ["challenge", "end"])
    def test_what_is_looked_at_anew_or_over_has_no_day_of_review(self, last: str) -> None:
        agreed = walked("ask").does(agree("In 24 points", differently=True, review_on=IN_A_YEAR), by=SAM)
        assert agreed.does(STEPS[last]()).record.adjustments[PRINT].review_on is None


class TestDeclining:
    @pytest.mark.parametrize("reasons", ["", "  ", "\n"])
    def test_needs_reasons(self, reasons: str) -> None:
        with pytest.raises(Incomplete) as wrong:
            walked("ask").does(DeclineAdjustment(PRINT, some_words(reasons)), by=SAM)
        assert set(wrong.value.problems) == {"reasons"}

    def test_tells_the_reasons(self) -> None:
        reasons = some_words("Our printer is small")
        declined = walked("ask").does(DeclineAdjustment(PRINT, reasons), by=SAM)
        assert declined.record.adjustments[PRINT].told == reasons.ref

    def test_can_be_challenged_without_saying_why(self) -> None:
        challenged = walked("ask", "decline").does(ChallengeAdjustment(PRINT, some_words("")))
        assert challenged.record.waiting


def test_one_adjustment_says_nothing_about_another() -> None:
    record = a_record().adjusted("audio").asked_for(PRINT).does(STEPS["decline"](), by=SAM).record
    assert {each.id: each.life for each in record.adjustments.values()} == {
        "audio": Life.AGREED,
        PRINT: Life.DECLINED,
    }
