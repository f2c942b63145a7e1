"""Which exclusions of a policy might apply, from what was told. It never refuses: a person decides (Code 2.1, 2.4)."""

import re
import unicodedata
from collections.abc import Mapping
from datetime import date

from portal.domain.draft import Answer
from portal.domain.policy import Policy
from portal.domain.terms import Exclusion, Ground
from portal.domain.words import N_

ASKED = (
    Ground.SOLICITOR,
    Ground.INSURER,
    Ground.OMBUDSMAN,
    Ground.APPEAL,
    Ground.CHARGES,
    Ground.OTHER_RESIDENTS,
)
"""The grounds a resident is asked about where the policy has them; the others are asked otherwise or are for staff."""
AT_COURT = (Ground.COURT_FILED, Ground.LEGAL_ACTION)
NOT_WHAT_THE_CODE_ACCEPTS: Mapping[Ground, str] = {
    Ground.LEGAL_ACTION: N_("The Code accepts this only once a claim has been filed at court (2.2)."),
    Ground.SOLICITOR: N_("The Code does not accept this while no claim has been filed at court (2.2)."),
    Ground.INSURER: N_("The Code does not accept an insurance claim as a reason by itself (2.2)."),
    Ground.PURSUED_UNREASONABLY: N_("The Code asks that each complaint is looked at for itself (2.1, 2.5)."),
    Ground.CHARGES: N_("The Code does not accept this for every complaint about charges (2.5)."),
    Ground.OTHER_RESIDENTS: N_("The Code does not accept this where it is about what we did or did not do (1.2, 2.5)."),
    Ground.APPEAL: N_("The Code does not accept this for every complaint that could be an appeal (2.5)."),
    Ground.STAFF_MATTER: N_("The Code counts what our own staff did as part of a complaint (1.2)."),
    Ground.OTHER: N_("The Code accepts only fair reasons, for this one complaint (2.1, 2.5)."),
}
"""The grounds that the statutory Code does not accept by themselves, and why. It accepts what happened over twelve
months ago, a claim filed at court and what has been considered already (2.2), by the Ombudsman too; and a first request
(1.4) or what is not the landlord's (1.2) is no complaint under it."""
TOO_SOON = N_("The Code counts the 12 months from when they heard of it (2.3). When was that?")
A_PERSON_DECIDES = N_(
    "Our policy says we may not be able to look into this. A person decides that, not a computer. Carry on and send "
    "your complaint. If we cannot take it, we write to you and say why. You can then ask the Housing Ombudsman to look "
    "at our decision."
)
YEAR = re.compile(r"(?<!\d)(19[5-9]\d|20\d\d)(?!\d)")


def asked_exclusions(policy: Policy) -> tuple[Exclusion, ...]:
    """The exclusions that a resident is asked about."""
    return policy.excludes(*ASKED)


def might_apply(answers: Mapping[str, Answer], policy: Policy, today: date) -> tuple[Exclusion, ...]:
    """The exclusions that these answers point to. Nothing is read out of the story itself, and doubt points to none.

    Only a year that ended longer ago than the policy's time counts as long ago.
    """
    chosen = answers.get("also_true", ())
    pointed = [each for each in asked_exclusions(policy) if each.id in chosen]
    if answers.get("in_court") == "at_court":
        pointed += policy.excludes(*AT_COURT)
    if answers.get("still_going") not in ("still", "comes_back"):
        pointed += [each for each in policy.excludes(Ground.OVER_TIME) if _is_long_ago(answers, each, today)]
    return tuple(dict.fromkeys(pointed))


def doubt(exclusion: Exclusion) -> str:
    """Why the statutory Code may not accept a refusal on this part of a policy; empty where it does. Never a bar."""
    if counts_too_soon(exclusion):
        return TOO_SOON
    return NOT_WHAT_THE_CODE_ACCEPTS.get(exclusion.ground, "")


def counts_too_soon(exclusion: Exclusion) -> bool:
    """Does its time run from what happened alone? The Code also counts from when they heard of it (2.3)."""
    knows = "awareness" in exclusion.counts_from or "learnt_later" in exclusion.unless
    return exclusion.ground is Ground.OVER_TIME and not knows


def _is_long_ago(answers: Mapping[str, Answer], exclusion: Exclusion, today: date) -> bool:
    years = [int(year) for year in YEAR.findall(_in_western_digits(str(answers.get("started", ""))))]
    months = exclusion.within.length if exclusion.within else 12
    return bool(years) and (today.year - max(years) - 1) * 12 + today.month - 1 >= months


def _in_western_digits(text: str) -> str:
    return "".join(str(unicodedata.digit(letter)) if letter.isdigit() else letter for letter in text)
