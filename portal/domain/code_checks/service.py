"""What a complaint is, how to reach the landlord, who answers for it, and how it is put right."""

from collections.abc import Iterator

from portal.domain.policy import Policy
from portal.domain.provisions import Code, Finding, Severity
from portal.domain.terms import COVERS

ELEMENTS = {
    "however_made": "however it is made",
    "service_standard": "the standard of service",
    "actions": "actions",
    "lack_of_action": "lack of action",
    "own_staff": "the landlord's own staff",
    "acting_on_behalf": "those who act for the landlord",
    "one_resident": "a single resident",
    "group": "a group of residents",
}
REMEDIES = {
    "apology": ("an apology", ("apology",)),
    "acknowledge": ("saying that something went wrong", ("acknowledge",)),
    "explanation": ("an explanation, help or reasons", ("explanation",)),
    "action": ("acting on what is late", ("action", "put_right")),
    "reconsider": ("looking at a decision again", ("reconsider",)),
    "correct_record": ("correcting a record", ("correct_record",)),
    "money": ("money", ("money",)),
    "change_practice": ("changing a policy or practice", ("change_practice",)),
}
"""The eight remedies that the Code names, with the ids under which packs list them."""


def definition(policy: Policy, code: Code) -> Iterator[Finding]:
    """The definition has every element of the Code's; `a resident` and `an individual resident` are the same."""
    missing = [ELEMENTS[element] for element in COVERS if element not in policy.definition.covers]
    if missing:
        message = f"The policy's definition of a complaint lacks: {', '.join(missing)}."
        yield Finding(Severity.BREACH, message, "Use the Code's definition, word for word.", "definition.covers")


def service_request(policy: Policy, code: Code) -> Iterator[Finding]:
    """The policy tells a request from a complaint."""
    if not policy.service_request.words:
        message = "The policy does not say what a request for service is, as against a complaint."
        yield Finding(Severity.BREACH, message, "Say what a request is, and add it as `service_request`.")


def several_channels(policy: Policy, code: Code) -> Iterator[Finding]:
    """There is more than one way to complain."""
    if len(policy.channels) < 2:
        message = f"The policy names {len(policy.channels)} ways to complain; there must be several."
        yield Finding(Severity.BREACH, message, "Take complaints in writing, by phone and in person.", "channels")


def adjustments_offered(policy: Policy, code: Code) -> Iterator[Finding]:
    """What disabled residents may need is thought of."""
    if not policy.adjustments:
        message = "The policy offers no adjustments for disabled residents."
        yield Finding(Severity.BREACH, message, "Name what you offer, such as visits, large print, an interpreter.")


def representative(policy: Policy, code: Code) -> Iterator[Finding]:
    """Somebody else may act for a resident."""
    if not policy.representative.words:
        message = "The policy does not say that somebody else may act for a resident."
        yield Finding(Severity.BREACH, message, "Say so, and how the resident agrees to it.")


def complaints_officer(policy: Policy, code: Code) -> Iterator[Finding]:
    """Somebody answers for complaints."""
    if not policy.complaints_officer.words:
        message = "The policy names no person or team that answers for complaints."
        yield Finding(Severity.WARNING, message, "Name the role, and add it as `complaints_officer`.")


def remedies(policy: Policy, code: Code) -> Iterator[Finding]:
    """The Code names eight remedies as examples; without money the list is not fair."""
    offered = {choice.id for choice in policy.remedies}
    missing = {key: words for key, (words, ids) in REMEDIES.items() if offered.isdisjoint(ids)}
    if missing:
        severity = Severity.WARNING if "money" in missing else Severity.NOTE
        message = f"Of the Code's eight remedies the policy does not name: {', '.join(missing.values())}."
        yield Finding(severity, message, "Name all eight: residents learn from the list what they can ask.", "remedies")


def money(policy: Policy, code: Code) -> Iterator[Finding]:
    """Money is not for direct loss alone."""
    if policy.money and policy.money.only_direct_loss:
        message = "The policy pays money for direct loss alone, not for distress, time or trouble."
        fix = "Let what it meant for the resident count, as the Ombudsman's guidance on remedies has it."
        yield Finding(Severity.BREACH, message, fix, "money.only_direct_loss")
