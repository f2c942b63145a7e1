"""What staff are asked to do besides the next step, in words."""

from typing import cast

from flask import url_for

from portal import consent_words
from portal.case_words import responder
from portal.clock import london_day
from portal.domain import adjustments
from portal.domain.events import REPRESENTATIVE, Escalated
from portal.domain.people import Person
from portal.domain.person_messages import NEED_TASKS
from portal.domain.words import N_
from portal.outbox.letters import POST
from portal.outbox.read_aloud import ALOUD
from portal.store import TaskRow
from portal.web.case import shown
from portal.web.here import gettext as _
from portal.web.here import office
from portal.web.staff.desk import Desk
from portal.web.staff.letters import to_post
from portal.web.typed import Field

TASKS = {
    "read_message": N_("Read the resident's message"),
    "contact": N_("Contact the resident, the way and at the time they asked for"),
    "pass_on": N_("Pass the request on to the people who do the work"),
    "hand_over": N_("Send it to %(body)s, who answers at this stage"),
    "hearing": N_("Agree with the resident when and where they are heard in person"),
    "survey": N_("Ask the resident how satisfied they are"),
    "read_aloud": N_("Record it read aloud, and send the recording to the resident"),
    "tell_receipt": N_("Tell the resident that we have it, with the reference and the dates"),
    "tell_acknowledgement": N_("Tell the resident how we understand it"),
    "tell_extension": N_("Tell the resident the new date and why"),
    "tell_answer": N_("Send the resident the answer"),
    "tell_escalation": N_("Tell the resident that it went to the next stage, and the dates"),
    "tell_closing": N_("Tell the resident that the case is closed"),
    "tell_withdrawn": N_("Tell the resident that we have stopped, as they told us to"),
    "tell_message": N_("Give the resident our message"),
    "tell_refusal": N_("Tell the resident that we cannot look into it, why, and about the Ombudsman"),
    "tell_accepted": N_("Tell the resident that we look into it after all"),
    "tell_update": N_("Tell the resident how it stands"),
    "tell_action": N_("Tell the resident what was done to put it right"),
    "tell_more_time": N_("Tell the resident that they have more time, and until when"),
    "tell_paused": N_("Tell the resident that our own dates wait, and why"),
    "tell_resumed": N_("Tell the resident that our own dates run again"),
    "tell_new_code": N_("Tell the resident that a new code was given, and that the old one has ended"),
    "tell_date_moved": N_("Tell the resident that a date has moved, and why"),
    "decide_adjustment": N_("Answer what the resident asks us to do differently"),
    "decide_adjustment_again": N_("The resident does not agree with our answer on what they need. Look at it again"),
    "read_signed_form": N_("Look at the signed form that came in, and write down what the resident allows"),
    "review_adjustment": N_("Ask the resident if what we do differently still helps"),
    "tell_adjustment_acknowledged": N_("Tell the resident that we have what they asked us to do differently"),
    "tell_adjustment_agreed": N_("Tell the resident what we do differently for them"),
    "tell_adjustment_declined": N_("Tell the resident what we cannot do, why, and that they need not agree"),
    "tell_adjustment_reviewed": N_("Tell the resident that we go on doing it differently"),
    "tell_adjustment_ended": N_("Tell the resident that we stop doing it differently"),
    "tell_contact_changed": N_("Tell the resident that we have the new way to reach them"),
    "tell_consent_asked": N_("Ask the resident, alone, if they let this person act for them"),
    "tell_consent_confirmed": N_("Tell the resident who may act for them now, and how far"),
    "tell_consent_narrowed": N_("Tell the resident what the person who acts for them may do now"),
    "tell_consent_extended": N_("Tell the resident until when the person who acts for them may go on"),
    "tell_consent_reminded": N_("Tell the resident that somebody may act for them only two weeks longer"),
    "tell_consent_expired": N_("Tell the resident that somebody does not act for them any more: the last day is over"),
    "tell_consent_withdrawn": N_("Tell the resident that somebody does not act for them any more"),
    "read_record_aloud": N_("Record what we wrote about what they need and who acts for them, and send the recording"),
    "record_audio": N_("Record what we wrote so far, read aloud, and send it to the resident"),
    "book_interpreter": N_("Book an interpreter for talks and meetings"),
    "book_signer": N_("Book somebody who signs (BSL), or a relay service for calls"),
    "arrange_visit": N_("Agree with the resident when to visit them at home"),
    "arrange_venue": N_("Find a place to meet that is easy to get into and around"),
    "arrange_loop": N_("Find a place to meet that has a hearing loop"),
    "invite_support_worker": N_("Ask the resident's support worker or carer to come too"),
    "pay_travel": N_("Pay what it costs the resident to travel"),
    "pay_carer": N_("Pay what it costs to have someone cared for meanwhile"),
    "deal_with_first": N_("Deal with this resident first"),
    "refer_mediation": N_("Find a mediator from outside, and put the resident in touch"),
    "refer_advocacy": N_("Tell the resident who can speak for them, and put them in touch"),
    "signpost": N_("Tell the resident who else can help them, and put them in touch"),
}
TO_REPRESENTATIVE = {
    "tell_received": N_("Tell %(who)s, who acts for the resident, that we have it, and no more"),
    "tell_consent_confirmed": N_("Tell %(who)s that they may act for the resident now, and how far"),
    "tell_consent_refused": N_("Tell %(who)s that the resident does not want them to act. Give no reasons"),
    "tell_consent_narrowed": N_("Tell %(who)s what they may do for the resident now"),
    "tell_consent_extended": N_("Tell %(who)s until when they may act for the resident"),
    "tell_consent_expired": N_("Tell %(who)s that they do not act for the resident any more: the last day is over"),
    "tell_consent_withdrawn": N_("Tell %(who)s that they do not act for the resident any more. Give no reasons"),
}
"""What somebody who acts for the resident is told by a person."""
TELL_THEM_TOO = N_("Tell %(who)s, who acts for the resident, what we wrote to the resident, or would have")
TELL, CONTACT = "tell_", "contact"
PHONE_THEM, DO_NOT_PHONE = N_("Phone them: we agreed on that"), N_("Do not phone them: we agreed on that")
FROM_OUTSIDE = tuple(NEED_TASKS[need] for need in adjustments.FROM_OUTSIDE)
PRINT_AND_POST = N_("Print this letter and post it")


