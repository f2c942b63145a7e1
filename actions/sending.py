"""Sending what was answered, once: a complaint, a compliment, the next stage, a message, the wish for a person."""

from abc import abstractmethod
from collections.abc import Iterable
from dataclasses import replace
from uuid import NAMESPACE_URL, uuid5

from rasa_sdk.events import FollowupAction, SlotSet

from actions.about_case import IN_CASE, opened_case, tell_dates
from actions.answers import has_begun, main_ways
from actions.journeys import (
    ADJUSTMENT,
    BEGUN,
    CHECK,
    COMPLAINT,
    CONTACT,
    ESCALATION,
    FEEDBACK,
    MESSAGE,
)
from actions.talk import Button, PutrightAction, RasaEvent, Talk, payload
from portal.access.codes import RENEWED_FOR
from portal.conversation_words import conversation_text
from portal.domain.commands import Escalate, Send
from portal.domain.deadlines import RESPOND
from portal.domain.errors import ImpossibleMove, Incomplete, NotKept, UnfinishedDraft
from portal.domain.events import Escalated, Made
from portal.domain.kept import Words
from portal.domain.terms import Kind
from portal.domain.words import N_
from portal.services.adjustments import NOTHING_ASKED, ask_for_adjustments
from portal.services.casework import CaseFile, carry_out, open_file
from portal.services.complaints import Receipt, give_feedback, make_complaint
from portal.services.contact import ask_for_person
from portal.services.drafts import finished_answers, keep
from portal.services.new_words import new_words
from portal.triage_words import SENT, hints

HEARING = "in_person"


class Sending(PutrightAction):
    """Sends one journey once: the draft decides, and sending again says the same again."""

    def name(self) -> str:
        """`action_make_complaint`, `action_send_feedback`…"""
        return (self.journey or COMPLAINT).sends

    def act(self, talk: Talk) -> Iterable[RasaEvent]:
        """Send it, or say plainly that it was not received."""
        journey = self.journey or COMPLAINT
        try:
            events = list(self.send(talk))
        except UnfinishedDraft:
            return [SlotSet(journey.slot_of(CHECK), None), FollowupAction(journey.form)]
        except NotKept:
            phone = talk.policy.contacts.phone
            talk.say(NOT_RECEIVED, phone=phone, buttons=[talk.button(N_("Try again"), payload("carry_on"))])
            return [SlotSet(journey.slot_of(CHECK), None)]
        return [*(SlotSet(slot, None) for slot in journey.slots), SlotSet(BEGUN, COMPLAINT.id), *events]

    @abstractmethod
    def send(self, talk: Talk) -> Iterable[RasaEvent]:
        """Send it and tell. Raises UnfinishedDraft, NotKept."""


class MakeComplaint(Sending):
    """Makes the complaint, the request for work, or both."""

    journey = COMPLAINT

    def send(self, talk: Talk) -> Iterable[RasaEvent]:
        """Make it. Asking again gives the same reference."""
        receipt = make_complaint(talk.office, talk.draft)
        made = talk.office.store.case(receipt.reference).made
        self._tell(talk, receipt, made)
        return _made(talk, receipt.reference)

    def _tell(self, talk: Talk, receipt: Receipt, made: Made) -> None:
        if made.kind is Kind.COMPLAINT:
            talk.say(N_("We have your complaint. Your reference is %(reference)s."), reference=receipt.reference)
            tell_dates(talk, made.told, DATES)
            answers = COMPLAINT.questions.kept(talk.draft.answers, talk.policy)
            if hints(answers, talk.policy, made.happened_on, talk.wording):
                talk.say(SENT)
        else:
            talk.say(N_("We pass it on today. Your reference is %(reference)s."), reference=receipt.reference)
        if receipt.service_request:
            talk.say(ALSO_PASSED_ON, reference=receipt.service_request)
        if talk.on_page:
            talk.say(
                N_("Your code and your dates are on this page. Keep them: %(address)s"),
                address=talk.address("complain/done"),
            )


class SendFeedback(Sending):
    """Keeps a compliment or a suggestion."""

    journey = FEEDBACK

    def send(self, talk: Talk) -> Iterable[RasaEvent]:
        """Keep it and thank them."""
        draft = talk.draft
        reference = draft.reference or give_feedback(talk.office, draft).reference
        kind = talk.office.store.case(reference).made.kind
        words = THANKED if kind is Kind.COMPLIMENT else NOTED
        tell_done(talk, words, reference=reference)
        return ()


class SendEscalation(Sending):
    """Asks for the next stage (Code 6.12). Late is sent all the same."""

    journey = ESCALATION

    def send(self, talk: Talk) -> Iterable[RasaEvent]:
        """Ask for it, and tell who answers and by when."""
        answers, file = finished_answers(talk.office, talk.draft), the_case(talk)
        if file is None:
            return ()
        said = str(answers.get("words", ""))
        command = Escalate(_once(talk, said) if said else None, hearing=answers.get("hearing") == HEARING)
        if not talk.draft.reference:
            try:
                carry_out(talk.office, file.case.reference, command)
            except ImpossibleMove:  # asked for on the page meanwhile, or closed
                if not file.case.happened(Escalated):
                    talk.say(IN_CASE, address=talk.address("case"), phone=talk.policy.contacts.phone)
                    return ()
            mark_sent(talk, file.case.reference)
        file = open_file(talk.office, file.case.reference)
        stage, due = file.policy.stage(file.case.stage), file.deadline(RESPOND)
        tell_done(talk, WENT_ON, stage=talk.wording.say(stage.name))
        if due:
            talk.say(ANSWER_BY, day=due.due)
        return ()


