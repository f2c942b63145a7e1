"""Questions about the process: the answer of the policy in force, or of the one an open case is bound to."""

from collections.abc import Iterable, Mapping, Sequence

from actions.about_case import SOURCE, AskTimescales, CheckStatus, opened_case, tell_promised
from actions.answers import BY_PAGE, READ_PAGE, main_ways
from actions.process_answers import Asked, Told, answer
from actions.process_topics import OF_INTENT, OFFERED, TOPICS, grounds_of, topic_of
from actions.talk import Button, PutrightAction, RasaEvent, Talk, payload
from portal.domain.policy import Policy
from portal.domain.terms import Kind
from portal.domain.words import N_
from portal.policy_words.pieces import both

OF_THE_CASE: Mapping[str, type[PutrightAction]] = {"after": CheckStatus, "times": AskTimescales}
"""What an open case answers better than a policy can: with its own dates."""

BEGINS = ("channels", "complaint", "anonymous")
"""Whoever asks this may want to begin."""
SIDES = (
    (N_("Someone acts for me"), payload("representative", side="for_me")),
    (N_("I act for someone"), payload("representative", side="for_them")),
)


class AskProcess(PutrightAction):
    """What the policy says of what was asked, with the part of it where that stands; else what can be asked."""

    action = "action_ask_process"

    def act(self, talk: Talk) -> Iterable[RasaEvent]:
        """Answer from the policy, never more than it says."""
        topic = OF_INTENT.get(talk.intent) or talk.entities.get("topic") or topic_of(talk.text)
        if topic not in TOPICS:
            _offer(talk)
            return ()
        file = opened_case(talk)
        case = file.case if file and file.case.kind is Kind.COMPLAINT else None
        if case and topic in OF_THE_CASE:
            return OF_THE_CASE[topic]().act(talk)
        policy = file.policy if file and case else talk.policy
        if case and topic in ("stages", "who"):
            stage = talk.wording.say(policy.stage(case.stage).name)
            talk.say(N_("Your case %(reference)s is at %(stage)s."), reference=case.reference, stage=stage)
        if topic == "times" and not talk.in_form:
            tell_promised(talk)
        told = answer(topic, Asked(policy, talk.office.today, talk.wording, grounds_of(talk.text)))
        _tell(talk, told, policy, buttons=() if talk.in_form else _ways_on(topic, talk))
        return ()


def _ways_on(topic: str, talk: Talk) -> Sequence[Button]:
    if topic == "representative":
        return [talk.button(words, sends) for words, sends in SIDES]
    return main_ways(talk)[:1] if topic in BEGINS else ()


def _offer(talk: Talk) -> None:
    """The page with all of it, and the topics as buttons; in a form its own buttons follow, so the page is enough."""
    talk.say(READ_PAGE, address=talk.address("how-complaints-work"), phone=talk.policy.contacts.phone)
    if not talk.in_form:
        buttons = [talk.button(words, payload("ask_process", topic=topic)) for topic, words in OFFERED.items()]
        talk.say(WHAT_OF_IT, buttons=buttons)


def _tell(talk: Talk, told: Told, policy: Policy, *, buttons: Sequence[Button]) -> None:
    """The answer, where to do it, and last where it comes from."""
    address, phone, title = talk.address(told.page), policy.contacts.phone, policy.full_title
    talk.tell("\n".join(told.lines) or talk.wording.say(SILENT))
    if told.more and not talk.in_form:
        talk.tell("\n".join(told.more))
    if told.do:
        last = buttons if not told.of_policy else ()
        talk.say(BY_PAGE, address=talk.address(told.do), phone=phone, buttons=last)
    if told.sources and told.of_policy:
        talk.say(PART, title=title, part=both(told.sources, talk.wording), address=address, buttons=buttons)
    elif told.of_policy:
        talk.say(SOURCE, title=title, address=address, buttons=buttons)
    elif not told.do:
        talk.say(READ_PAGE, address=address, phone=phone, buttons=buttons)


WHAT_OF_IT = N_("What would you like to know about how complaints work?")
SILENT = N_("Our policy says nothing about that.")
PART = N_("This comes from our %(title)s, part %(part)s. You can read how it works here: %(address)s")
