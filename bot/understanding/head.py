"""The decision over a message: a small network, trained the same way every time, kept in one file."""

from __future__ import annotations

import json
import os
import tempfile
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from bot.understanding.sentences import Vectors

_ROUNDS, _BATCH, _RATE = 30, 512, 4e-3
_HIDDEN, _LEFT_OUT = 512, 0.3
_PULL = 1e-5
_MEANING_WEIGHT = 10.0
_SPELLING_WEIGHT = 5.0
"""Chosen by five-fold trials on the training messages alone, see docs/assistant.md."""

NOTHING = ""
"""What is taught as the intent of messages that say nothing of what their writer wants: it is never an answer."""

Layers = dict[str, Vectors]


class UnreadableHead(Exception):
    """The stored file is missing, torn or of another make: train again."""


@dataclass(frozen=True)
class Lesson:
    """What is learnt from one message: its meaning (empty without a sentence model), its spelling, its intent."""

    meaning: Vectors
    spelling: Vectors
    intent: str


@dataclass(frozen=True)
class Head:
    """What each intent looks for, with the mean and spread of each feature of the meanings it was learnt from.

    `layers`: `spelling` and `meaning` lead straight to the intents; `inner` and `outer` lead there from the meaning by
    way of a hidden layer. Without a sentence model the spelling is all there is.
    """

    intents: tuple[str, ...]
    mean: Vectors
    spread: Vectors
    layers: Mapping[str, Vectors]

    def probabilities(self, meaning: Vectors, spelling: Vectors) -> Vectors:
        """How likely each intent is for one message; they sum to 1."""
        likely: Vectors = _likely(_scores(self.layers, self.seen(meaning), _SPELLING_WEIGHT * spelling))
        return likely

    def seen(self, meaning: Vectors) -> Vectors:
        """Meanings brought to mean 0 and one spread, which the layers are made for."""
        seen: Vectors = (meaning - self.mean) / self.spread
        return seen


def train(lessons: Iterable[Lesson]) -> Head:
    """Learn by Adam in small batches whose order is always the same, so that the same lessons give the same head.

    Rare intents count for more than their share, common ones for less. 14,000 lessons take about 20 s and 200 MB.
    """
    meant, spelt, said, letters = [], [], [], 0
    for lesson in lessons:
        meant.append(lesson.meaning)
        spelt.append(_few(lesson.spelling))
        said.append(lesson.intent)
        letters = len(lesson.spelling)
    names = tuple(sorted(set(said)))
    answers = np.array([names.index(intent) for intent in said])
    meanings = np.stack(meant)
    spread = (meanings.std(axis=0) + 1e-6) * np.float32(np.sqrt(meanings.shape[1]) / _MEANING_WEIGHT)
    head = Head(names, meanings.mean(axis=0), spread, _fresh(meanings.shape[1], letters, len(names)))
    _descend(head.layers, head.seen(meanings), spelt, answers)
    return head


def _fresh(size: int, letters: int, intents: int) -> Layers:
    """Layers that know nothing; the hidden one begins at random, for equal beginnings would all learn the same."""
    chance = np.random.default_rng(0)
    layers = {"bias": np.zeros(intents, np.float32), "spelling": np.zeros((letters, intents), np.float32)}
    if size:
        layers |= {
            "meaning": np.zeros((size, intents), np.float32),
            "inner": chance.standard_normal((size, _HIDDEN), np.float32) * np.float32(np.sqrt(2 / size)),
            "inner_bias": np.zeros(_HIDDEN, np.float32),
            "outer": chance.standard_normal((_HIDDEN, intents), np.float32) * np.float32(0.5 / np.sqrt(_HIDDEN)),
        }
    return layers


def _few(spelling: Vectors) -> tuple[Any, Vectors]:
    """Where a spelling is not zero, and its values there: all of them laid out in full would take half a gigabyte."""
    places = np.flatnonzero(spelling)
    return places, np.float32(_SPELLING_WEIGHT) * spelling[places]


