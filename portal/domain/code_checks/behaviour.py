"""What a policy calls unacceptable behaviour, and what it does about it."""

from collections.abc import Iterator

from portal.domain.policy import Policy
from portal.domain.provisions import Code, Finding, Severity

NO_BEHAVIOUR = {
    "nothing_more_to_do": (Severity.BREACH, "that nothing more can be done"),
    "resources": (Severity.BREACH, "that an answer costs too much"),
    "intention": (Severity.BREACH, "what somebody is thought to want"),
    "expectations": (Severity.WARNING, "hoping for too much"),
}
"""Grounds that are about the complaint or a guess, not about what somebody does: nothing shows them as a reason."""

OUT_OF_PROPORTION = {
    "tone": (Severity.BREACH, "somebody's tone"),
    "volume": (Severity.BREACH, "how much somebody writes or calls"),
    "number_of_requests": (Severity.BREACH, "how many requests somebody makes"),
    "non_cooperation": (Severity.WARNING, "not working with the landlord"),
}
"""Grounds that can be the effect of a disability, of distress, or of things going wrong often."""


def behaviour_described(policy: Policy, code: Code) -> Iterator[Finding]:
    """There are rules for unacceptable behaviour."""
    if not policy.unreasonable_behaviour.words:
        message = "The policy says nothing about unacceptable behaviour."
        fix = "Say what it is, who decides on a limit, and that it is explained and reviewed."
        yield Finding(Severity.WARNING, message, fix)


def behaviour_is_behaviour(policy: Policy, code: Code) -> Iterator[Finding]:
    """What is called unacceptable is something that somebody does, and that can be shown."""
    fix = "Name only what somebody does that harms staff or stops the work, and record what happened."
    return _found(policy, NO_BEHAVIOUR, "This is not behaviour, so no restriction can rest on it.", fix)


def restriction_in_proportion(policy: Policy, code: Code) -> Iterator[Finding]:
    """No cap, and no ground that turns on tone or number."""
    behaviour = policy.unreasonable_behaviour
    if behaviour.cap is not None:
        message = f"The policy caps what a resident may raise at {behaviour.cap} a year: a cap looks at no single case."
        fix = "Take the cap out; decide on each person's case, in proportion, and review it."
        yield Finding(Severity.BREACH, message, fix, "unreasonable_behaviour.cap")
    fix = "Take it out, or say when it truly stops the work, and that needs and disabilities are weighed first."
    yield from _found(policy, OUT_OF_PROPORTION, "This can come from a disability or from distress.", fix)


def _found(policy: Policy, grounds: dict[str, tuple[Severity, str]], why: str, fix: str) -> Iterator[Finding]:
    for severity in Severity:
        named = [grounds[each][1] for each in policy.unreasonable_behaviour.grounds
                 if each in grounds and grounds[each][0] is severity]  # fmt: skip
        if named:
            message = f"The policy treats as unacceptable behaviour: {', '.join(named)}. {why}"
            yield Finding(severity, message, fix, "unreasonable_behaviour.grounds")
