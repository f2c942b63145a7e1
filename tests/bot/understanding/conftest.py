"""What is left where a machine cannot do everything; the whole understanding is `tests.installation`'s."""

import pytest

from bot.understanding.understand import Understanding


@pytest.fixture(scope="session")
def by_spelling() -> Understanding:
    """What is left on a machine that cannot run the sentence model."""
    return Understanding(by_spelling=True)
