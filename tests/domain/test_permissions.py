"""Who may do what with a case is exactly the table in `docs/security.md`, cell by cell."""

from datetime import timedelta
from pathlib import Path

import pytest

from portal.domain.consent import SCOPES, Scope
from portal.domain.permissions import RESIDENT_READER, Reader, Right, may
from tests.builders import GRACE, MORNING, RecordBuilder, a_record

DOCS = Path(__file__).parents[2] / "docs" / "security.md"
HEADING = "## Who may do what with a case"
TODAY = MORNING.date()
YESTERDAY = TODAY - timedelta(days=1)
THIS, OTHER = "OAK-7K3F-92QD", "OAK-8K3F-92QD"
ALL = (Scope.SEE, Scope.SPEAK, Scope.LETTERS, Scope.REMEDY)

COLUMNS = {
    "know that we have it": Right.KNOW_RECEIVED,
    "see it": Right.SEE,
    "write": Right.WRITE,
    "ask for the next stage": Right.ESCALATE,
    "ask for adjustments": Right.ASK_ADJUSTMENT,
    "agree the remedy": Right.AGREE_REMEDY,
    "change the contact": Right.CHANGE_CONTACT,
    "give consent": Right.GIVE_CONSENT,
    "withdraw the case": Right.WITHDRAW_CASE,
}
ROWS: dict[str, RecordBuilder] = {
    "the resident": a_record(),
    "somebody who was never named": a_record().with_consent(*ALL, representative="mp"),
    "named with this case": a_record().named(),
    "named with another case": a_record().said_with(OTHER).named(),
    "asked about with this case": a_record().asked_consent(*ALL),
    "asked about with another case": a_record().said_with(OTHER).asked_consent(*ALL),
    f"allowed: {SCOPES[Scope.SEE]}": a_record().with_consent(Scope.SEE),
    f"allowed: {SCOPES[Scope.SPEAK]}": a_record().with_consent(Scope.SPEAK),
    f"allowed: {SCOPES[Scope.LETTERS]}": a_record().with_consent(Scope.LETTERS),
    f"allowed: {SCOPES[Scope.LETTERS_INSTEAD]}": a_record().with_consent(Scope.LETTERS_INSTEAD),
    f"allowed: {SCOPES[Scope.REMEDY]}": a_record().with_consent(Scope.REMEDY),
    "allowed all of these": a_record().with_consent(*ALL),
    "allowed all, this case among others": a_record().with_consent(*ALL, cases=(OTHER, THIS)),
    "allowed all, for another case only": a_record().with_consent(*ALL, cases=(OTHER,)),
    "allowed to see it, asked for all": a_record().with_consent(Scope.SEE).asked_consent(*ALL),
    "allowed to see it, refused the rest": a_record().with_consent(Scope.SEE).asked_consent(*ALL).refused(),
    "allowed all, today is the last day": a_record().with_consent(*ALL, until=TODAY),
    "allowed all, yesterday was the last day": a_record().later(days=-1).with_consent(*ALL, until=YESTERDAY),
    "refused": a_record().asked_consent(*ALL).refused(),
    "withdrawn": a_record().with_consent(*ALL).withdrawn(),
    "withdrawn, and asked for again": a_record().with_consent(*ALL).withdrawn().asked_consent(*ALL),
    "expired": a_record().later(days=-1).with_consent(*ALL, until=YESTERDAY).later(days=1).expired(),
}
CELLS = {"yes": True, "–": False}


def table() -> dict[str, dict[str, str]]:
    """The first table under our heading: each row by its first cell, each cell by the head of its column."""
    below = DOCS.read_text(encoding="utf-8").partition(f"\n{HEADING}\n")[2].partition("\n## ")[0]
    lines = [line for line in below.splitlines() if line.startswith("|")]
    head, _, *rows = ([cell.strip() for cell in line.strip("|").split("|")] for line in lines)
    return {row[0]: dict(zip(head[1:], row[1:], strict=True)) for row in rows}


TABLE = table()


def test_the_table_has_every_right_and_everybody() -> None:
    assert set(COLUMNS.values()) == set(Right)
    assert list(TABLE) == list(ROWS)
    assert all(list(cells) == list(COLUMNS) for cells in TABLE.values())


@pytest.mark.parametrize("column", COLUMNS)
@pytest.mark.parametrize("row", ROWS)
def test_each_may_do_what_the_table_says_and_nothing_else(row: str, column: str) -> None:
    reader = RESIDENT_READER if row == "the resident" else Reader(GRACE)
    allowed = may(reader, COLUMNS[column], ROWS[row].record, THIS, TODAY)
    assert allowed is CELLS[TABLE[row][column]]


def test_the_table_never_gives_away_what_is_the_residents_alone() -> None:
    for row, cells in TABLE.items():
        kept = {cells[column] for column in ("change the contact", "give consent", "withdraw the case")}
        assert kept == ({"yes"} if row == "the resident" else {"–"})


def test_a_case_made_later_is_not_known_to_whoever_was_only_named() -> None:
    for record in (a_record().named(), a_record().asked_consent(*ALL)):
        assert not may(Reader(GRACE), Right.KNOW_RECEIVED, record.record, OTHER, TODAY)
    assert may(Reader(GRACE), Right.SEE, a_record().with_consent(*ALL).record, OTHER, TODAY)


def test_what_one_is_allowed_says_nothing_about_another() -> None:
    record = a_record().with_consent(Scope.SEE).with_consent(Scope.SPEAK, representative="mp").record
    assert not may(Reader(GRACE), Right.WRITE, record, THIS, TODAY)
    assert not may(Reader("mp"), Right.SEE, record, THIS, TODAY)
