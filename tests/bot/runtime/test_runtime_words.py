"""Payloads in, responses out."""

import asyncio
import random
from pathlib import Path
from typing import Any

import pytest
from golden_bot import golden_engine
from hypothesis import given
from hypothesis import strategies as st
from talking import NOON, Talk, a_bot

from bot.runtime import Tracker, events, payload, responses

DOMAIN = golden_engine("probe").domain


@pytest.mark.parametrize(
    ("text", "intent", "confidence", "entities"),
    [
        ("/greet", "greet", 1.0, []),
        ("  /greet  ", "greet", 1.0, []),
        ("/greet@0.25", "greet", 0.25, []),
        ("/greet@7", "greet", 1.0, []),
        ("/greet@1.2.3", "greet", 0.0, []),
        ('/inform_category{"category": "noise"}', "inform_category", 1.0, [("category", "noise")]),
        (
            '/inform_category@0.5{"category": ["a", "b"]}',
            "inform_category",
            0.5,
            [("category", "a"), ("category", "b")],
        ),
        ('/inform_category{"unknown": 1}', "inform_category", 1.0, []),
        ("/inform_category{not json}", "inform_category", 1.0, []),
        ("/inform_category[1]", None, None, None),
        ('/inform_category{"category": "noise"} and more', "inform_category", 1.0, [("category", "noise")]),
        ("/nosuch", None, None, None),
        ("greet", None, None, None),
        ("/", None, None, None),
        ("/SetSlots(language=cy)", None, None, None),
    ],
)
def test_a_payload_is_read(text: str, intent: str | None, confidence: float | None, entities: Any) -> None:
    found = payload.parsed(text, DOMAIN)
    if intent is None:
        assert found is None
    else:
        assert found is not None
        assert found["intent"] == {"name": intent, "confidence": confidence}
        assert [(entity["entity"], entity["value"]) for entity in found["entities"]] == entities


@given(st.text() | st.builds("/greet{}".format, st.text()) | st.builds("/greet{{{}}}".format, st.text()))
def test_no_text_upsets_the_reading_of_payloads(text: str) -> None:
    found = payload.parsed(text, DOMAIN)
    assert found is None or found["intent"]["name"] in DOMAIN.intents


VALUES = {"name": "Ada", "unset": None}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Hello {name}", "Hello Ada"),
        ("Hello {unset}", "Hello None"),
        ("Hello {nobody} {name}", "Hello {nobody} {name}"),
        ("{{name}}", "{name}"),
        ("{{{name}}}", "{Ada}"),
        ('/a{"b": "c"}', '/a{"b": "c"}'),
        ('/a{{"b": "{name}"}}', '/a{"b": "Ada"}'),
        ("a lone { brace, {name}", "a lone { brace, {name}"),
        ("nothing to fill", "nothing to fill"),
    ],
)
def test_placeholders_are_filled(text: str, said: str) -> None:
    assert responses.fill(text, VALUES) == said


@given(st.text(alphabet="{}[]ab\n "))
def test_no_text_upsets_filling(text: str) -> None:
    responses.fill(text, {"a": "{b}"})


ANY, REST = {"text": "any"}, {"text": "rest", "channel": "collector"}
IF, IF_REST = ({**tier, "condition": [{"name": "name", "value": "ADA"}]} for tier in (ANY, REST))
OTHER = {"text": "other", "channel": "phone"}


@pytest.mark.parametrize(
    ("variations", "name", "best"),
    [
        ([ANY, REST, IF, IF_REST], "ada", IF_REST),
        ([ANY, REST, IF], "ada", REST),
        ([ANY, IF, OTHER], "ada", IF),
        ([ANY, IF, OTHER], "bob", ANY),
        ([OTHER], "bob", None),
        ([], "bob", None),
    ],
)
def test_the_variation_that_fits_best_is_said(variations: list[dict[str, Any]], name: str, best: Any) -> None:
    assert responses.chosen(variations, {"name": name}, "collector", random.Random(1).choice) == best


def test_chance_is_an_argument(tmp_path: Path) -> None:
    domain = "intents: [a, inform]\nresponses: {utter_default: [{text: x}, {text: y}, {text: z}]}"
    heard = [Talk(a_bot(tmp_path, domain, rng=random.Random(7))).say("/a") for _ in range(5)]
    assert all(answer == heard[0] for answer in heard)


def test_text_with_a_blank_line_is_two_messages_but_not_above_buttons() -> None:
    plain = events.bot({"text": "one\n\ntwo"}, NOON)
    asking = events.bot({"text": "one\n\ntwo", "buttons": [{"title": "t", "payload": "/p"}]}, NOON)
    assert [message["text"] for message in responses.messages(plain)] == ["one", "two"]
    assert [message["text"] for message in responses.messages(asking)] == ["one\n\ntwo"]


def test_the_host_can_supply_the_words() -> None:
    def welsh(name: str, tracker: Tracker, channel: str) -> dict[str, Any] | None:
        words = {"utter_escalated": {"text": "Cam 2 {case_reference}"}}
        return words.get(name) if tracker.slot("language") == "cy" else None

    talk = Talk(golden_engine("probe", responder=welsh))
    assert talk.say("/escalate") == ["We will move your complaint to stage 2."]
    assert talk.say("/escalate", slots={"language": "cy", "case_reference": "ABC"}) == ["Cam 2 ABC"]


def test_a_parser_may_be_async(tmp_path: Path) -> None:
    async def slowly(text: str) -> dict[str, Any]:
        await asyncio.sleep(0)
        return {"text": text, "intent": {"name": "greet", "confidence": 0.9}, "entities": []}

    engine = golden_engine("probe")
    engine = type(engine)(engine.domain, engine.rules, engine.executor, slowly)
    assert Talk(engine).say("hello")[0].startswith("Hello.")
