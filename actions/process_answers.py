"""What a policy answers to a question about the process: a few short lines, and in which of its parts they stand."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from actions.talk import in_list
from portal.domain.deadlines import RESPOND
from portal.domain.policy import Policy, Stage
from portal.domain.terms import PROMISES, Ground
from portal.domain.words import N_, NN_
from portal.files.journeys import load_journey
from portal.policy_words import Point, PolicyInWords, Section, Step, policy_in_words
from portal.policy_words.others import A_PERSON_DECIDES
from portal.policy_words.stages import AFTER, FREE
from portal.policy_words.times import times
from portal.wording import SOURCES, Wording

MOST, LONG = 8, 4
"""How many points are told: of few words each, and of whole sentences. The rest stands on the page."""


@dataclass(frozen=True)
class Told:
    """An answer: its lines, `more` of them where no form waits, and where all of it stands.

    `sources` are parts of the policy; `of_policy` says whether it is the policy that says so. `page` is the landlord's
    page with the rest of it, and `do` the one on which it can be done.
    """

    lines: tuple[str, ...]
    more: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    page: str = "how-complaints-work"
    do: str = ""
    of_policy: bool = True


@dataclass(frozen=True)
class Asked:
    """What is asked: the policy that is meant, the day, the language, and the grounds of exclusions that are named."""

    policy: Policy
    today: date
    wording: Wording
    grounds: tuple[Ground, ...] = ()

    @cached_property
    def sections(self) -> Mapping[str, Section]:
        """The policy in words, by the id of each section."""
        return {each.id: each for each in self._words.sections}

    @cached_property
    def steps(self) -> tuple[Step, ...]:
        """The steps of the road in words, the Ombudsman last."""
        return self._words.steps

    @cached_property
    def _words(self) -> PolicyInWords:
        return policy_in_words(self.policy, self.wording.code, self.today)

    def said(self, id: str) -> tuple[str, ...]:
        """The sentences of a section; none where the policy is silent."""
        return self.sections[id].said if id in self.sections else ()

    def points(self, id: str) -> tuple[Point, ...]:
        """The points of a section; none where the policy is silent."""
        return self.sections[id].points if id in self.sections else ()

    def promised(self, *keys: str) -> tuple[str, ...]:
        """What the policy promises of these, a sentence each."""
        return tuple(self.wording.say(PROMISES[key]) for key in keys if key in self.policy.says)

    def parts(self, *keys: str) -> tuple[str, ...]:
        """Where the policy promises these."""
        return tuple(self.policy.says[key] for key in keys if key in self.policy.says)


def answer(topic: str, asked: Asked) -> Told:
    """What the policy says of a topic (a key of `process_topics.TOPICS`). Without lines: it says nothing."""
    told = ANSWERS[topic](asked)
    own = (each.removeprefix("policy ") for each in told.sources if not each.startswith("Code "))
    return replace(told, sources=tuple(dict.fromkeys(each for each in own if each)))


def _stages(asked: Asked) -> Told:
    count = asked.wording.count(*STAGES, len(asked.policy.own_stages))
    steps = [f"{step.place}: {step.name}. {step.who}" for step in asked.steps]
    return Told((count, *in_list(steps)), sources=_of_stages(asked.policy.own_stages))


def _times(asked: Asked) -> Told:
    own = tuple(zip(asked.policy.own_stages, asked.steps, strict=False))
    lines = tuple(f"{step.name}: {' '.join(_with_source(stage, step, asked))}" for stage, step in own)
    clocks = (stage.clock(RESPOND) for stage, _ in own)
    longer = asked.promised("extension_explained") or asked.promised("extension_agreed")
    return Told(lines, longer, tuple(clock.source for clock in clocks if clock))


def _with_source(stage: Stage, step: Step, asked: Asked) -> Iterable[str]:
    """The times of the answer; one that is the Code's says so."""
    full = tuple(times(asked.policy, stage, asked.today, asked.wording))
    return (next((each for each in full if time in each), time) for time in step.time)


