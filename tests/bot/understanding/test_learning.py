"""Learning from the training files: what they must say, that it is always the same, and when it must be done again."""

import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from ruamel.yaml import YAML

from bot.understanding import examples, head, train
from bot.understanding.examples import WrongExamples

SMALL = """\
version: "3.1"
nlu:
- intent: greet
  examples: |
    - hello
    - good morning
- intent: check_status
  examples: |
    - any news
    - about [LMJ-7K3F-92QD](reference)
- regex: reference
  examples: |
    - lmj-\\w{4}-\\w{4}
"""


@pytest.fixture
def data(tmp_path: Path) -> Path:
    folder = tmp_path / "nlu"
    folder.mkdir()
    (folder / "small.yml").write_text(SMALL, encoding="utf-8")
    return folder


def models(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.npz"))


def test_examples_come_without_their_annotations(data: Path) -> None:
    read = examples.read(data)
    assert read.messages[-1] == examples.Example("about LMJ-7K3F-92QD", "check_status", ("reference",))
    assert read.annotated == {"reference"}
    assert read.regexes == (("reference", r"lmj-\w{4}-\w{4}"),)


@pytest.mark.parametrize(
    "wrong", ["nlu: 3", "- a", "nlu:\n- intent: greet", "nlu:\n- x: y\n  examples: |\n    - a", "nlu: ["]
)
def test_a_wrong_training_file_is_named(data: Path, wrong: str) -> None:
    (data / "wrong.yml").write_text(wrong, encoding="utf-8")
    with pytest.raises(WrongExamples, match=r"wrong\.yml"):
        examples.read(data)


def test_the_same_files_teach_the_same(data: Path, tmp_path: Path) -> None:
    once, again = train.learn(data, tmp_path, None), train.learn(data, tmp_path, None)
    np.testing.assert_array_equal(once.head.layers["spelling"], again.head.layers["spelling"])


def test_the_hidden_layer_learns_what_no_straight_line_divides_and_always_the_same(tmp_path: Path) -> None:
    corners = ((0, 0, "greet"), (1, 1, "greet"), (0, 1, "stop"), (1, 0, "stop"))
    lessons = [head.Lesson(np.array([x, y], np.float32), np.zeros(8, np.float32), said) for x, y, said in corners] * 50
    once, again = head.train(lessons), head.train(lessons)
    for lesson in lessons[:4]:
        likely = once.probabilities(lesson.meaning, lesson.spelling)
        assert likely.sum() == pytest.approx(1, abs=1e-5)
        assert once.intents[likely.argmax()] == lesson.intent
    head.save(once, tmp_path / "head.npz", {})
    for name, layer in head.load(tmp_path / "head.npz")[0].layers.items():
        np.testing.assert_array_equal(layer, again.layers[name])


def test_what_was_learnt_is_kept_and_read_again(data: Path, tmp_path: Path) -> None:
    learnt = train.ready(data, tmp_path / "model", None)
    written = models(tmp_path / "model")[0].stat().st_mtime_ns
    again = train.ready(data, tmp_path / "model", None)
    assert models(tmp_path / "model")[0].stat().st_mtime_ns == written
    np.testing.assert_array_equal(learnt.head.layers["spelling"], again.head.layers["spelling"])
    assert again.entities == learnt.entities


def test_another_example_makes_it_learn_again_and_forget_the_old(data: Path, tmp_path: Path) -> None:
    train.ready(data, tmp_path / "model", None)
    before = models(tmp_path / "model")
    (data / "small.yml").write_text(SMALL.replace("any news", "any news yet"), encoding="utf-8")
    train.ready(data, tmp_path / "model", None)
    after = models(tmp_path / "model")
    assert len(after) == 1
    assert after != before


def test_a_torn_model_is_learnt_again(data: Path, tmp_path: Path) -> None:
    train.ready(data, tmp_path / "model", None)
    (path,) = models(tmp_path / "model")
    path.write_bytes(path.read_bytes()[:1000])
    with pytest.raises(head.UnreadableHead):
        head.load(path)
    assert train.ready(data, tmp_path / "model", None).head.intents == ("check_status", "greet")
    assert head.load(path)[0].intents == ("check_status", "greet")


def test_every_training_file_is_in_rasas_own_format_and_says_nothing_twice() -> None:
    said: dict[str, str] = {}
    for path in examples.files(train.BOT / "data" / "nlu"):
        assert YAML(typ="safe").load(path.read_text(encoding="utf-8"))["version"] == "3.1"
    for message in examples.read(train.BOT / "data" / "nlu").messages:
        key = message.text.casefold()
        assert said.setdefault(key, message.intent) == message.intent, f"{message.text!r} means two things"
        assert not key.startswith("/"), "a payload is never trained"


def test_understanding_needs_nothing_of_ours_and_no_web() -> None:
    program = (
        "import json, sys, bot.understanding.understand\n"
        "print(json.dumps([name for name in sys.modules if name.split('.')[0] in ('portal', 'flask', 'actions')]))"
    )
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert json.loads(run.stdout) == []