def _descend(layers: Mapping[str, Vectors], seen: Vectors, spelt: Sequence[tuple[Any, Vectors]], answers: Any) -> None:
    share = 1 / np.sqrt(np.bincount(answers)[answers].astype(np.float32))
    first = {name: np.zeros_like(layer) for name, layer in layers.items()}
    second = {name: np.zeros_like(layer) for name, layer in layers.items()}
    steps = _ROUNDS * -(-len(answers) // _BATCH)
    chance = np.random.default_rng(0)
    for step, rows in enumerate(_batches(len(answers), chance), start=1):
        spelling = np.zeros((len(rows), len(layers["spelling"])), np.float32)
        for row, number in enumerate(rows):
            places, values = spelt[number]
            spelling[row, places] = values
        weight = share[rows] / share[rows].sum()
        slopes = _slopes(layers, _thinned(seen[rows], chance), spelling, answers[rows], weight, chance)
        rate = _RATE * min(step / 50, 0.5 * (1 + np.cos(np.pi * step / steps))) / (1 - 0.9**step)
        for name, slope in slopes.items():
            pulled = slope + np.float32(_PULL) * layers[name]
            first[name] += np.float32(0.1) * (pulled - first[name])
            second[name] += np.float32(0.001) * (pulled**2 - second[name])
            steady = np.sqrt(second[name] / np.float32(1 - 0.999**step)) + np.float32(1e-8)
            layers[name][...] -= np.float32(rate) * first[name] / steady


def _batches(count: int, chance: np.random.Generator) -> Iterator[Any]:
    for _ in range(_ROUNDS):
        order = chance.permutation(count)
        yield from (order[start : start + _BATCH] for start in range(0, count, _BATCH))


def _slopes(
    layers: Mapping[str, Vectors], seen: Vectors, spelling: Vectors, answers: Any, weight: Vectors, chance: Any
) -> Layers:
    """How the loss of one batch grows with each layer."""
    inner = _inner(layers, seen)
    kept = _thinned(np.ones_like(inner), chance)
    wrong = _likely(_outer(layers, seen, inner * kept, spelling))
    wrong[np.arange(len(answers)), answers] -= 1
    wrong *= weight[:, None]
    slopes = {"bias": wrong.sum(axis=0), "spelling": spelling.T @ wrong}
    if seen.shape[1]:
        back = (wrong @ layers["outer"].T) * kept * (inner > 0)
        slopes |= {
            "meaning": seen.T @ wrong,
            "inner": seen.T @ back,
            "inner_bias": back.sum(axis=0),
            "outer": (inner * kept).T @ wrong,
        }
    return slopes


def _thinned(values: Vectors, chance: np.random.Generator) -> Vectors:
    """Some values left out by chance and the rest made up for it: no lesson may lean on one of them."""
    kept = chance.random(values.shape, np.float32) > _LEFT_OUT
    thinned: Vectors = values * kept / np.float32(1 - _LEFT_OUT)
    return thinned


def _scores(layers: Mapping[str, Vectors], seen: Vectors, spelling: Vectors) -> Vectors:
    return _outer(layers, seen, _inner(layers, seen), spelling)


def _inner(layers: Mapping[str, Vectors], seen: Vectors) -> Vectors:
    if "inner" not in layers:
        return np.zeros((*seen.shape[:-1], 0), np.float32)
    inner: Vectors = np.maximum(seen @ layers["inner"] + layers["inner_bias"], 0)
    return inner


def _outer(layers: Mapping[str, Vectors], seen: Vectors, inner: Vectors, spelling: Vectors) -> Vectors:
    scores: Vectors = spelling @ layers["spelling"] + layers["bias"]
    return scores + seen @ layers["meaning"] + inner @ layers["outer"] if "inner" in layers else scores


def _likely(scores: Vectors) -> Vectors:
    odds = np.exp(scores - scores.max(axis=-1, keepdims=True))
    likely: Vectors = odds / odds.sum(axis=-1, keepdims=True)
    return likely


def save(head: Head, path: Path, about: dict[str, Any]) -> None:
    """Write the head whole or not at all: a reader never meets half a file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    told = np.frombuffer(json.dumps({**about, "intents": head.intents}).encode(), np.uint8)
    with tempfile.NamedTemporaryFile(dir=path.parent, suffix=".part", delete=False) as part:
        arrays: dict[str, Any] = {"about": told, "mean": head.mean, "spread": head.spread, **head.layers}
        np.savez(part, **arrays)
    os.replace(part.name, path)


def load(path: Path) -> tuple[Head, dict[str, Any]]:
    """The stored head and what was written about it; UnreadableHead when there is none to trust."""
    try:
        with path.open("rb") as file, np.load(file, allow_pickle=False) as stored:
            arrays = {name: stored[name] for name in stored.files}
        about = json.loads(bytes(arrays.pop("about")))
        return Head(tuple(about["intents"]), arrays.pop("mean"), arrays.pop("spread"), arrays), about
    except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile) as problem:
        raise UnreadableHead(f"{path}: {problem}") from problem
