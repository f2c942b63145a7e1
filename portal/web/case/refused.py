"""A refusal as its resident reads it: which part of the policy, why, what was thought of, and where else to go."""

from portal import triage_words
from portal.domain.case import Phase
from portal.domain.events import Refused
from portal.domain.words import N_
from portal.services.casework import CaseFile
from portal.web.case.shown import Shown, parts, wording
from portal.web.here import gettext as _
from portal.web.ombudsman import ombudsman
from portal.wording import SOURCES

NOT_AGREED = N_(
    "If you do not agree, you can ask the %(name)s to look at our decision. You do not have to ask us first. If they "
    "do not agree with us, they can tell us to take your complaint."
)


def refusal(file: CaseFile) -> Shown | None:
    """The last refusal, while it stands (Code 2.4, 5.11)."""
    if file.case.phase is not Phase.REFUSED:
        return None
    refused = [event for event in file.case.events if isinstance(event, Refused)][-1]
    exclusion = file.policy.exclusion(refused.exclusion)
    about = triage_words.about(exclusion, wording()) if exclusion else None
    ours = SOURCES["policy"]  # gettext would take the key for a text
    return {
        "words": about.words if about else "",
        "lines": about.lines if about else (),
        "source": _(ours, part=exclusion.source) if exclusion else "",
        "parts": parts(file, refused),
        "not_agreed": _(NOT_AGREED, name=file.policy.ombudsman.name),
        "ombudsman": ombudsman(file.policy),
    }
