"""Where a case is, when they hear and how it can go on: from the case itself, else from what the policy promises."""

from collections.abc import Iterable, Mapping
from datetime import date

from rasa_sdk.events import FollowupAction

from actions.reached import wants_to_be_reached_otherwise
from actions.talk import Button, PutrightAction, RasaEvent, Talk, payload
from portal import case_words
from portal.domain.case import OVER, Phase, StageDates
from portal.domain.case_dates import may_go_on, upcoming
from portal.domain.deadlines import ACKNOWLEDGE, NOT_OUR_DUTY, RESPOND, SURVEY, Deadline, deadlines
from portal.domain.errors import NotFound
from portal.domain.events import Withdrawn
from portal.domain.person_events import ConsentWithdrawn
from portal.domain.person_record import CONSENT_MOVES
from portal.domain.terms import Kind
from portal.domain.words import N_
from portal.services.casework import CaseFile, open_file
from portal.wording import WHAT


class CheckStatus(PutrightAction):
    """Where a case is, for somebody who has opened it with reference and code."""

    action = "action_check_status"

    def act(self, talk: Talk) -> Iterable[RasaEvent]:
        """Tell them, or say how to open it."""
        file = opened_case(talk)
        if file is None:
            tried = talk.tracker.get_slot("door")
            if tried:
                talk.say(DOORS[tried])
            tell_how_to_open(talk)
            return ()
        if not talk.in_form and wants_to_be_reached_otherwise(talk.text):
            return [FollowupAction("action_what_next")]
        case = file.case
        if case.kind is Kind.COMPLAINT:
            talk.say(N_("Your case %(reference)s is at %(stage)s."), reference=case.reference, stage=_stage(file, talk))
        talk.tell(case_words.status(case, file.policy, talk.wording))
        tell_next(talk, file)
        tell_ways_on(talk, file)
        if not talk.in_form:
            talk.say(N_("What would you like to do?"), buttons=ways_on(talk, file))
        return ()


class AskTimescales(PutrightAction):
    """When will I hear? The case's own dates, or what the policy promises from today."""

    action = "action_ask_timescales"

    def act(self, talk: Talk) -> Iterable[RasaEvent]:
        """Tell them, with the source."""
        file = opened_case(talk)
        if file:
            tell_next(talk, file)
            return ()
        tell_promised(talk)
        talk.say(SOURCE, title=talk.policy.full_title, address=talk.address("how-complaints-work"))
        return ()


def opened_case(talk: Talk) -> CaseFile | None:
    """The case this person has opened, if any."""
    reference = talk.tracker.get_slot("opened")
    try:
        return open_file(talk.office, str(reference)) if reference else None
    except NotFound:
        return None


def tell_how_to_open(talk: Talk) -> None:
    """Where reference and code go: into the small form on our page, else into a message."""
    like = f"{talk.policy.letters}-7K3F-92QD"
    talk.say(OPEN_HERE if talk.on_page else OPEN_FIRST, reference=like, address=talk.address("case"))
    if talk.on_page:
        talk.dispatcher.utter_message(json_message={"sign_in": True})


def tell_promised(talk: Talk) -> None:
    """The dates that the policy promises for a complaint that is made today."""
    policy = talk.policy
    first = {policy.stages[0].number: StageDates(talk.office.today)}
    promised = deadlines(first, policy, talk.office.calendar(policy))
    tell_dates(talk, {each.kind: each.due for each in promised}, FROM_TODAY)


def tell_dates(talk: Talk, told: Mapping[str, date], both: str) -> None:
    """The dates we keep. `both` says those of the acknowledgement and the answer; any other has its own line."""
    kept = {kind: day for kind, day in told.items() if kind not in (*NOT_OUR_DUTY, SURVEY)}
    lines = [talk.wording.say(both, **kept)] if {ACKNOWLEDGE, RESPOND} <= set(kept) else []
    left = [kind for kind in kept if not lines or kind not in (ACKNOWLEDGE, RESPOND)]
    lines += [talk.wording.say(BY, what=talk.wording.say(WHAT[kind]), day=kept[kind]) for kind in left]
    if RESPOND not in kept:
        lines.append(talk.wording.say(case_words.NO_TIME))
    talk.tell("\n".join(lines))


def tell_next(talk: Talk, file: CaseFile) -> None:
    """The next date and its working."""
    due = upcoming(file.case, file.deadlines)
    if due:
        _tell_date(talk, file, due)
    if no_time := case_words.no_time(file.case, file.deadlines, talk.wording):
        talk.tell(no_time)
    elif due is None:
        talk.say(WHY_IS_THERE if file.case.phase is Phase.REFUSED else NO_DATE)


