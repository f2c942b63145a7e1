"""Our answer and what comes after it: both roads on, the next stage, more time to ask, the end."""

from collections.abc import Iterator
from typing import cast

from portal import case_words
from portal.blocks import Block, Heading, Items, Paragraph, Quote
from portal.domain.case_dates import may_go_on
from portal.domain.commands import DECISIONS
from portal.domain.deadlines import ESCALATE_BY, REFER_BY, SURVEY
from portal.domain.events import Answered, Closed, Escalated, MoreTimeGiven, Promise, Withdrawn
from portal.domain.policy import Stage
from portal.domain.words import N_
from portal.outbox.about import About
from portal.outbox.pieces import ADVICE, FINAL, LATE, in_english, ombudsman, quoted, when

LOOK_AGAIN = N_(
    "You can ask us to look again. You do not have to say why. Somebody who did not deal with it before "
    "looks at it at %(stage)s. Ask on your case page, or tell us in any other way."
)
ONLY_IF_WANTED = N_(
    "If you want to, you can ask for %(stage)s before you go to the Ombudsman. You do not have to. Ask on your case "
    "page, or tell us in any other way."
)
OMBUDSMAN_NOW = N_("You can ask them to look into your complaint now. You do not have to ask us first.")


def answer(about: About) -> Iterator[Block]:
    """Our answer, with the seven items of Code 6.9 and 6.19."""
    event, say = cast(Answered, about.event), about.wording.say
    stage = about.policy.stage(event.stage)
    outcomes = {each.id: each.words for each in about.policy.outcomes}
    yield Paragraph(say(N_("This is our answer to your complaint at %(stage)s."), stage=say(stage.name)))
    yield from in_english(about)
    yield from quoted(about, N_("What the complaint is about"), event.definition)
    yield Heading(say(N_("What we decided")))
    yield Paragraph(say(DECISIONS[event.decision]))
    if event.outcome in outcomes:
        yield Paragraph(say(outcomes[event.outcome]))
    yield Quote(about.written(event.decision_words))
    yield from quoted(about, N_("Why"), event.reasons)
    yield from quoted(about, N_("What puts it right"), event.remedy)
    if event.promises:
        yield Heading(say(N_("What we promise")))
        yield Items(tuple(_promise(about, each) for each in event.promises))
    yield from quoted(about, N_("What is still to be done"), event.outstanding)
    yield from _going_on(about, event)


def _promise(about: About, promise: Promise) -> str:
    words = about.written(promise.words)
    return about.wording.say(N_("%(what)s, by %(day)s"), what=words, day=promise.by) if promise.by else words


def _going_on(about: About, event: Answered) -> Iterator[Block]:
    """The next stage, the Ombudsman, or both; as the answer itself said (Code 5.3, 6.9, 6.19)."""
    say, ways = about.wording.say, event.going_on.split()
    later = next((stage for stage in about.policy.stages if f"stage:{stage.number}" in ways), None)
    yield Heading(say(N_("If you are not happy with this answer")))
    if later is None:
        yield Paragraph(say(N_("This is our final answer.")))
    else:
        yield Paragraph(say(ONLY_IF_WANTED if len(ways) > 1 else LOOK_AGAIN, stage=say(later.name)))
        yield from _who(about, later)
        yield from when(about, about.dates(ESCALATE_BY))
    yield from ombudsman(about, _ombudsman_road(ways))
    yield from when(about, about.dates(REFER_BY) if "ombudsman" in ways else ())


def _ombudsman_road(ways: list[str]) -> str:
    if "ombudsman" not in ways:
        return ADVICE
    return FINAL if len(ways) == 1 else OMBUDSMAN_NOW


def _who(about: About, stage: Stage) -> Iterator[Block]:
    """Who answers there, where that is somebody else; and how to be heard, where that is offered."""
    say = about.wording.say
    if stage.held_by:
        who = case_words.responder(stage, about.policy, about.wording)
        yield Paragraph(say(N_("%(who)s answers you there."), who=who))
    if stage.hearing:
        yield Paragraph(say(stage.hearing))


def escalation(about: About) -> Iterator[Block]:
    """It goes to the next stage, late or not (Code 6.10)."""
    event, say = cast(Escalated, about.event), about.wording.say
    stage = about.policy.stage(event.stage)
    before = about.case.stages[max(number for number in about.case.stages if number != event.stage)]
    asked = N_("You asked us to look again. Your complaint is now at %(stage)s.")
    went_on = N_("You asked for %(stage)s. Your complaint is there now.")
    yield Paragraph(say(asked if before.answered else went_on, stage=say(stage.name)))
    if event.late:
        yield Paragraph(say(N_("You asked after the date we gave you. We have sent it on all the same.")))
    yield Heading(say(N_("Who looks at it now")))
    yield Paragraph(case_words.responder(stage, about.policy, about.wording))
    if stage.gate:
        yield Paragraph(say(stage.gate))
    if event.hearing:
        yield Paragraph(say(N_("You want to be heard in person. We get in touch with you to agree on a day.")))
    dates = about.dates()
    yield from when(about, dates)
    if no_time := case_words.no_time(about.case, dates, about.wording):
        yield Paragraph(no_time)
    yield from ombudsman(about, ADVICE, LATE)


def more_time(about: About) -> Iterator[Block]:
    """The resident's own time is longer."""
    event, say = cast(MoreTimeGiven, about.event), about.wording.say
    yield Paragraph(say(N_("You have more time to ask us to look again: until %(day)s."), day=event.new_date))
    yield from in_english(about)
    yield from quoted(about, N_("Why"), event.reason)
    yield from when(about, about.dates(ESCALATE_BY))
    yield from ombudsman(about, ADVICE)


def closing(about: About) -> Iterator[Block]:
    """Nothing more to do, and what can be done all the same."""
    event, say = cast(Closed, about.event), about.wording.say
    yield Paragraph(say(N_("We have closed your case.")))
    yield from in_english(about)
    yield from quoted(about, N_("Why we closed it"), event.reason)
    if not about.is_complaint:
        return
    if about.dates(SURVEY):
        yield Paragraph(say(N_("We may ask you how we did. You do not have to answer.")))
    yield from _after_the_end(about)


def withdrawn(about: About) -> Iterator[Block]:
    """They told us to stop: what ends, what stays, and what they can do all the same."""
    event, say = cast(Withdrawn, about.event), about.wording.say
    yield Paragraph(say(N_("You told us that you want to stop. We do not look into it any more.")))
    yield from quoted(about, N_("What you told us"), event.reason)
    if any(each.promises for each in about.case.events if isinstance(each, Answered)):
        yield Paragraph(say(N_("What we promised you stays. We still do it.")))
    yield Paragraph(say(N_("You can tell us about it again at any time.")))
    if about.is_complaint:
        yield from _after_the_end(about)


def _after_the_end(about: About) -> Iterator[Block]:
    """The next stage, where it can still be asked for; the Ombudsman, as far as it is their turn."""
    say = about.wording.say
    is_final = case_words.is_final_for_the_code(about.case)
    if may_go_on(about.case, about.policy):
        yield Paragraph(say(N_("If you are not happy with our answer, you can still ask us to look again.")))
        yield from ombudsman(about, OMBUDSMAN_NOW if is_final else ADVICE)
    else:
        yield from ombudsman(about, FINAL if is_final else ADVICE)
