"""A conversation as a value: stored, read again, trimmed, shared between threads."""

import asyncio
import json
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from golden_bot import GOLDEN, golden_engine
from talking import NOON, Talk

from bot.runtime import Tracker
from bot.runtime import events as made

PROBE = json.loads((GOLDEN / "probe.json").read_text(encoding="utf-8"))
STEPS = [
    "/make_complaint",
    '/inform_category{"category": "noise"}',
    "/check_status{bad",
    "/ask_ombudsman",
    "/inform_category",
    "/escalate",
]


def stands(tracker: Tracker) -> dict[str, Any]:
    """What must be the same however much of the past is kept."""
    state = tracker.state
    return {"slots": tracker.slots, "loop": state.loop, "action": state.action, "followup": state.followup}


def test_a_conversation_is_the_same_after_storage_at_every_step_of_a_form() -> None:
    stored, kept = Talk(golden_engine("probe")), golden_engine("probe")
    tracker = kept.tracker("resident")
    for number, text in enumerate(STEPS, start=1):
        said = stored.say(text)
        turn = asyncio.run(kept.turn(tracker, text, now=NOON + 60 * number))
        tracker = turn.tracker
        assert said == [message["text"] for message in turn.messages]
        assert stands(stored.tracker) == stands(tracker)
        assert kept.load(tracker.to_json()) == tracker


@pytest.mark.parametrize("scenario", PROBE)
@pytest.mark.parametrize("turns", [1, 2, 3])
def test_a_trimmed_conversation_stands_where_the_whole_one_does(scenario: str, turns: int) -> None:
    engine = golden_engine("probe")
    tracker = engine.tracker("resident")
    for number, turn in enumerate(PROBE[scenario]):
        if "slot" in turn["sent"]:
            tracker = tracker.after(made.slot(*turn["sent"]["slot"], NOON + number))
        else:
            heard = {"parse": turn["parse"], "now": NOON + number}
            tracker = asyncio.run(engine.turn(tracker, turn["sent"]["message"], **heard)).tracker
        trimmed = tracker.trimmed(turns)
        assert stands(trimmed) == stands(tracker)
        assert sum(event["event"] == "user" for event in trimmed.events) <= turns


@pytest.mark.parametrize("scenario", [name for name in PROBE if name != "back"])
def test_a_conversation_with_hardly_a_past_goes_on_the_same_way(scenario: str) -> None:
    whole, short = golden_engine("probe"), golden_engine("probe", kept_turns=1)
    trackers = [whole.tracker("resident"), short.tracker("resident")]
    for number, turn in enumerate(PROBE[scenario]):
        if "slot" in turn["sent"]:
            trackers = [tracker.after(made.slot(*turn["sent"]["slot"], NOON + number)) for tracker in trackers]
            continue
        heard = {"parse": turn["parse"], "now": NOON + number}
        went = [
            asyncio.run(engine.turn(tracker, turn["sent"]["message"], **heard))
            for engine, tracker in zip((whole, short), trackers, strict=True)
        ]
        trackers = [done.tracker for done in went]
        assert went[0].messages == went[1].messages
        assert stands(trackers[0]) == stands(trackers[1])


def test_a_long_conversation_does_not_grow_for_ever() -> None:
    talk = Talk(golden_engine("probe"))
    sizes = []
    for _ in range(60):
        talk.say("/greet")
        sizes.append(len(talk.tracker.to_json()))
    assert max(sizes[40:]) <= max(sizes[20:40])


def test_a_value_is_not_changed_by_a_turn() -> None:
    engine = golden_engine("probe")
    begun = asyncio.run(engine.turn(engine.tracker("resident"), "/make_complaint", now=NOON)).tracker
    before = begun.to_json()
    asyncio.run(engine.turn(begun, "/stop", now=NOON + 1))
    assert begun.to_json() == before


def test_a_slot_new_in_the_domain_has_its_initial_value_in_an_old_conversation() -> None:
    talk = Talk(golden_engine("probe"))
    talk.say("/greet")
    later = Tracker.from_json(talk.tracker.to_json(), {**talk.engine.domain.initial_slots, "simpler": True})
    assert later.slot("simpler") is True


def test_two_engines_on_many_threads_do_not_mix_conversations_up() -> None:
    engines = golden_engine("probe"), golden_engine("two")

    def complain(number: int) -> list[str]:
        talk = Talk(engines[number % 2], pause=1)
        category = ("noise", "repairs")[number // 2 % 2]
        talk.say("/make_complaint")
        talk.say(f'/inform_category{{"category": "{category}"}}')
        talk.say(f"account number {number}", "report_repair")
        return [talk.slot("complaint_category"), talk.slot("complaint_text")]

    with ThreadPoolExecutor(4) as threads:
        found = list(threads.map(complain, range(16)))
    assert found == [[("noise", "repairs")[n // 2 % 2], f"account number {n}"] for n in range(16)]


def test_a_session_ends_after_quiet_minutes_and_takes_its_slots_with_it() -> None:
    talk = Talk(golden_engine("probe"))
    talk.say('/check_status{"case_reference": "ABC-1111-2222"}')
    talk.now += 59 * 60
    talk.say("/greet")
    assert talk.slot("case_reference") == "ABC-1111-2222"
    talk.now += 60 * 60
    talk.say("/greet")
    assert talk.slot("case_reference") is None


def test_slots_given_with_a_message_hold_in_the_session_it_opens() -> None:
    talk = Talk(golden_engine("probe"))
    talk.say("/request_adjustment", slots={"case_reference": "LMJ-7K3F-92QD"})
    talk.now += 24 * 60 * 60
    first = talk.turn("/request_adjustment", slots={"case_reference": "LMJ-7K3F-92QD"}).messages[0]
    assert first["buttons"][0]["title"] == "single LMJ-7K3F-92QD"


def test_slots_given_again_unchanged_leave_no_trace() -> None:
    talk = Talk(golden_engine("probe"))
    turns = [talk.turn("/greet", slots={"case_reference": "ABC", "language": "en"}) for _ in range(2)]
    assert [[event["name"] for event in turn.events if event["event"] == "slot"] for turn in turns] == [
        ["case_reference"],
        [],
    ]


def test_a_paused_bot_is_silent_until_it_is_resumed_or_restarted() -> None:
    talk = Talk(golden_engine("probe"))
    talk.say("/greet")
    paused = {"event": "pause", "timestamp": talk.now}
    talk.tracker = talk.tracker.after(paused)
    assert talk.say("/greet") == []
    resumed = talk.tracker.after({"event": "resume", "timestamp": talk.now}, made.action("action_listen", talk.now))
    assert talk.say("/restart") == ["restarted"]
    talk.tracker = resumed
    assert talk.say("/escalate") == ["We will move your complaint to stage 2."]


def test_going_back_ends_quietly_at_what_was_kept() -> None:
    talk = Talk(golden_engine("probe", kept_turns=1))
    for _ in range(3):
        talk.say("/greet")
    assert talk.say("/back") == []
    assert talk.say("/escalate") == ["We will move your complaint to stage 2."]