def _who(asked: Asked) -> Told:
    own = zip(asked.policy.own_stages, asked.steps, strict=False)
    lines = tuple(f"{step.name}. {step.who}" for _, step in own)
    fair = ("own_staff_another_manager", "conflicts_of_interest")
    return Told(
        (*lines, asked.wording.say(A_PERSON_DECIDES)),
        (*asked.said("officer"), *asked.promised(*fair)[:1]),
        (*_of_stages(asked.policy.own_stages), asked.policy.complaints_officer.source, *asked.parts(*fair)[:1]),
    )


def _exclusions(asked: Asked) -> Told:
    """What is asked about with all that belongs to it, else all there is in short."""
    listed = tuple(zip(asked.policy.exclusions, asked.points("exclusions"), strict=True))
    if not listed:
        return Told(())
    title, decided = asked.sections["exclusions"].title, asked.said("exclusions")
    if meant := [each for each in listed if each[0].ground in asked.grounds]:
        shown = in_list(" ".join((point.words, *point.more)) for _, point in meant)
    else:
        shown = _first(in_list(point.words for _, point in listed), LONG, asked.wording)
        excepted = any(each.unless for each in asked.policy.exclusions)
        shown = (*shown, asked.wording.say(STILL_TAKEN)) if excepted else shown
    return Told((f"{title}:", *shown, *decided), sources=tuple(each.source for each, _ in meant or listed))


def _remedies(asked: Asked) -> Told:
    policy, section = asked.policy, asked.sections.get("put-right")
    money = tuple(" ".join(part.said) for part in section.parts if part.id == "money") if section else ()
    return Told(
        (*_choices("put-right", asked), *money, asked.wording.say(A_PERSON_DECIDES)),
        asked.promised("remedy_reflects_impact", "remedy_by_when"),
        (*(each.source for each in policy.remedies), policy.money.source if policy.money else ""),
    )


def _adjustments(asked: Asked) -> Told:
    sources = tuple(each.source for each in asked.policy.adjustments)
    lines = (*_choices("adjustments", asked), asked.wording.say(NOT_ALL))
    return Told(lines, sources=sources, do="adjustments", of_policy=bool(sources))


def _choices(id: str, asked: Asked) -> tuple[str, ...]:
    """What can be asked for, each a short sentence, on one line."""
    shown = _first([_ended(each.words) for each in asked.points(id)], MOST, asked.wording)
    return (asked.wording.say(ASK_FOR), " ".join(shown)) if shown else ()


def _channels(asked: Asked) -> Told:
    ways = asked.points("how-to-complain")[: len(asked.policy.channels)]
    lines = tuple(
        asked.wording.say(WAY, way=each.words, contact=each.contact.value) if each.contact else each.words
        for each in ways
    )
    easy = ("any_staff", "word_not_needed")
    sources = (*(each.source for each in asked.policy.channels), *asked.parts(*easy))
    return Told(lines, asked.promised(*easy), sources)


def _cost(asked: Asked) -> Told:
    say, contacts = asked.wording.say, asked.policy.contacts
    free = say(FREE, name=asked.policy.ombudsman.name)
    return Told((say(NO_COST, phone=contacts.phone), free))


def _representative(asked: Asked) -> Told:
    more = ("representative_same_rules", "may_be_accompanied")
    sources = (asked.policy.representative.source, *asked.parts(*more))
    return Told(asked.said("representative"), asked.promised(*more), sources, do="representative")


def _ombudsman(asked: Asked) -> Told:
    """From the Ombudsman's own rules and the contacts that were checked, never from what a policy prints."""
    section = asked.sections[AFTER]
    body = asked.policy.ombudsman
    reach = (asked.wording.say(WAY, way=body.name, contact=body.phone),) if body.phone else ()
    checked = (words for part in section.parts for words in part.said)
    return Told((*section.said, *reach, *checked), page="ombudsman", of_policy=False)


