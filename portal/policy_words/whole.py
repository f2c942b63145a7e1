"""A whole policy in words, section by section. Where it is silent there is no section."""

from collections.abc import Iterator
from datetime import date

from portal.domain.policy import Policy
from portal.domain.terms import PROMISES
from portal.domain.words import N_
from portal.policy_words.others import advice, exclusions, not_ours, ombudsman
from portal.policy_words.ourselves import (
    about,
    how_to_complain,
    how_we_deal_with_it,
    how_we_learn,
    what_comes_of_it,
    what_it_is,
    what_you_need,
)
from portal.policy_words.pieces import PolicyInWords, Section
from portal.policy_words.stages import stage_by_stage, steps
from portal.wording import Wording


def policy_in_words(policy: Policy, language: str, today: date) -> PolicyInWords:
    """The policy in this language (a code of `languages.LANGUAGES`), with the rules that hold today.

    Where the statutory Code binds today, each time is the stricter of policy and Code, and says so where it is the
    Code's.
    """
    wording = Wording(language)
    return PolicyInWords(
        title=wording.say(N_("How complaints work")),
        steps_title=wording.say(N_("The stages")),
        steps=steps(policy, today, wording),
        sections=tuple(each for each in _sections(policy, today, wording) if not each.is_empty),
        about=tuple(about(policy, today, wording)),
    )


def _sections(policy: Policy, today: date, wording: Wording) -> Iterator[Section]:
    """In the order in which a resident comes to them."""
    stages = stage_by_stage(policy, today, wording)
    told = [point.words for stage in stages.parts for point in stage.points]
    if len(policy.own_stages) > 1:  # each stage but the last says so, some with the time there is for it
        told.append(wording.say(PROMISES["unresolved_goes_on"]))
    yield from what_it_is(policy, wording)
    yield from how_to_complain(policy, wording)
    yield stages
    yield ombudsman(policy, wording)
    yield advice(policy, wording)
    yield from how_we_deal_with_it(policy, today, wording, told)
    yield from what_comes_of_it(policy, today, wording)
    yield exclusions(policy, today, wording)
    yield not_ours(policy, wording)
    yield from what_you_need(policy, wording)
    yield from how_we_learn(policy, wording)
