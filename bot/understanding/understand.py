"""The one function that both engines use: what does this message mean?"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from bot.understanding import sentences, spoken, train
from bot.understanding.hazards import HazardWords
from bot.understanding.head import NOTHING
from bot.understanding.safety import Danger, DangerWords

FALLBACK = "nlu_fallback"
THRESHOLD = 0.3
AMBIGUITY = 0.15
SURE_ENOUGH = {
    "stop": 0.8, "go_back": 0.7, "simpler_words": 0.6, "affirm": 0.6, "goodbye": 0.6, "emergency": 0.45,
    "distress": 0.45,
}  # fmt: skip
"""Intents that throw away or send something, change the words of a page, or frighten need more certainty than others.

Words of danger count whatever the model thinks: this is about danger that the model alone believes in."""
DANGERS = ("emergency", "distress")
CLOSE_TO_DANGER = 0.25
"""A close call goes to danger from here on; below it, the model knows nothing at all.

How close a call is, and this, were chosen by five-fold trials on the training messages: against 0.1 and 0.35 it finds
2 in 100 dangers more, and mistakes 1 in 200 other messages more."""
_RANKED = 10

Ranking = list[dict[str, Any]]


class Understanding:
    """Reads messages as Rasa's NLU would. Make one a process; threads and forked children may share it.

    `bot` is a Rasa project (its examples in data/nlu, danger words in data/safety.yml), `model` the folder in which
    what was learnt is kept. With `by_spelling` the sentence model is left out even where it could be used.
    """

    def __init__(self, bot: Path = train.BOT, model: Path | None = None, *, by_spelling: bool = False) -> None:
        self._meaning = None if by_spelling else sentences.meaning()
        self._learnt = train.ready(bot / "data" / "nlu", model or bot / "model", self._meaning)
        self._danger_words = DangerWords(bot / "data" / "safety.yml")
        self._hazards = HazardWords(bot / "data" / "hazards.yml")
        self._spoken = spoken.ready(bot / "data" / "nlu", model or bot / "model")

    @property
    def intents(self) -> Sequence[str]:
        """The intents it was taught."""
        return [intent for intent in self._learnt.head.intents if intent != NOTHING]

    def parse(self, text: str, language: str | None = None) -> dict[str, Any]:
        """Rasa's parse result for any text at all: text, intent, intent_ranking, entities.

        A message that says nothing clearly is `nlu_fallback`, which keeps the ranking so that the host can ask between
        the first two. Danger words override the model: confidence 1.0, and `safety` holds their kind and topic. Where
        they are found: `hazards`, and whether to `phone_first` about them; the `language` it is written in.
        """
        ranking = self._ranking(text)
        danger = self._danger_words.danger_in(text, language)
        ranking = _first(danger.kind, 1.0, ranking) if danger else _decided(ranking)
        parsed = {
            "text": text,
            "intent": ranking[0],
            "intent_ranking": ranking[:_RANKED],
            "entities": self._learnt.entities.find(text),
        }
        hazards = self._hazards.hazards_in(text, language)
        also = {
            "safety": _as_dict(danger) if danger else None,
            "language": self._spoken.language_of(text),
            "hazards": list(hazards),
            "phone_first": self._hazards.phones_first(hazards),
        }
        return {**parsed, **{key: found for key, found in also.items() if found}}

    def _ranking(self, text: str) -> Ranking:
        read = train.what_is_read(text, self._learnt.entities)
        if not read:
            return []
        likely = self._learnt.head.probabilities(sentences.meant(read, self._meaning), sentences.spelt(read))
        order = np.argsort(-likely, kind="stable")
        ranked = ((self._learnt.head.intents[place], float(likely[place])) for place in order)
        return [_entry(name, confidence) for name, confidence in ranked if name != NOTHING]


def _decided(ranking: Ranking) -> Ranking:
    """Rasa's FallbackClassifier, save that a close call goes to danger, and that throwing away takes certainty."""
    if not ranking or ranking[0]["confidence"] < THRESHOLD:
        return [_entry(FALLBACK, THRESHOLD), *ranking]
    first, second = (*ranking, _entry("", 0.0))[:2]
    if first["confidence"] - second["confidence"] < AMBIGUITY:
        danger = next((entry for entry in (first, second) if entry["name"] in DANGERS), None)
        if danger and danger["confidence"] < CLOSE_TO_DANGER:
            danger = None
        return _first(**danger, rest=ranking) if danger else [_entry(FALLBACK, THRESHOLD), *ranking]
    if first["confidence"] < SURE_ENOUGH.get(first["name"], 0.0):
        return [_entry(FALLBACK, THRESHOLD), *ranking]
    return ranking


def _first(name: str, confidence: float, rest: Ranking) -> Ranking:
    return [_entry(name, confidence), *(entry for entry in rest if entry["name"] != name)]


def _entry(name: str, confidence: float) -> dict[str, Any]:
    return {"name": name, "confidence": confidence}


def _as_dict(danger: Danger) -> dict[str, str]:
    return {"kind": danger.kind, "topic": danger.topic}
