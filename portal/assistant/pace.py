"""How fast one sender may write: faster than anybody reads, slower than a program that floods us."""

from collections import OrderedDict
from datetime import datetime
from threading import Lock

AT_ONCE = 60
A_SECOND = 2.0
"""So many messages at once are heard, and so many a second for good. A quick thumb presses four a second."""
MOST_SENDERS = 10_000


class Pace:
    """One per process; threads share it. Nobody waits in here: a message too many is refused, and nothing of it stays.

    For each sender one moment is kept: when all that they wrote will have been worked off. Moments that have passed
    are forgotten, and with more than `most` senders at once those who wrote longest ago.
    """

    def __init__(self, at_once: int = AT_ONCE, a_second: float = A_SECOND, most: int = MOST_SENDERS) -> None:
        self._each, self._ahead, self._most = 1 / a_second, at_once / a_second, most
        self._worked_off: OrderedDict[str, float] = OrderedDict()
        self._lock = Lock()

    def __len__(self) -> int:
        return len(self._worked_off)

    def allows(self, sender: str, now: datetime) -> bool:
        """May this message be heard? One that may not counts for nothing, so that it can be sent again soon."""
        moment = now.timestamp()
        with self._lock:
            before = self._worked_off.get(sender, moment)
            if not moment < before <= moment + self._ahead:  # done, or the clock was set back
                before = moment
            after = before + self._each
            if after - moment > self._ahead:
                return False
            self._worked_off[sender] = after
            self._worked_off.move_to_end(sender)
            self._forget(moment)
        return True

    def _forget(self, moment: float) -> None:
        """Of the senders who wrote longest ago, those who are done, and those who are too many."""
        while self._worked_off:
            sender, until = next(iter(self._worked_off.items()))
            if until > moment and len(self._worked_off) <= self._most:
                return
            del self._worked_off[sender]
