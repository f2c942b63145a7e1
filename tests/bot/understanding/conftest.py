"""One understanding for the whole run: learnt once, whichever worker comes first; the others wait and read it."""

import pytest

from bot.understanding.understand import Understanding


@pytest.fixture(scope="session")
def understanding() -> Understanding:
    return Understanding()


@pytest.fixture(scope="session")
def by_spelling() -> Understanding:
    """What is left on a machine that cannot run the sentence model."""
    return Understanding(by_spelling=True)
