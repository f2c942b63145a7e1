"""What a policy does not take as a complaint, ground by ground."""

from collections.abc import Iterator

from portal.domain.code_checks.lengths import words
from portal.domain.policy import Policy
from portal.domain.provisions import Code, Finding, Severity
from portal.domain.terms import Exclusion, Ground, Unit

BEFORE_A_CLAIM = {
    Ground.SOLICITOR: "once a solicitor is involved",
    Ground.INSURER: "once an insurer is involved",
    Ground.LEGAL_ACTION: "once legal action has begun",
}
"""These come before a claim form and its particulars are filed at court, which alone the Code accepts."""

WANTS_A_WAY = {
    **BEFORE_A_CLAIM,
    Ground.STAFF_MATTER: "about staff",
    Ground.OTHER_RESIDENTS: "about other residents",
    Ground.APPEAL: "where there is a right of appeal",
    Ground.CHARGES: "about rents or charges",
    Ground.OTHER: "of this kind",
}
"""Fair only with an exception or another road: how the landlord dealt with such a matter can always be complained of.

Not here: what the Code names itself (over_time, court_filed, already_considered), what is no complaint to this landlord
(service_request, not_ours) or is already looked at (ombudsman), and pursued_unreasonably, which is about behaviour.
"""
A_YEAR = {Unit.MONTHS: 12, Unit.WEEKS: 53, Unit.CALENDAR: 365, Unit.WORKING: 261, Unit.HOURS: 365 * 24}


def exclusions_named(policy: Policy, code: Code) -> Iterator[Finding]:
    """The policy says what it leaves out, or that it leaves out nothing."""
    if not policy.exclusions:
        message = "The policy names nothing that it does not take as a complaint."
        yield Finding(Severity.NOTE, message, "Fair, if everything is taken; otherwise list it.", "exclusions")


def fair_exclusions(policy: Policy, code: Code) -> Iterator[Finding]:
    """Legal grounds only once a claim is filed at court; behaviour is no ground."""
    for at, exclusion in _placed(policy):
        if exclusion.ground in BEFORE_A_CLAIM:
            # Another road does not make it fair: an insurer may pay, but how the landlord acted is its own to answer.
            when = BEFORE_A_CLAIM[exclusion.ground]
            message = f"The policy does not take a complaint {when}, before any claim is filed at court."
            fix = "Leave it out only once a claim form and its particulars are filed at court; answer the rest."
            yield Finding(Severity.BREACH, message, fix, f"{at}.ground")
        elif exclusion.ground is Ground.PURSUED_UNREASONABLY:
            message = "The policy can refuse a complaint for how it is pursued; that is no reason that the Code names."
            fix = "Take the complaint; if you must, limit how somebody gets in touch, by your rules for behaviour."
            yield Finding(Severity.WARNING, message, fix, f"{at}.ground")


def no_blanket_exclusions(policy: Policy, code: Code) -> Iterator[Finding]:
    """What the Code does not name is left out only with an exception or another road."""
    for at, exclusion in _placed(policy):
        if exclusion.ground in WANTS_A_WAY and not exclusion.unless and not exclusion.instead:
            which = WANTS_A_WAY[exclusion.ground]
            message = f"The policy shuts out every complaint {which}, with no exception and no other road."
            fix = "Name the exceptions (`unless`) or the other road (`instead`), and look at each complaint for itself."
            yield Finding(Severity.BREACH, message, fix, f"{at}.ground")


def time_limit(policy: Policy, code: Code) -> Iterator[Finding]:
    """Twelve months from the event or from learning of it, and discretion beyond."""
    for at, exclusion in _placed(policy):
        if exclusion.ground is Ground.OVER_TIME:
            yield from _length(exclusion, at)
            yield from _start(exclusion, at)
            yield from _discretion(policy, exclusion, at)


def _length(exclusion: Exclusion, at: str) -> Iterator[Finding]:
    fix = "Give residents at least 12 months."
    if not exclusion.within:
        yield Finding(Severity.BREACH, "The policy does not say how long residents have to complain.", fix, at)
    elif exclusion.within.length < A_YEAR[exclusion.within.unit]:
        time = words(exclusion.within.length, exclusion.within.unit)
        message = f"Residents have {time} to complain; the Code gives them 12 months."
        yield Finding(Severity.BREACH, message, fix, f"{at}.within")


def _start(exclusion: Exclusion, at: str) -> Iterator[Finding]:
    if "awareness" not in exclusion.counts_from and "learnt_later" not in exclusion.unless:
        message = "The time to complain counts from the event alone, not from the day the resident learnt of it."
        fix = "Count from whichever is later, and write `counts_from: [occurrence, awareness]`."
        yield Finding(Severity.BREACH, message, fix, f"{at}.counts_from")


def _discretion(policy: Policy, exclusion: Exclusion, at: str) -> Iterator[Finding]:
    if "good_reason" in exclusion.unless or "time_discretion" in policy.says:
        return
    fix = "Say that an older complaint is taken where there is good reason, and add `good_reason` to `unless`."
    if exclusion.unless:
        message = "The policy names some exceptions to its time limit, but no discretion for other good reasons."
        yield Finding(Severity.WARNING, message, fix, f"{at}.unless")
    else:
        message = "The time limit has no exception: the policy does not use discretion for older complaints."
        yield Finding(Severity.BREACH, message, fix, at)


def _placed(policy: Policy) -> Iterator[tuple[str, Exclusion]]:
    for index, exclusion in enumerate(policy.exclusions):
        yield f"exclusions.{index}", exclusion