class SendMessage(Sending):
    """Gives a message to whoever deals with the case."""

    journey = MESSAGE

    def send(self, talk: Talk) -> Iterable[RasaEvent]:
        """Give it."""
        answers, file = finished_answers(talk.office, talk.draft), the_case(talk)
        if file is None:
            return ()
        if not talk.draft.reference:
            carry_out(talk.office, file.case.reference, Send("landlord", _once(talk, str(answers["words"]))))
            mark_sent(talk, file.case.reference)
        tell_done(talk, GIVEN, address=talk.address("case/photos"))
        return ()


class SendContact(Sending):
    """Asks a person to contact them, and gives that person the conversation."""

    journey = CONTACT

    def send(self, talk: Talk) -> Iterable[RasaEvent]:
        """Ask for it: a task for staff, with the case that is open or by itself."""
        if not talk.draft.reference:
            said = talk.office.store.conversation(str(talk.tracker.get_slot("sender")))
            told = conversation_text(talk.tracker.events, talk.wording, said)
            ask_for_person(talk.office, talk.draft, told)
        tell_done(talk, ASKED_FOR, phone=talk.policy.contacts.phone)
        return ()


class SendAdjustment(Sending):
    """Asks for something to be done differently: for whoever has a case open, else with a reference of its own."""

    journey = ADJUSTMENT

    def send(self, talk: Talk) -> Iterable[RasaEvent]:
        """Ask for it. Where nothing was chosen and nothing written, what helps is asked again."""
        wanted = talk.draft.answers.get("case")
        if wanted and not talk.draft.reference and the_case(talk) is None:
            return ()
        try:
            receipt = ask_for_adjustments(talk.office, talk.draft)
        except Incomplete:
            talk.say(NOTHING_ASKED)
            keep(talk.office, talk.draft, lambda latest: latest.without("needs").without("need_words"))
            raise UnfinishedDraft("needs") from None
        if wanted:
            if not talk.draft.reference:
                mark_sent(talk, receipt.reference)
            tell_done(talk, ASKED_FROM_CASE, address=talk.address("case/adjustments"))
        else:
            talk.say(ASKED_BY_ITSELF, reference=receipt.reference, phone=talk.policy.contacts.phone)
            if talk.on_page:
                talk.say(
                    N_("Your code is on this page. Keep it: %(address)s"), address=talk.address("adjustments/asked")
                )
            _say_what_next(talk)
            return _made(talk, receipt.reference)
        return ()


def _made(talk: Talk, reference: str) -> list[RasaEvent]:
    """A case that was just made: its code can be shown."""
    made = talk.office.store.case(reference).made
    is_fresh = talk.office.clock() - made.recorded_at <= RENEWED_FOR
    return [SlotSet("made", reference if is_fresh else None)]


def the_case(talk: Talk) -> CaseFile | None:
    """The case that is open and that this is about; else says how to open it, and keeps what was written."""
    file, draft = opened_case(talk), talk.draft
    wanted = draft.reference or draft.answers.get("case")
    if file and file.case.reference == wanted:
        return file
    talk.say(IN_CASE, address=talk.address("case"), phone=talk.policy.contacts.phone)
    return None


def _once(talk: Talk, text: str) -> Words:
    """Words with an id of the draft's own, so that sending twice says it once."""
    return replace(new_words(text), id=uuid5(NAMESPACE_URL, f"{talk.draft.id} {text}").hex)


def mark_sent(talk: Talk, reference: str) -> None:
    """This draft became, or was sent to, the case with this reference: it is not sent again."""
    keep(talk.office, talk.draft, lambda latest: latest.made(reference))


def tell_done(talk: Talk, words: str, **values: object) -> None:
    """Say that it is done; a complaint that was begun can be carried on with."""
    talk.say(words, values, buttons=_ways_on(talk))


def _say_what_next(talk: Talk) -> None:
    talk.say(N_("What would you like to do?"), buttons=_ways_on(talk))


def _ways_on(talk: Talk) -> list[Button]:
    carry_on = [talk.button(N_("Carry on with it"), payload("carry_on"))]
    return carry_on if has_begun(talk) else main_ways(talk)


NOT_RECEIVED = N_(
    "We did not receive it. Something is wrong on our side. Your answers are kept. "
    "Try again in a few minutes, or phone us on %(phone)s."
)
DATES = N_(
    "We write to you by %(acknowledge)s to say how we understand it. You get our answer by %(respond)s at the latest."
)
ALSO_PASSED_ON = N_("We also pass it on to the people who do the work. That has the reference %(reference)s.")
THANKED = N_("We have your thanks and will pass them on. Your reference is %(reference)s.")
NOTED = N_("We have your idea and will pass it on. Your reference is %(reference)s.")
WENT_ON = N_("You asked us to look again. It is at %(stage)s now.")
ANSWER_BY = N_("You get our answer by %(day)s at the latest.")
GIVEN = N_("We have your message. To add photos, use this page: %(address)s")
ASKED_FOR = N_("A person has been told and can see what you wrote here. You can also phone us on %(phone)s.")
ASKED_FROM_CASE = N_("We have what you asked for. A person looks at it and answers you. See it here: %(address)s")
ASKED_BY_ITSELF = N_(
    "We have what you asked for. Your reference is %(reference)s. A person looks at it and answers you. "
    "To ask about it, phone us on %(phone)s."
)
SENDINGS: tuple[type[Sending], ...] = (
    MakeComplaint, SendFeedback, SendEscalation, SendMessage, SendContact, SendAdjustment,
)  # fmt: skip
