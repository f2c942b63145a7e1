"""What the policy promises, sorted to the headings under which a resident looks for it."""

from portal.domain.policy import Policy
from portal.domain.terms import PROMISES
from portal.wording import Wording

HEADINGS = {
    "complaint": ("word_not_needed", "choice_offered"),
    "service-request": ("requests_recorded", "unhappy_request_is_complaint", "request_goes_on"),
    "how-to-complain": ("any_staff", "contractors_inside", "survey_says_how", "published", "publicised"),
    "representative": ("representative_same_rules", "may_be_accompanied", "member_of_parliament"),
    "answer": (
        "told_who_and_when", "definition_confirmed", "not_ours_told", "early_answer", "answer_when_known",
        "every_point_answered", "answer_in_writing", "withheld_explained", "new_issues_joined",
        "extension_explained", "extension_agreed", "extension_ombudsman", "intervals_agreed", "updates_until_done",
        "unresolved_goes_on", "escalation_refusal_explained", "review_explained", "final_stage",
    ),
    "ombudsman": ("ombudsman_any_time",),
    "put-right": (
        "remedy_any_stage", "remedy_reflects_impact", "remedy_by_when", "action_followed_up", "ombudsman_guidance",
    ),
    "closing": ("asked_how_it_went",),
    "exclusions": ("time_discretion", "refusal_explained", "refusal_to_ombudsman"),
    "adjustments": ("adjustments_recorded",),
    "behaviour": ("restriction_reasoned", "restriction_fair"),
    "learning": (
        "officer_has_authority", "staff_trained", "contractors_follow_code", "learns", "self_assessment",
        "annual_report", "report_published", "learning_shared", "board_member", "board_informed",
    ),
}  # fmt: skip
"""By the id of a section. What is promised under `ombudsman` is told of every landlord, in words for any ombudsman.
What stands nowhere here is about how we deal with a complaint: `FAIRNESS`."""

FAIRNESS = "fairness"


def promises(policy: Policy, heading: str, wording: Wording) -> tuple[str, ...]:
    """What this policy promises under that heading, a sentence each."""
    return tuple(wording.say(PROMISES[key]) for key in _under(heading) if key in policy.says)


def _under(heading: str) -> tuple[str, ...]:
    if heading == FAIRNESS:
        sorted_out = {key for keys in HEADINGS.values() for key in keys}
        return tuple(key for key in PROMISES if key not in sorted_out)
    return HEADINGS.get(heading, ())
