"""Learns from the training files and keeps what was learnt: `python -m bot.understanding.train`."""

from __future__ import annotations

import fcntl
import hashlib
import json
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from ruamel.yaml import YAML

from bot.understanding import examples, head, meanings, sentences, words
from bot.understanding.entities import EntityFinder

BOT = Path(__file__).parent.parent
NOTHING = "nothing.yml"
_SOURCES = (words, sentences, head)
"""Modules that decide what a vector is and how it is learnt from: a change in one makes stored heads stale."""


@dataclass(frozen=True)
class Learnt:
    """What the training files teach: the decision, and the patterns that find entities."""

    head: head.Head
    entities: EntityFinder


def what_is_read(text: str, entities: EntityFinder) -> str:
    """The part of a message that is turned into a vector; empty when it says nothing."""
    return words.opening(entities.masked(text[:4800]))


def fingerprint(data: Path, model: sentences.Meaning | None) -> str:
    """One hash over the training files, our code and the sentence model: the same means nothing new to learn."""
    digest = hashlib.sha256(examples.content_hash(data).encode())
    digest.update((sentences.meaning_version() if model else "none").encode())
    digest.update("\0".join(_nothing(data)).encode())
    for module in _SOURCES:
        digest.update(Path(str(module.__file__)).read_bytes())
    return digest.hexdigest()


def learn(data: Path, folder: Path, model: sentences.Meaning | None) -> Learnt:
    """Read the training files and learn from them, about 12 ms on one core for each example not met before.

    The meanings of examples are kept in `folder`, so that a new example costs little.
    """
    lessons = examples.read(data)
    entities = EntityFinder.of(lessons)
    read = [what_is_read(message.text, entities) for message in lessons.messages]
    intents = [message.intent for message in lessons.messages]
    for text in _nothing(data):
        read.append(what_is_read(text, entities))
        intents.append(head.NOTHING)
    known = meanings.of(read, model, folder) if model else np.zeros((len(read), 0), np.float32)
    told = zip(known, read, intents, strict=True)
    return Learnt(
        head.train(head.Lesson(meaning, sentences.spelt(text), said) for meaning, text, said in told), entities
    )


def _nothing(data: Path) -> list[str]:
    """Messages of which nobody can know what they want: the file beside the training files, which may be missing."""
    path = data.parent / NOTHING
    if not path.exists():
        return []
    kinds: dict[str, list[str]] = YAML(typ="safe").load(path.read_text(encoding="utf-8"))
    return [text for texts in kinds.values() for text in texts]


def ready(data: Path, folder: Path, model: sentences.Meaning | None) -> Learnt:
    """What was learnt from these files: read from `folder` when it is fresh, otherwise learnt now and kept there.

    Of many processes that start at once, one learns and the others wait for it.
    """
    kind = "by-meaning" if model else "by-spelling"
    path = folder / f"{kind}-{fingerprint(data, model)[:16]}.npz"
    if (stored := _stored(path)) is not None:
        return stored
    with _alone(folder):
        if (stored := _stored(path)) is not None:
            return stored
        learnt = learn(data, folder, model)
        about = {"patterns": learnt.entities.patterns, "synonyms": learnt.entities.synonyms}
        head.save(learnt.head, path, about)
        for old in folder.glob(f"{kind}-*.npz"):
            if old != path:
                old.unlink(missing_ok=True)
        return learnt


def _stored(path: Path) -> Learnt | None:
    try:
        decision, about = head.load(path)
    except head.UnreadableHead:
        return None
    patterns, synonyms = (
        tuple((str(name), str(said)) for name, said in about[key]) for key in ("patterns", "synonyms")
    )
    return Learnt(decision, EntityFinder(patterns, synonyms))


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def main() -> int:
    """Build the model of this checkout, or find it fresh, and say so in one line of JSON."""
    started = time.monotonic()
    model = sentences.meaning()
    learnt = ready(BOT / "data" / "nlu", BOT / "model", model)
    said = {"intents": len(set(learnt.head.intents) - {head.NOTHING}), "sentence_model": sentences.meaning_version()}
    print(json.dumps({**said, "seconds": round(time.monotonic() - started, 1)}))
    return 0


if __name__ == "__main__":
    sys.exit(main())
