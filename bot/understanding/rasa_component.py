"""The same understanding as a component of a Rasa server's pipeline. Rasa 3.6 alone imports this (Python 3.10)."""

from __future__ import annotations

from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.training_data.message import Message

from bot.understanding.understand import Understanding


@DefaultV1Recipe.register(
    [DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR],
    is_trainable=False,
)
class UnderstandingComponent(GraphComponent):  # type: ignore[misc]  # Rasa is not installed where types are checked
    """Sets the intent, its ranking, the entities and, in danger, `safety`: actions find all four in `latest_message`.

    It is not trained by Rasa: what was learnt lies in bot/model, where the portal keeps it too, and is learnt again
    when the server starts where it is missing or stale. Metadata of the message may say the `language` of the page,
    and the `intent` where the portal knows it already (a code was typed).
    """

    def __init__(self, understanding: Understanding) -> None:
        self._understanding = understanding

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> UnderstandingComponent:
        """Called by Rasa when it loads a model."""
        return cls(Understanding())

    def process(self, messages: list[Message]) -> list[Message]:
        """Called by Rasa with every message that came in."""
        for message in messages:
            for key, value in self._parsed(message.get("text") or "", message.get("metadata") or {}).items():
                if key != "text":
                    message.set(key, value, add_to_output=True)
        return messages

    def _parsed(self, text: str, metadata: dict[str, Any]) -> dict[str, Any]:
        known = metadata.get("intent")
        parse = self._understanding.parse(text, metadata.get("language"))
        return {**parse, "intent": {"name": known, "confidence": 1.0}} if known else parse