def open_tasks(desk: Desk) -> list[Field]:
    """The open tasks of a case, oldest first."""
    return [
        {
            "what": _words(desk, task),
            "url": url_for("staff.task_done", id=task.id),
            "day": shown.wording().day(london_day(task.made_at)),
            "letters": to_post(task) if task.kind.startswith(POST) else [],
            "aloud": url_for("staff.words_to_read", reference=desk.case.reference, id=task.id)
            if task.kind in ALOUD
            else "",
        }
        for task in office().store.tasks(desk.case.reference)
    ]


def _words(desk: Desk, task: TaskRow) -> str:
    if task.kind.startswith(POST):
        return _(PRINT_AND_POST)
    if task.kind in NEED_TASKS.values():
        return ". ".join([_(TASKS[task.kind]), *_who_helps(desk, task)])
    kind, _colon, recipient = task.kind.partition(":")
    if recipient.startswith(REPRESENTATIVE):
        return _(TO_REPRESENTATIVE.get(kind, TELL_THEM_TOO), who=_who_acts(desk, recipient))
    if task.kind == "hand_over":
        return _hand_over(desk, task)
    return ". ".join([_(TASKS.get(task.kind, task.kind)), *_agreed_way(desk, task)])


def _agreed_way(desk: Desk, task: TaskRow) -> list[str]:
    """What to mind where somebody has to be told, or reached."""
    needs = desk.file.needs
    agreed = ((needs.phone_only, PHONE_THEM), (needs.no_phone or needs.letter_only, DO_NOT_PHONE))
    return [_(words) for is_so, words in agreed if is_so and task.kind.startswith((TELL, CONTACT))]


def _who_acts(desk: Desk, recipient: str) -> str:
    """The name of somebody who acts for the resident, and how to reach them."""
    person = desk.file.acting(desk.office.today).people.get(recipient.removeprefix(REPRESENTATIVE), Person())
    return ", ".join(filter(None, (person.name, person.phone, person.email))) or _(consent_words.WITHOUT_NAME)


def _who_helps(desk: Desk, task: TaskRow) -> list[str]:
    """Who from outside can help with it, where our policy names somebody."""
    bodies = desk.file.policy.advice if task.kind in FROM_OUTSIDE else ()
    return [", ".join(filter(None, (body.name, body.phone, body.website))) for body in bodies]


def _hand_over(desk: Desk, task: TaskRow) -> str:
    """To whom, and how to reach them."""
    policy, escalated = desk.file.policy, cast(Escalated, desk.case.events[task.number - 1])
    stage = policy.stage(escalated.stage)
    body = policy.bodies.get(stage.held_by)
    reach = [body.email, body.phone] if body else []
    words = _(TASKS[task.kind], body=responder(stage, policy, shown.wording()))
    return ". ".join([words, *filter(None, reach)])
