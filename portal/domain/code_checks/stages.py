"""How many stages there are, who decides in them, and whether the road to the next one stays open."""

from collections.abc import Iterator

from portal.domain.code_checks.formal import first_stage, informal_stages, is_missing, later_stages
from portal.domain.code_checks.lengths import in_working_days, words
from portal.domain.policy import Policy
from portal.domain.provisions import Code, Finding, Severity
from portal.domain.terms import Kind, Length

SHORT_WINDOW = 20
"""Working days: a shorter limit on asking for the next stage shuts out people who are ill or away."""


def no_informal_stage(policy: Policy, code: Code) -> Iterator[Finding]:
    """There is no stage before the first one, by name or in fact."""
    fix = "Log the complaint at stage 1 as soon as the resident is not happy; put it right early within that stage."
    for at, stage in informal_stages(policy):
        message = f"{stage.name} is a stage before the first formal one; the Code allows no stage 0."
        yield Finding(Severity.BREACH, message, fix, f"{at}.informal")
    if policy.informal_first.words:
        message = "The policy tries to settle matters informally before it treats them as complaints."
        yield Finding(Severity.BREACH, message, fix, "informal_first")


def no_further_names(policy: Policy, code: Code) -> Iterator[Finding]:
    """Nothing beside two stages has a name of its own: no further stage, no second word for a complaint."""
    further = [(at, stage.name) for at, stage in later_stages(policy)[1:]]
    if further:
        names = " and ".join(name for _, name in further)
        message = f"{names}: besides its two stages the Code allows no further named ones."
        yield Finding(Severity.BREACH, message, "Let the second stage be the last.", further[0][0])
    names_of_a_complaint = [kind.name for kind in policy.named(Kind.COMPLAINT)]
    if len(names_of_a_complaint) > 1:
        message = (
            f"Complaints have several names ({', '.join(names_of_a_complaint)}), which can hide that they are one."
        )
        fix = "Call every expression of dissatisfaction a complaint."
        yield Finding(Severity.WARNING, message, fix, "kinds")


def two_stages(policy: Policy, code: Code) -> Iterator[Finding]:
    """The landlord has two stages, and does not count the Ombudsman as one of its own."""
    own, levels = len(policy.own_stages), len(policy.stages)
    counted = f"{levels} levels, {own} of them the landlord's own" if levels > own else f"{own} stages"
    if own > 2:
        names = ", ".join(stage.name for stage in policy.own_stages)
        message = f"The policy has {counted} ({names}); the Code never allows more than two."
        fix = "Keep two stages; after the second the resident can go to the Ombudsman."
        yield Finding(Severity.BREACH, message, fix, "stages")
    elif levels > own:
        message = f"The policy has {counted}: the Ombudsman stands outside the landlord's stages."
        yield Finding(Severity.NOTE, message, "Name the Ombudsman after the stages, not as one of them.", "stages")


def third_stage_explained(policy: Policy, code: Code) -> Iterator[Finding]:
    """More than three stages are too many; three need reasons."""
    own = len(policy.own_stages)
    if own > 3:
        message = f"The policy has {own} stages; the Code allows three at the very most."
        yield Finding(Severity.BREACH, message, "Keep two stages.", "stages")
    elif own > 2:
        message = f"The policy has {own} stages; the Code thinks two enough."
        yield Finding(Severity.WARNING, message, "Keep two stages, or give reasons in the self-assessment.", "stages")


def third_stage_with_residents(policy: Policy, code: Code) -> Iterator[Finding]:
    """Residents take part where there is a third stage."""
    for at, stage in later_stages(policy)[1:]:
        message = f"{stage.name} is a third stage, and the policy does not say that residents take part in it."
        yield Finding(Severity.WARNING, message, "End with two stages, or let residents take part.", at)


def third_stage_optional(policy: Policy, code: Code) -> Iterator[Finding]:
    """A third stage is up to the resident."""
    for at, stage in later_stages(policy)[1:]:
        message = f"{stage.name} is a third stage, and the policy does not say that it can be left out."
        yield Finding(Severity.WARNING, message, "Say that residents can go to the Ombudsman without it.", at)


