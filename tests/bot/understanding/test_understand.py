"""The parse result both engines rely on: its shape, its caution, and that no text at all can break it."""

import os
import statistics
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from bot.understanding.understand import Understanding

ENTRY = {"name", "confidence"}


def test_a_parse_has_the_shape_of_rasas(understanding: Understanding) -> None:
    parsed = understanding.parse("I want to make a complaint")
    assert set(parsed) == {"text", "intent", "intent_ranking", "entities", "language"}
    assert parsed["text"] == "I want to make a complaint"
    assert parsed["intent"]["name"] == "make_complaint"
    assert parsed["intent"] == parsed["intent_ranking"][0]
    assert [set(entry) for entry in parsed["intent_ranking"]] == [ENTRY] * 10
    confidences = [entry["confidence"] for entry in parsed["intent_ranking"]]
    assert confidences == sorted(confidences, reverse=True)
    assert all(type(confidence) is float for confidence in confidences)


def test_all_intents_of_the_assistant_are_taught(understanding: Understanding) -> None:
    assert set(understanding.intents) == {
        "greet",
        "goodbye",
        "thank",
        "affirm",
        "deny",
        "make_complaint",
        "report_repair",
        "report_asb",
        "give_compliment",
        "make_suggestion",
        "check_status",
        "ask_timescales",
        "ask_process",
        "escalate",
        "ask_ombudsman",
        "request_adjustment",
        "representative",
        "withdraw_consent",
        "change_language",
        "simpler_words",
        "talk_to_person",
        "complain_anonymously",
        "ask_privacy",
        "emergency",
        "distress",
        "go_back",
        "stop",
        "help",
        "out_of_scope",
    }


def test_danger_words_override_the_model_and_keep_its_ranking(understanding: Understanding) -> None:
    parsed = understanding.parse("I want to complain and the ceiling is bulging again")
    assert parsed["intent"] == {"name": "emergency", "confidence": 1.0}
    assert parsed["safety"] == {"kind": "emergency", "topic": "collapse"}
    names = [entry["name"] for entry in parsed["intent_ranking"]]
    assert names.count("emergency") == 1
    assert "make_complaint" in names


def test_danger_is_heard_beyond_what_the_model_reads(understanding: Understanding) -> None:
    story = "nobody came to mend the window and I rang again " * 40 + "and I want to end it all"
    assert understanding.parse(story)["safety"] == {"kind": "distress", "topic": "suicide"}


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("I told them three weeks ago and nobody came", "make_complaint"),
        ("my tap is dripping", "report_repair"),
        ("nobody has fixed the tap I reported in May", "make_complaint"),
        ("the tap in my bathroom drips", "report_repair"),
    ],
)
def test_a_first_report_is_not_a_complaint(understanding: Understanding, said: str, meant: str) -> None:
    assert understanding.parse(said)["intent"]["name"] == meant


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "\n\t",
        "👍",
        "🔥😡😡",
        "...",
        "?!",
        "\x00",
        "\u202e\u200f\u2066",
        "\u200b\u200d\ufeff",
        "\ud800",
        "_",
        "—",
    ],
)
def test_a_message_that_says_nothing_is_not_understood(understanding: Understanding, text: str) -> None:
    parsed = understanding.parse(text)
    assert parsed["text"] == text
    assert parsed["intent"] == {"name": "nlu_fallback", "confidence": 0.3}
    assert parsed["entities"] == []


@pytest.mark.parametrize(
    "text",
    [
        "a" * 10_000,
        "boiler " * 5_000,
        "\u202e" * 10_000 + "help",
        "煤" * 10_000,
        "ﷺ" * 3_000,
        "e" + "\u0301" * 9_000,
        "\ud800help\x00",
        "<script>alert(1)</script>",
        "{{ 7*7 }}",
        "/stop",
        "[x](reference)",
        "%s %d {0}",
        "\x1b[31m",
        "𝖍𝖊𝖑𝖕",
        "lmj-" * 2_000,
        "0" * 10_000,
        "LMJ " * 3000,
        "क" * 5000,
        "﷽" * 500,
    ],
)
def test_no_text_breaks_it_or_holds_it_up(understanding: Understanding, text: str) -> None:
    start = time.thread_time()
    parsed = understanding.parse(text)
    assert parsed["text"] == text
    assert parsed["intent"]["name"]
    assert time.thread_time() - start < 0.6


def test_invisible_characters_change_nothing(understanding: Understanding) -> None:
    plain, hidden = "how do i contact the ombudsman", "how do i \u202econ\u200btact the \x00ombuds\u00adman"
    assert understanding.parse(plain)["intent"] == understanding.parse(hidden)["intent"]


def test_letters_are_as_good_as_capitals(understanding: Understanding) -> None:
    assert understanding.parse("WHO IS DEALING WITH MY COMPLAINT")["intent"]["name"] == "check_status"


def test_stop_is_only_believed_when_certain(understanding: Understanding) -> None:
    for said in (
        "stop",
        "cancel this",
        "stop ignoring me",
        "you should stop sending that man",
        "i want the noise to stop",
    ):
        intent = understanding.parse(said)["intent"]
        assert intent["name"] != "stop" or intent["confidence"] >= 0.8, said
    assert understanding.parse("stop")["intent"]["name"] == "stop"
    assert understanding.parse("stop ignoring me and fix my heating")["intent"]["name"] != "stop"


@pytest.mark.parametrize("text", ["no yes thursday", "help stop complaint phone"])
def test_unsure_means_fallback_with_the_candidates_kept(understanding: Understanding, text: str) -> None:
    names = [entry["name"] for entry in understanding.parse(text)["intent_ranking"]]
    assert names[0] == "nlu_fallback"
    assert len(set(names)) == 10


@pytest.mark.parametrize("text", ["the thing", "wardrobe elephant tuesday", "is it so", "quizá", "maybe, or maybe not"])
def test_words_without_a_matter_are_no_yes(understanding: Understanding, text: str) -> None:
    assert understanding.parse(text)["intent"]["name"] not in {"affirm", "stop", "go_back"}


@pytest.mark.parametrize(
    "text",
    ["Rosa Delgado", "Amina Begum", "12 Leathermarket Street", "flat 4", "in april", "seventeen", "the first time"],
)
def test_a_name_a_place_a_time_or_a_number_says_nothing_by_itself(understanding: Understanding, text: str) -> None:
    assert understanding.parse(text)["intent"]["name"] == "nlu_fallback"


def test_the_same_message_is_always_understood_the_same(understanding: Understanding) -> None:
    texts = ["my tap is dripping", "jaki jest status mojej skargi", "أريد تقديم شكوى", "i can smell gas"] * 8
    alone = [understanding.parse(text) for text in texts]
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(understanding.parse, texts)) == alone


def test_a_forked_child_understands_the_same(understanding: Understanding) -> None:
    expected = understanding.parse("my tap is dripping")["intent"]["name"]
    assert threading.active_count() == 1
    child = os.fork()
    if child == 0:
        os._exit(0 if understanding.parse("my tap is dripping")["intent"]["name"] == expected else 1)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0


def test_a_typed_message_is_understood_quickly(understanding: Understanding) -> None:
    """30 ms at the median is wanted; measured in the thread's own time, for the machine is shared with other tests."""
    texts = [
        "my boiler has stopped working and it is cold",
        "any news",
        "i want to talk to a person please",
        "gdzie jest moja skarga",
    ]
    took = []
    for text in texts * 8:
        start = time.thread_time()
        understanding.parse(text)
        took.append(time.thread_time() - start)
    assert statistics.median(took) < 0.06
