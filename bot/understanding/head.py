"""The decision over a message's vector: softmax regression, trained the same way every time, kept in one file."""

from __future__ import annotations

import json
import os
import tempfile
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from bot.understanding.sentences import Vectors

_STEPS = 200
_PULL = 2e-4
_RATE = 0.1
_MEANING_WEIGHT = 4.0
_SPELLING_WEIGHT = 1.5
"""Chosen by five-fold trials on the training messages alone."""


class UnreadableHead(Exception):
    """The stored file is missing, torn or of another make: train again."""


@dataclass(frozen=True)
class Head:
    """Weights for each intent, with the mean and spread of each feature of the vectors they were learnt from."""

    intents: tuple[str, ...]
    weights: Vectors
    bias: Vectors
    mean: Vectors
    spread: Vectors

    def probabilities(self, vector: Vectors) -> Vectors:
        """How likely each intent is for one vector; they sum to 1."""
        scores = ((vector - self.mean) / self.spread) @ self.weights + self.bias
        odds = np.exp(scores - scores.max())
        likely: Vectors = odds / odds.sum()
        return likely


def train(vectors: Vectors, intents: Sequence[str], dense: int) -> Head:
    """Learn from one row a message: Adam over the whole set from zero, so that the same data give the same head.

    The first `dense` columns (the meaning) are brought to mean 0 and one spread; the rest (the spelling) stay.
    Rare intents count for more than their share, common ones for less.
    """
    names = tuple(sorted(set(intents)))
    place = {name: index for index, name in enumerate(names)}
    answers = np.array([place[intent] for intent in intents])
    mean = np.zeros(vectors.shape[1], np.float32)
    spread = np.full(vectors.shape[1], 1 / _SPELLING_WEIGHT, np.float32)
    if dense:
        mean[:dense] = vectors[:, :dense].mean(axis=0)
        spread[:dense] = (vectors[:, :dense].std(axis=0) + 1e-6) * np.sqrt(dense) / _MEANING_WEIGHT
    share = 1 / np.sqrt(np.bincount(answers)[answers].astype(np.float32))
    wanted = np.eye(len(names), dtype=np.float32)[answers]
    weights, bias = _descend((vectors - mean) / spread, wanted, share / share.sum())
    return Head(names, weights, bias, mean, spread)


def _descend(inputs: Vectors, wanted: Vectors, share: Vectors) -> tuple[Vectors, Vectors]:
    inputs = np.hstack([inputs, np.ones((len(inputs), 1), np.float32)])
    whole = np.zeros((inputs.shape[1], wanted.shape[1]), np.float32)
    first, second = np.zeros_like(whole), np.zeros_like(whole)
    for step in range(1, _STEPS + 1):
        scores = inputs @ whole
        odds = np.exp(scores - scores.max(axis=1, keepdims=True))
        wrong = (odds / odds.sum(axis=1, keepdims=True) - wanted) * share[:, None]
        slope = inputs.T @ wrong + _PULL * whole
        first += np.float32(0.1) * (slope - first)
        second += np.float32(0.001) * (slope**2 - second)
        rate = np.float32(_RATE * 0.5 * (1 + np.cos(np.pi * step / _STEPS)))
        steady = np.sqrt(second / np.float32(1 - 0.999**step)) + np.float32(1e-8)
        whole -= rate * first / np.float32(1 - 0.9**step) / steady
    return whole[:-1].copy(), whole[-1].copy()


def save(head: Head, path: Path, about: dict[str, Any]) -> None:
    """Write the head whole or not at all: a reader never meets half a file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=path.parent, suffix=".part", delete=False) as part:
        np.savez(
            part, weights=head.weights, bias=head.bias, mean=head.mean, spread=head.spread,
            about=np.frombuffer(json.dumps({**about, "intents": head.intents}).encode(), np.uint8),
        )  # fmt: skip
    os.replace(part.name, path)


def load(path: Path) -> tuple[Head, dict[str, Any]]:
    """The stored head and what was written about it; UnreadableHead when there is none to trust."""
    try:
        with path.open("rb") as file, np.load(file, allow_pickle=False) as stored:
            about = json.loads(bytes(stored["about"]))
            arrays = (stored[name] for name in ("weights", "bias", "mean", "spread"))
            return Head(tuple(about["intents"]), *arrays), about
    except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile) as problem:
        raise UnreadableHead(f"{path}: {problem}") from problem
