"""Which of the statutory Code's clocks bind a stage of a policy, and since when."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from portal.domain.policy import Policy, Stage


@dataclass(frozen=True)
class Binding:
    """The Code's stage that binds a stage of a case, or None.

    `received` is the day the Code's first stage counts from. `with_informal` says that an informal stage before this
    one belongs to it: the Code knows no stage before its first (5.2), so an acknowledgement given there counts.
    """

    stage: Stage | None
    received: date
    with_informal: bool = False


def binding(policy: Policy, number: int, started: Mapping[int, date]) -> Binding:
    """What binds the stage with this number. `started` says when each stage so far was asked for (the first: received).

    The Code binds what was received or asked for on or after the day it became statutory, under whatever policy. An
    informal stage and the first formal one are its first stage, counted from receipt; every later one has the clocks
    of its second (6.11, 6.14), by whomever it is held.
    """
    code, asked = policy.statutory, started[number]
    received = started[min(started)]
    if code is None or asked < code.applies_from:
        return Binding(None, asked)
    if number == first_formal(policy) or policy.stage(number).informal:
        begun = received if received >= code.applies_from else asked
        return Binding(code.stages[0], begun, with_informal=begun == received)
    return Binding(code.stages[1], asked)


def first_formal(policy: Policy) -> int:
    """The number of the first stage that is not informal."""
    return next(stage.number for stage in policy.stages if not stage.informal)


def is_beyond_the_code(policy: Policy, number: int, day: date) -> bool:
    """Is this a third stage or a later one while the Code binds? Then it is only offered (Code 5.3)."""
    formal = [stage.number for stage in policy.own_stages if not stage.informal]
    return policy.statutory is not None and day >= policy.statutory.applies_from and number in formal[2:]
