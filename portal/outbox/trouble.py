"""Why a message is not with whoever carries it: it was not taken, or nobody is there to take any."""

from datetime import datetime


class NotSent(Exception):
    """This message was not taken. `for_good` says that asking again is no use."""

    def __init__(self, why: str, *, for_good: bool = False) -> None:
        self.for_good = for_good
        super().__init__(why)


class PostClosed(Exception):
    """Whoever carries it cannot be reached, or does not let us in: nothing can go this way now."""


class UnusableAddress(Exception):
    """Nothing can be sent to what stands there as an address."""


class Unwanted(Exception):
    """This message is not to be sent any more."""


class Needless(Unwanted):
    """Nobody needs to tell them any more: it is over, or it is not theirs to know."""


class NotYet(Exception):
    """This message waits until a better hour."""

    def __init__(self, until: datetime) -> None:
        self.until = until
        super().__init__(f"it waits until {until.isoformat(timespec='minutes')}")
