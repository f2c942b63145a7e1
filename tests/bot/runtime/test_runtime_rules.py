"""Which rule is followed when several could be, and which rule files are refused."""

from pathlib import Path

import pytest
from talking import Does, Talk, a_bot

from bot.runtime import BotDataError

DOMAIN = """
intents: [ask, other, {quiet: {use_entities: []}}]
entities: [place]
slots:
  told: {type: bool, mappings: [{type: custom}]}
  tone: {type: categorical, values: [plain, warm], mappings: [{type: custom}]}
  note: {type: text, mappings: [{type: custom}]}
  level: {type: float, min_value: 0, max_value: 10, mappings: [{type: custom}]}
  several: {type: list, mappings: [{type: custom}]}
  unseen: {type: text, influence_conversation: false, mappings: [{type: custom}]}
actions: [action_set]
responses:
  utter_a: [{text: a}]
  utter_b: [{text: b}]
  utter_c: [{text: c}]
  utter_default: [{text: sorry}]
"""


def rule(name: str, condition: str, steps: str, more: str = "") -> str:
    return f"- rule: {name}\n  condition: {condition or '[]'}\n  steps: {steps}\n{more}"


def talk(folder: Path, *rules: str) -> Talk:
    nothing = Does("action_set", lambda dispatcher, tracker: [])
    return Talk(a_bot(folder, DOMAIN, "rules:\n" + "\n".join(rules), nothing))


ASK_A = rule("general", "", "[{intent: ask}, {action: utter_a}]")


@pytest.mark.parametrize(
    ("condition", "slots", "answer"),
    [
        ("{told: true}", {"told": True}, "b"),
        ("{told: true}", {"told": False}, "a"),
        ("{told: true}", {}, "a"),
        ("{told: false}", {"told": False}, "b"),
        ("{told: false}", {}, "a"),
        ("{tone: warm}", {"tone": "WARM"}, "b"),
        ("{tone: warm}", {"tone": "plain"}, "a"),
        ("{note: anything}", {"note": "something else"}, "b"),
        ("{note: anything}", {}, "a"),
        ("{level: 5}", {"level": 5}, "b"),
        ("{level: 5}", {"level": 6}, "a"),
        ("{several: [x]}", {"several": ["y", "z"]}, "b"),
        ("{several: [x]}", {"several": []}, "a"),
        ("note", {"note": "named without a value"}, "b"),
    ],
)
def test_the_rule_that_asks_for_more_wins_where_its_slot_fits(
    tmp_path: Path, condition: str, slots: dict[str, object], answer: str
) -> None:
    narrow = rule("narrow", f"[{{slot_was_set: [{condition}]}}]", "[{intent: ask}, {action: utter_b}]")
    conversation = talk(tmp_path, ASK_A, narrow)
    conversation.say("/other")
    assert conversation.say("/ask", slots=slots) == [answer]


@pytest.mark.parametrize(("slots", "answer"), [({}, "b"), ({"told": True}, "sorry"), ({"told": False}, "sorry")])
def test_null_means_the_slot_must_not_be_set(tmp_path: Path, slots: dict[str, object], answer: str) -> None:
    empty = rule("empty", "[{slot_was_set: [{told: null}]}]", "[{intent: ask}, {action: utter_b}]")
    conversation = talk(tmp_path, empty)
    assert conversation.say("/ask", slots=slots) == [answer]


def test_a_slot_without_influence_constrains_nothing(tmp_path: Path) -> None:
    unseen = rule("unseen", "[{slot_was_set: [{unseen: x}]}]", "[{intent: ask}, {action: utter_b}]")
    assert talk(tmp_path, unseen).say("/ask") == ["b"]


def test_entities_narrow_a_rule(tmp_path: Path) -> None:
    place = rule("place", "", "[{intent: ask, entities: [place]}, {action: utter_b}]")
    conversation = talk(tmp_path, ASK_A, place)
    assert conversation.say("/ask") == ["a"]
    assert conversation.say('/ask{"place": "roof"}') == ["b"]


def test_an_intent_can_ignore_entities(tmp_path: Path) -> None:
    quiet = rule("quiet", "", "[{intent: quiet}, {action: utter_a}]")
    assert talk(tmp_path, quiet).say('/quiet{"place": "roof"}') == ["a"]


