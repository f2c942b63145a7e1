"""What is not for us in words: what we may not be able to look into, what is not ours, and who else there is."""

from collections.abc import Iterator
from datetime import date

from portal.domain.policy import Policy
from portal.domain.terms import PROMISES, UNLESS, Exclusion, Unit
from portal.domain.triage import counts_too_soon
from portal.domain.words import N_
from portal.policy_words.pieces import Point, Section, ended, reach
from portal.policy_words.promises import promises
from portal.policy_words.stages import ADVICE, AFTER, FINAL, FREE, WHO
from portal.policy_words.times import by_the_code, is_bound, time_in_words
from portal.wording import Wording

A_PERSON_DECIDES = N_("It is a person who decides each time, never a computer.")
PRESS_US = N_("They can also press us to answer you if we are late.")
REFER_WITHIN = N_("Ask them within %(time)s of our final answer.")
WAIT_ENDED = N_("Our policy says that you must wait first, or ask an MP or a councillor. That rule ended on %(day)s.")


def exclusions(policy: Policy, today: date, wording: Wording) -> Section:
    """What may not be looked into, what that means, when it is all the same, and what else can be done."""
    found = tuple(
        Point(ended(wording.say(each.words)), tuple(_more(each, policy, today, wording))) for each in policy.exclusions
    )
    said = (A_PERSON_DECIDES, PROMISES["refusal_explained"], PROMISES["refusal_to_ombudsman"])
    always = tuple(wording.say(words) for words in said) if found and policy.statutory else ()
    promised = tuple(each for each in promises(policy, "exclusions", wording) if each not in always)
    title = wording.say(N_("What we may not be able to look into"))
    return Section("exclusions", title, (" ".join((*always, *promised)),) if always or promised else (), found)


def _more(exclusion: Exclusion, policy: Policy, today: date, wording: Wording) -> Iterator[str]:
    if exclusion.means:
        yield ended(wording.say(exclusion.means))
    yield from (wording.say(UNLESS[each]) for each in exclusion.unless)
    if _a_year_counts_too_soon(exclusion) and is_bound(policy, today):
        yield by_the_code(wording.say(UNLESS["learnt_later"]), "2.3", wording)
    if exclusion.instead:
        yield ended(wording.say(exclusion.instead))
    if exclusion.who:
        yield wording.say(WHO, responder=wording.say(exclusion.who).rstrip("."))


def _a_year_counts_too_soon(exclusion: Exclusion) -> bool:
    """Does it count twelve months, and from what happened alone? Only then do the words of the exception fit."""
    within = exclusion.within
    return within is not None and (within.length, within.unit) == (12, Unit.MONTHS) and counts_too_soon(exclusion)


def not_ours(policy: Policy, wording: Wording) -> Section:
    """What we are not responsible for, and who is."""
    found = tuple(
        Point(ended(wording.say(each.words)), (wording.say(WHO, responder=wording.say(each.who).rstrip(".")),))
        for each in policy.not_ours
    )
    return Section("not-ours", wording.say(N_("What is not ours to deal with")), points=found)


def ombudsman(policy: Policy, wording: Wording) -> Section:
    """The Ombudsman: when, what for, and the contacts that were checked, never those that a policy prints."""
    body, terms = policy.ombudsman, policy.ombudsman_terms
    final = [wording.say(FREE, name=body.name), wording.say(FINAL)]
    if refer := body.refer_within:
        final.append(wording.say(REFER_WITHIN, time=time_in_words(refer.length, refer.unit, wording)))
    said = [" ".join(final), f"{wording.say(ADVICE)} {wording.say(PRESS_US)}"]
    if body.wait_ended and policy.in_force_from < body.wait_ended and (terms.wait or terms.designated_person):
        said.append(wording.say(WAIT_ENDED, day=body.wait_ended))
    return Section(AFTER, wording.say(N_("After the last stage")), tuple(said), parts=reach("ombudsman", body, wording))


def advice(policy: Policy, wording: Wording) -> Section:
    """Who else gives advice that costs nothing."""
    parts = (reach(f"advice-{number}", body, wording) for number, body in enumerate(policy.advice, 1))
    title = wording.say(N_("Free advice, not from us"))
    return Section("advice", title, parts=tuple(part for found in parts for part in found))
