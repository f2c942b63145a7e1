"""A featurizer for Rasa's pipeline: the sentence vectors of bot/understanding. Rasa 3.6 alone imports this."""

from __future__ import annotations

from typing import Any

import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.featurizers.dense_featurizer.dense_featurizer import DenseFeaturizer
from rasa.shared.nlu.constants import FEATURE_TYPE_SENTENCE, FEATURE_TYPE_SEQUENCE
from rasa.shared.nlu.training_data.features import Features
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.understanding import sentences, words


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=False)
class SentenceVectors(DenseFeaturizer, GraphComponent):
    """One dense vector for the message; every word of it is given the same."""

    def __init__(self, name: str, config: dict[str, Any]) -> None:
        super().__init__(name, config)
        self._model = sentences.meaning()

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> SentenceVectors:
        """Called by Rasa."""
        return cls(execution_context.node_name, config)

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """As every featurizer has it."""
        return DenseFeaturizer.get_default_config()

    @classmethod
    def validate_config(cls, config: dict[str, Any]) -> None:
        """There is nothing to set."""

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Called by Rasa before it trains."""
        self.process(training_data.training_examples)
        return training_data

    def process(self, messages: list[Message]) -> list[Message]:
        """Called by Rasa with every message that came in."""
        for message in messages:
            text, tokens = message.get("text"), message.get("text_tokens") or ()
            if not text or not tokens or self._model is None:
                continue
            vector = np.asarray(self._model.query(words.opening(text) or text[:240]), dtype=np.float32)
            for rows, kind in ((1, FEATURE_TYPE_SENTENCE), (len(tokens), FEATURE_TYPE_SEQUENCE)):
                message.add_features(Features(np.tile(vector, (rows, 1)), kind, "text", "SentenceVectors"))
        return messages
