"""The meanings of training messages, kept between trainings: only what is new goes through the sentence model."""

from __future__ import annotations

import os
import tempfile
import zipfile
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from bot.understanding import sentences
from bot.understanding.sentences import Meaning, Vectors


def of(texts: Sequence[str], model: Meaning, folder: Path) -> Vectors:
    """One row a text, in order; from the file in `folder` where they are known, and kept there."""
    path = folder / f"meanings-{sentences.meaning_version().replace(' ', '-')}.npz"
    known = _stored(path)
    wanted = list(dict.fromkeys(texts))
    new = [text for text in wanted if text not in known]
    if new:
        known |= dict(zip(new, sentences.meanings(new, model), strict=True))
        _save({text: known[text] for text in wanted}, path)
    return np.stack([known[text] for text in texts])


def _stored(path: Path) -> dict[str, Vectors]:
    try:
        with path.open("rb") as file, np.load(file, allow_pickle=False) as stored:
            texts = bytes(stored["texts"]).decode("utf-8").split("\0")
            return dict(zip(texts, stored["rows"], strict=True))
    except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile):
        return {}


def _save(rows: dict[str, Vectors], path: Path) -> None:
    """Write the file whole or not at all."""
    texts = "\0".join(rows).encode("utf-8")
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=path.parent, suffix=".part", delete=False) as part:
        np.savez(part, texts=np.frombuffer(texts, np.uint8), rows=np.stack(list(rows.values())))
    os.replace(part.name, path)
