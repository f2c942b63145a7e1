"""`putright deadlines`: the dates under each policy, worked out by hand, and refusals that say what is wrong."""

import json
from typing import Any

import pytest

from portal.cli import main

LANDLORD = "leathermarket-jmb"


def found(capsys: pytest.CaptureFixture[str], *words: str) -> dict[str, Any]:
    """The JSON document for these arguments."""
    assert main(["deadlines", LANDLORD, *words, "--json"]) == 0
    document: dict[str, Any] = json.loads(capsys.readouterr().out)
    return document


def due(document: dict[str, Any]) -> dict[tuple[int, str], str]:
    """Each date by stage and kind."""
    return {(each["stage"], each["kind"]): each["due"] for each in document["deadlines"]}


def test_before_christmas_the_acknowledgement_is_due_after_it(capsys: pytest.CaptureFixture[str]) -> None:
    document = found(capsys, "--received", "2026-12-18")
    assert document["landlord"] == LANDLORD
    assert document["policy"] == "2024"
    assert document["received"] == "2026-12-18"
    acknowledge, respond = document["deadlines"]
    assert acknowledge == {
        "stage": 1,
        "kind": "acknowledge",
        "due": "2026-12-29",
        "from": "2026-12-18",
        "from_event": "received",
        "length": 5,
        "unit": "working",
        "rule": acknowledge["rule"],
        "source": "policy 5.1",
        "skipped": [
            {"date": "2026-12-19", "why": "Weekend"},
            {"date": "2026-12-20", "why": "Weekend"},
            {"date": "2026-12-25", "why": "Christmas Day"},
            {"date": "2026-12-26", "why": "Weekend"},
            {"date": "2026-12-27", "why": "Weekend"},
            {"date": "2026-12-28", "why": acknowledge["skipped"][-1]["why"]},
        ],
        "projected": False,
        "latest": None,
    }
    assert "The rule is 5 working days." in acknowledge["rule"]
    assert respond["projected"] is True
    assert respond["from"] == "2026-12-29"
    assert respond["due"] == "2027-01-13"
    assert respond["latest"] == "2027-01-27"


def test_a_late_acknowledgement_does_not_postpone_the_answer(capsys: pytest.CaptureFixture[str]) -> None:
    late = found(capsys, "--received", "2026-12-18", "--acknowledged", "2027-01-08")
    assert due(late)[1, "respond"] == "2027-01-13"
    early = found(capsys, "--received", "2026-12-18", "--acknowledged", "2026-12-18")
    assert due(early)[1, "respond"] == "2027-01-06"


def test_a_whole_life_has_the_dates_of_both_stages(capsys: pytest.CaptureFixture[str]) -> None:
    document = found(
        capsys, "--received", "2026-10-01", "--acknowledged", "2026-10-05", "--answered", "2026-10-16",
        "--escalated", "2026-11-02", "--escalation-acknowledged", "2026-11-03", "--final-answered", "2026-11-20",
    )  # fmt: skip
    assert due(document) == {
        (1, "acknowledge"): "2026-10-08",
        (1, "respond"): "2026-10-19",
        (1, "escalate_by"): "2026-11-13",
        (2, "acknowledge"): "2026-11-09",
        (2, "respond"): "2026-11-30",
        (2, "refer_by"): "2027-11-22",
    }
    sources = {(each["stage"], each["kind"]): each["source"] for each in document["deadlines"]}
    assert sources[2, "acknowledge"] == "Code 6.11"
    assert sources[2, "respond"] == "policy 5.2"


def test_a_moment_is_a_day_in_london(capsys: pytest.CaptureFixture[str]) -> None:
    assert found(capsys, "--received", "2026-07-01T23:30:00Z")["received"] == "2026-07-02"
    assert found(capsys, "--received", "2026-12-18T23:50")["received"] == "2026-12-18"


def test_a_service_request_has_no_dates(capsys: pytest.CaptureFixture[str]) -> None:
    assert found(capsys, "--received", "2026-12-18", "--kind", "service_request")["deadlines"] == []


@pytest.mark.parametrize(
    "words",
    [
        ("--received", "18/12/2026"),
        ("--received", "2026-02-30"),
        ("--received", "2026-12-18", "--acknowledged", "2026-12-17"),
        ("--received", "2026-12-18", "--final-answered", "2026-12-20"),
        ("--received", "2026-12-18", "--escalated", "2026-12-20", "--escalated", "2026-12-22"),
        ("--received", "2026-12-18", "--kind", "quarrel"),
        (),
    ],
)
def test_wrong_usage_is_told_apart_from_a_no(capsys: pytest.CaptureFixture[str], words: tuple[str, ...]) -> None:
    assert main(["deadlines", LANDLORD, *words, "--json"]) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err


def test_an_unknown_landlord_is_a_no(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["deadlines", "nobody", "--received", "2026-12-18"]) == 1
    assert "nobody" in capsys.readouterr().err


def test_people_read_the_same_dates_in_words(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["deadlines", LANDLORD, "--received", "2026-12-18"]) == 0
    printed = capsys.readouterr().out
    assert "by Tuesday 29 December 2026" in printed
    assert "Christmas Day" in printed


def of_others(capsys: pytest.CaptureFixture[str], landlord: str, *asked: str) -> dict[tuple[int, str], str]:
    assert main(["deadlines", landlord, *asked, "--json"]) == 0
    return due(json.loads(capsys.readouterr().out))


def test_a_stage_nought_has_the_number_nought(capsys: pytest.CaptureFixture[str]) -> None:
    asked = ("--received", "2018-12-17", "--escalated", "2018-12-27", "--escalated", "2019-02-01")
    assert of_others(capsys, "johnnie-johnson", *asked) == {
        (0, "speak"): "2018-12-20",
        (0, "respond"): "2018-12-24",
        (1, "speak"): "2019-01-02",
        (1, "respond"): "2019-01-10",
        (2, "speak"): "2019-02-06",
        (2, "refusal"): "2019-02-06",
        (2, "respond"): "2019-03-13",
    }


def test_the_policy_of_that_day_counts(capsys: pytest.CaptureFixture[str]) -> None:
    assert of_others(capsys, "leathermarket-jmb", "--received", "2019-12-16") == {(1, "respond"): "2020-01-09"}


def test_a_kind_that_the_policy_names_is_known(capsys: pytest.CaptureFixture[str]) -> None:
    asked = ("--received", "2018-12-17", "--kind", "compliment")
    assert of_others(capsys, "johnnie-johnson", *asked) == {}


def test_a_kind_nobody_knows_is_wrong_usage(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["deadlines", "jliving", "--received", "2026-11-20", "--kind", "grumble"]) == 2
    assert "grumble" in capsys.readouterr().err


def test_more_stages_than_there_are_is_wrong_usage(capsys: pytest.CaptureFixture[str]) -> None:
    asked = ["--escalated", "2026-12-01"] * 2
    assert main(["deadlines", "jliving", "--received", "2026-11-20", *asked]) == 2
