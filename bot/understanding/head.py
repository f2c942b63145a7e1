"""The decision over a message's vector: softmax regression, trained the same way every time, kept in one file."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from bot.understanding.sentences import Vectors

_STEPS = 300
_PULL = 2e-4
_RATE = 0.02


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


def train(vectors: Vectors, intents: Sequence[str], dense: int, smooth: float = 0.05) -> Head:
    """Learn from one row a message: Adam over the whole set from zero, so that the same data give the same head.

    The first `dense` columns (the meaning) are brought to mean 0 and spread 1; the rest (the spelling) stay as they are.
    """
    names = tuple(sorted(set(intents)))
    place = {name: index for index, name in enumerate(names)}
    wanted = np.full((len(intents), len(names)), smooth / len(names), dtype=np.float32)
    wanted[np.arange(len(intents)), [place[name] for name in intents]] += 1 - smooth
    mean, spread = np.zeros(vectors.shape[1], np.float32), np.ones(vectors.shape[1], np.float32)
    mean[:dense], spread[:dense] = vectors[:, :dense].mean(axis=0), vectors[:, :dense].std(axis=0) + 1e-6
    spread[:dense] *= np.float32(np.sqrt(max(dense, 1)) / 2)
    inputs = (vectors - mean) / spread
    each = 1 / np.bincount([place[name] for name in intents]).astype(np.float32) ** 0.5
    share = each[[place[name] for name in intents], None]
    share /= share.sum()
    weights, bias = _descend(inputs, wanted, share)
    return Head(names, weights, bias, mean, spread)


def _descend(inputs: Vectors, wanted: Vectors, share: Vectors) -> tuple[Vectors, Vectors]:
    whole = np.vstack([np.zeros((inputs.shape[1] + 1, wanted.shape[1]), np.float32)])
    inputs = np.hstack([inputs, np.ones((len(inputs), 1), np.float32)])
    first, second = np.zeros_like(whole), np.zeros_like(whole)
    for step in range(1, _STEPS + 1):
        scores = inputs @ whole
        odds = np.exp(scores - scores.max(axis=1, keepdims=True))
        wrong = (odds / odds.sum(axis=1, keepdims=True) - wanted) * share
        slope = inputs.T @ wrong + _PULL / 10 * whole
        first = 0.9 * first + 0.1 * slope
        second = 0.999 * second + 0.001 * slope**2
        rate = _RATE * 0.5 * (1 + np.cos(np.pi * step / _STEPS)) * 5
        whole -= rate * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.999**step)) + 1e-8)
    return whole[:-1].astype(np.float32), whole[-1].astype(np.float32)


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
        with np.load(path, allow_pickle=False) as stored:
            about = json.loads(bytes(stored["about"]))
            arrays = (stored[name] for name in ("weights", "bias", "mean", "spread"))
            return Head(tuple(about["intents"]), *arrays), about
    except (OSError, ValueError, KeyError, EOFError) as problem:
        raise UnreadableHead(f"{path}: {problem}") from problem