def _privacy(asked: Asked) -> Told:
    """What the page on privacy says, and what the policy promises besides."""
    say = asked.wording.say
    source = say(SOURCES["policy"], part=" ".join(asked.parts("private")))
    private = tuple(f"{each} {say(RULE, source=source)}" for each in asked.promised("private"))
    read = (f"{say(WHO_READS)}: {say(READERS, landlord=asked.policy.name)}", say(OTHERS), *private)
    kept = (f"{say(HOW_LONG)}:", say(UNSENT), say(SENT), say(YOURS))
    return Told(read, kept, page="privacy", of_policy=False)


def _after(asked: Asked) -> Told:
    first, told = asked.policy.own_stages[0], ("definition_confirmed", "told_who_and_when")
    lines = tuple(times(asked.policy, first, asked.today, asked.wording))
    sources = (*(clock.source for clock in first.clocks), *asked.parts(*told))
    return Told((f"{asked.steps[0].name}. {asked.steps[0].who}", *lines), asked.promised(*told), sources)


def _anonymous(asked: Asked) -> Told:
    question = load_journey("complaint").question("for_whom")
    options = question.options if question else ()
    offered = tuple(asked.wording.say(each.says) for each in options if each.value == "anonymous")
    words, source = asked.said("anonymous"), asked.policy.anonymous.source
    return Told((*words, *offered), sources=(source,), do="complain", of_policy=bool(words))


def _complaint(asked: Asked) -> Told:
    policy = asked.policy
    lines = (*asked.said("complaint"), *asked.said("who"))
    return Told(lines, asked.said("service-request"), (policy.definition.source, policy.who_may_complain.source))


def _of_stages(stages: Sequence[Stage]) -> tuple[str, ...]:
    """Where the stages stand; one without a place of its own stands where its answer is promised."""
    clocks = (stage.clock(RESPOND) for stage in stages)
    return tuple(stage.source or (clock.source if clock else "") for stage, clock in zip(stages, clocks, strict=True))


def _first(words: Sequence[str], most: int, wording: Wording) -> tuple[str, ...]:
    """The first of them, and how many more there are: one more is told, too."""
    left = len(words) - most
    return tuple(words) if left <= 1 else (*words[:most], wording.count(*LEFT, left))


def _ended(words: str) -> str:
    return words if words.endswith((".", "۔", "।", "。")) else f"{words}."


ANSWERS: Mapping[str, Callable[[Asked], Told]] = {
    "stages": _stages,
    "times": _times,
    "exclusions": _exclusions,
    "remedies": _remedies,
    "adjustments": _adjustments,
    "who": _who,
    "channels": _channels,
    "cost": _cost,
    "representative": _representative,
    "ombudsman": _ombudsman,
    "privacy": _privacy,
    "after": _after,
    "anonymous": _anonymous,
    "complaint": _complaint,
}
STAGES = NN_("There is %(num)s stage, and then the Ombudsman.", "There are %(num)s stages, and then the Ombudsman.")
LEFT = NN_("There is %(num)s more on the page.", "There are %(num)s more on the page.")
WAY = N_("%(way)s: %(contact)s")
ASK_FOR = N_("You can ask us to do this:")
STILL_TAKEN = N_("We still take some of these. The page says when.")
NOT_ALL = N_("This is not a full list. Ask for what you need, like large print, phone calls only or more time.")
NO_COST = N_("Our policy does not mention a cost. If you want to be sure, phone us on %(phone)s.")
RULE = N_("The rule is in %(source)s.")
WHO_READS, HOW_LONG = N_("Who reads it"), N_("How long we keep it")
READERS = N_(
    "The people at %(landlord)s who deal with complaints. If you ask us to look again, the people who do that read it "
    "too."
)
OTHERS = N_("We show it to others only when we need to, to look into your complaint, or when the law says so.")
UNSENT = N_("Answers you have not sent: 30 days after you last changed them. You can clear them yourself at any time.")
SENT = N_("Complaints: for as long as our rules on keeping records say. Ask us if you want to know.")
YOURS = N_("You can ask to see what we keep about you, and ask us to correct it.")