def _tell_date(talk: Talk, file: CaseFile, due: Deadline) -> None:
    told = talk.wording.explain(due, talk.office.today, file.case.events)
    talk.say(BY, what=told.what, day=told.day)
    talk.tell(" ".join((*told.why, talk.wording.say(N_("The rule is in %(source)s."), source=told.source))))
    if told.late:
        talk.say(N_("That day has passed. We are late. You can ask the Housing Ombudsman to press us for an answer."))


def ways_on(talk: Talk, file: CaseFile) -> list[Button]:
    """What can be done with an open case here, as buttons."""
    later = may_go_on(file.case, file.policy)
    asked = talk.wording.say(case_words.ASK_FOR, stage=talk.wording.say(later.name)) if later else ""
    return [
        talk.button(N_("Write to us about it"), payload("begin", journey="message")),
        *([{"title": asked, "payload": payload("begin", journey="escalation")}] if later else []),
        talk.button(N_("Speak to a person"), payload("talk_to_person")),
        talk.button(N_("Something else"), payload("help")),
    ]


def more_ways(talk: Talk, file: CaseFile) -> list[Button]:
    """What else can be done with an open case here, as buttons."""
    stands = (each.standing for each in file.record.representations.values())
    acts = any((ConsentWithdrawn, standing) in CONSENT_MOVES for standing in stands)
    return [
        talk.button(N_("Change how you reach me"), payload("begin", journey="reach")),
        talk.button(N_("Let somebody act for me"), payload("begin", journey="representative")),
        *([talk.button(N_("Stop somebody acting for me"), payload("withdraw_consent"))] if acts else []),
        talk.button(N_("I need something done differently"), payload("request_adjustment")),
        *([talk.button(STOP, payload("withdraw"))] if file.case.allows(Withdrawn) else []),
    ]


def tell_ways_on(talk: Talk, file: CaseFile) -> bool:
    """How the case can go on now; False where it cannot yet."""
    case, policy, say = file.case, file.policy, talk.wording.say
    later = may_go_on(case, policy)
    is_final = case.phase is not Phase.REFUSED and case_words.is_final_for_the_code(case)
    lines = []
    if case.phase is Phase.REFUSED:
        lines.append(say(REFUSED, name=policy.ombudsman.name, phone=policy.ombudsman.phone))
    elif is_final and case.phase in (Phase.ANSWERED, *OVER):
        lines.append(say(OMBUDSMAN_NOW, name=policy.ombudsman.name, phone=policy.ombudsman.phone))
    if later:
        who = case_words.responder(later, policy, talk.wording)
        words = ONLY_IF_WANTED if is_final else NEXT if case.stages[case.stage].answered else WITHOUT_ANSWER
        lines.append(say(words, stage=say(later.name), who=who, address=talk.address("case/escalate")))
    if lines:
        talk.tell("\n".join(lines))
    return bool(lines)


def _stage(file: CaseFile, talk: Talk) -> str:
    return talk.wording.say(file.policy.stage(file.case.stage).name)


BY = N_("%(what)s: by %(day)s.")
NO_DATE = N_("You are not waiting for a date from us now. Your case page has our answer and what you can do next.")
WHY_IS_THERE = N_("Your case page says why, and what you can do.")
REFUSED = N_("If you do not agree that we cannot take it, you can ask the %(name)s to look at our decision: %(phone)s.")
OMBUDSMAN_NOW = N_("If you are not happy with our answer, you can go to the %(name)s now: %(phone)s.")
ONLY_IF_WANTED = N_("If you want to, you can ask for %(stage)s before that: %(address)s. You do not have to.")
NEXT = N_(
    "If you are not happy with our answer, you can ask for %(stage)s here: %(address)s. You do not have to say why. "
    "%(who)s answers you then."
)
WITHOUT_ANSWER = N_(
    "You can ask for %(stage)s now. You do not have to wait for our answer: %(address)s. %(who)s answers you then."
)
IN_CASE = N_(
    "Open your case with your reference and code here: %(address)s. You can do it there, or phone us on %(phone)s."
)
OPEN_HERE = N_("To see your complaint, type its reference and your code below.")
OPEN_FIRST = N_(
    "To see your complaint, send me your reference and your code in one message. They look like %(reference)s and "
    "K7QM-3XRT-9D. Or open it here: %(address)s"
)
DOORS = {
    "wrong": N_("I cannot find a case with this reference and code. Check both and try again."),
    "wait": N_("There were many tries. Wait a minute and try again."),
    "half": N_("I need the reference and the code in the same message."),
    "acting": N_("You act for somebody. Open the case on its page: there you see what they allow you to see."),
}
FROM_TODAY = N_(
    "If you complain today, we write by %(acknowledge)s to say how we understand it. "
    "You get our answer by %(respond)s at the latest. If we need longer, we tell you why and until when."
)
SOURCE = N_("This comes from our %(title)s. You can read how it works here: %(address)s")
STOP = N_("Ask you to stop looking into it")