def goes_on(policy: Policy, code: Code) -> Iterator[Finding]:
    """There is a stage after the first."""
    if not later_stages(policy):
        yield is_missing("second")


def somebody_else(policy: Policy, code: Code) -> Iterator[Finding]:
    """Whoever looks at it again is not who answered before."""
    if not later_stages(policy):
        yield is_missing("second")
    for at, stage in later_stages(policy):
        if "earlier_stages" not in stage.not_by and not stage.held_by:
            message = f"{stage.name}: the policy does not say that somebody else decides than before."
            fix = "Say so, and add `not_by: [earlier_stages]` to the stage."
            yield Finding(Severity.WARNING, message, fix, f"{at}.responder")


def no_reasons_needed(policy: Policy, code: Code) -> Iterator[Finding]:
    """Nobody has to say why they ask for the next stage."""
    if not later_stages(policy):
        yield is_missing("second")
    for at, stage in later_stages(policy):
        if stage.asks_reasons:
            message = f"{stage.name}: the policy wants to know why a resident asks for it; no reasons may be required."
            fix = "Say that a resident need only ask. You may ask why they are still not happy, not require it."
            yield Finding(Severity.BREACH, message, fix, f"{at}.asks_reasons")


def no_gate(policy: Policy, code: Code) -> Iterator[Finding]:
    """Nothing is decided before the next stage begins."""
    for at, stage in later_stages(policy):
        if stage.gate:
            message = f"{stage.name}: the policy first decides whether to look again; what is unresolved must go on."
            fix = "Take every request on, unless an exclusion applies; then say which, and name the Ombudsman."
            yield Finding(Severity.BREACH, message, fix, f"{at}.gate")


def road_stays_open(policy: Policy, code: Code) -> Iterator[Finding]:
    """No case is closed against the resident because time has gone by."""
    said = set()
    for at, stage in (*first_stage(policy), *later_stages(policy)):
        if stage.window and stage.window.closes:
            limit = words(stage.window.length, stage.window.unit)
            said.add(limit)
            message = f"{stage.name}: the case is closed if the resident has not asked to go on within {limit}."
            fix = "Do not close it for that: take a late request and look at the reason for it."
            yield Finding(Severity.BREACH, message, fix, f"{at}.window")
    silence = policy.closing.silence if policy.closing else None
    # The same time said twice, as the end of a window and as silence, is one finding.
    if silence and (limit := words(silence.length, silence.unit)) not in said:
        message = f"The case is closed if nobody writes for {limit} after the answer; silence is not agreement."
        fix = "Close a case when all that was promised is done; let the resident ask for the next stage even then."
        yield Finding(Severity.WARNING, message, fix, "closing.silence")


def window(policy: Policy, code: Code) -> Iterator[Finding]:
    """The Code sets no time for asking for the next stage. A window that closes is found by `road_stays_open`."""
    for at, stage in (*first_stage(policy), *later_stages(policy)):
        if not stage.window or stage.window.closes:
            continue
        limit = words(stage.window.length, stage.window.unit)
        short = in_working_days(Length(stage.window.length, stage.window.unit, "")) < SHORT_WINDOW
        message = f"{stage.name}: the resident is to ask for the next stage within {limit}; the Code sets no such time."
        fix = "Say that a later request is taken too." + (
            f" Give at least {SHORT_WINDOW} working days." if short else ""
        )
        yield Finding(Severity.WARNING if short else Severity.NOTE, message, fix, f"{at}.window")


def window_set(policy: Policy, code: Code) -> Iterator[Finding]:
    """The policy says how long a resident has to ask for the next stage (wanted in 2022 only)."""
    for at, stage in first_stage(policy):
        if not stage.window:
            message = f"{stage.name}: the policy does not say how long a resident has to ask for the next stage."
            yield Finding(Severity.WARNING, message, "Give a time, and take late requests all the same.", at)
