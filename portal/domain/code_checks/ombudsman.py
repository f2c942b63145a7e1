"""The road to the Ombudsman: open, as the law has it today, and with contacts that work."""

from collections.abc import Iterator
from datetime import date

from portal.domain.code_checks.formal import later_stages
from portal.domain.code_checks.lengths import words
from portal.domain.policy import Policy
from portal.domain.provisions import Code, Finding, Severity


def road_to_ombudsman(policy: Policy, code: Code) -> Iterator[Finding]:
    """Nothing in the policy says that the Ombudsman must wait."""
    terms = policy.ombudsman_terms
    if terms.not_until:
        message = "The policy says that the Ombudsman will not look at a complaint until the landlord has finished."
        fix = "Say that the Ombudsman can be asked for help at any time, and can press a landlord that is late."
        yield Finding(Severity.BREACH, message, fix, "ombudsman.not_until")
    for at, stage in later_stages(policy)[-1:]:
        if stage.window:
            limit = words(stage.window.length, stage.window.unit)
            message = f"{stage.name}: the policy limits going on after the last stage to {limit}."
            fix = "Leave that to the Ombudsman, who takes complaints for longer."
            yield Finding(Severity.WARNING, message, fix, f"{at}.window")


def no_designated_person(policy: Policy, code: Code) -> Iterator[Finding]:
    """Nobody else has to be asked first, and no weeks waited for, once the law had ended both."""
    ended, terms = policy.ombudsman.wait_ended, policy.ombudsman_terms
    last_day = min(code.in_force_to or date.max, policy.in_force_to or date.max)
    if not ended or max(last_day, code.in_force_from) < ended:
        return
    since = f"since {ended.day} {ended:%B %Y} residents can go to the Ombudsman directly"
    if terms.designated_person:
        message = f"The policy sends residents to a designated person before the Ombudsman; {since}."
        yield Finding(Severity.BREACH, message, "Take the designated person out.", "ombudsman.designated_person")
    if terms.wait:
        message = f"The policy makes residents wait {words(terms.wait.length, terms.wait.unit)}; {since}."
        yield Finding(Severity.BREACH, message, "Take the wait out.", "ombudsman.wait")


def current_contacts(policy: Policy, code: Code) -> Iterator[Finding]:
    """What the policy prints of the Ombudsman still works."""
    old = [_plain(each) for each in policy.ombudsman.old_contacts]
    stale = [printed for printed in policy.ombudsman_terms.printed if any(each in _plain(printed) for each in old)]
    if not stale:
        return
    body = policy.ombudsman
    ended = policy.in_force_to is not None and policy.in_force_to < body.checked_on
    message = f"Contacts of the {body.name} that the policy prints are out of date: {'; '.join(stale)}."
    now = ", ".join(each for each in (body.phone, *body.address.splitlines(), body.complain_at) if each)
    yield Finding(Severity.NOTE if ended else Severity.WARNING, message, f"Print {now}.", "ombudsman.printed")


def _plain(words: str) -> str:
    return "".join(words.casefold().split())