def test_or_makes_a_rule_of_each_choice(tmp_path: Path) -> None:
    either = rule("either", "", "[{or: [{intent: ask}, {intent: other}]}, {action: utter_a}]")
    conversation = talk(tmp_path, either)
    assert (conversation.say("/ask"), conversation.say("/other")) == (["a"], ["a"])


def test_a_rule_for_the_start_holds_only_at_the_start(tmp_path: Path) -> None:
    start = rule("start", "", "[{intent: ask}, {action: utter_b}]", "  conversation_start: true")
    conversation = talk(tmp_path, ASK_A, start)
    assert [conversation.say("/ask") for _ in range(2)] == [["b"], ["a"]]


def test_a_rule_can_begin_with_what_the_bot_did(tmp_path: Path) -> None:
    after = rule("after b", "", "[{action: utter_b}, {intent: ask}, {action: utter_c}]")
    to_b = rule("to b", "", "[{intent: other}, {action: utter_b}]")
    conversation = talk(tmp_path, ASK_A, to_b, after)
    assert [conversation.say(text) for text in ("/ask", "/other", "/ask", "/ask")] == [["a"], ["b"], ["c"], ["a"]]


def test_rules_that_never_listen_are_stopped(tmp_path: Path) -> None:
    begin = rule("begin", "", "[{intent: ask}, {action: utter_a}]", "  wait_for_user_input: false")
    on = rule("on", "", "[{action: utter_a}, {action: utter_b}]", "  wait_for_user_input: false")
    round_again = rule("round", "", "[{action: utter_b}, {action: utter_a}]", "  wait_for_user_input: false")
    conversation = talk(tmp_path, begin, on, round_again, rule("other", "", "[{intent: other}, {action: utter_c}]"))
    assert conversation.say("/ask") == ["a", "b"] * 5
    assert conversation.say("/other") == ["c"]


@pytest.mark.parametrize(
    ("rules", "complaint"),
    [
        (ASK_A + "\n" + rule("again", "", "[{intent: ask}, {action: utter_b}]"), "but 'general' goes on with utter_a"),
        (ASK_A + "\n" + rule("longer", "", "[{intent: ask}, {action: utter_a}, {action: utter_b}]"), "goes on with"),
        (
            ASK_A + "\n" + rule("unset", "[{slot_was_set: [{told: null}]}]", "[{intent: ask}, {action: utter_b}]"),
            "'general' goes on with utter_a, but a stricter rule goes on with utter_b",
        ),
        (rule("x", "", "[{intent: nosuch}, {action: utter_a}]"), "unknown intent nosuch"),
        (rule("x", "", "[{intent: ask}, {action: utter_nosuch}]"), "unknown action utter_nosuch"),
        (rule("x", "", "[{intent: ask, entities: [moon]}, {action: utter_a}]"), "unknown entity moon"),
        (rule("x", "[{active_loop: no_form}]", "[{intent: ask}, {action: utter_a}]"), "unknown form no_form"),
        (rule("x", "[{slot_was_set: [{no: 1}]}]", "[{intent: ask}, {action: utter_a}]"), "unknown slot no"),
        (rule("x", "", "[{intent: ask}, {action: utter_a}, {intent: other}, {action: utter_b}]"), "one message only"),
        (rule("x", "", "[{user: hello}, {action: utter_a}]"), "cannot hold user"),
        (rule("x", "[{intent: ask}]", "[{action: utter_a}]"), "cannot hold intent"),
        ("- rule: x", "needs a name"),
        ("- rule: [", "expected"),
    ],
)
def test_wrong_rules_are_refused_with_their_place(tmp_path: Path, rules: str, complaint: str) -> None:
    with pytest.raises(BotDataError, match=complaint) as refused:
        talk(tmp_path, rules)
    assert refused.value.file == tmp_path / "rules.yml"
    assert refused.value.line is not None
    assert refused.value.line > 1


def test_stories_are_refused(tmp_path: Path) -> None:
    with pytest.raises(BotDataError, match="stories are not run"):
        a_bot(tmp_path, "intents: [ask]", "stories: [{story: x, steps: []}]")
