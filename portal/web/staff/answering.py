"""The written answer, with the seven items of Code 6.9 and 6.19: two of them are filled in by the software."""

from collections.abc import Mapping

from flask import request

from portal.case_words import roads
from portal.domain.case_dates import going_on, may_answer
from portal.domain.commands import DECISIONS, Command, GiveAnswer, Promised
from portal.domain.events import Acknowledged, Answered
from portal.domain.words import N_
from portal.services.casework import try_out
from portal.web.case import shown
from portal.web.here import gettext as _
from portal.web.here import office
from portal.web.staff.desk import Action, Desk
from portal.web.staff.telling import ombudsman_in_a_line, their_words, with_ombudsman
from portal.web.typed import Field, day, field, line, number, text

ROWS, MOST_ROWS = 2, 12
MISSING = {
    "definition": N_("Write what the complaint is about"),
    "decision": N_("Choose the decision"),
    "decision_words": N_("Write the decision in words"),
    "reasons": N_("Write the reasons for the decision"),
    "remedy": N_("Write what puts it right. If nothing does, say so and why"),
    "outstanding": N_("Write what is still to be done. If nothing is, write: nothing"),
    "going_on": N_("The policy does not say how to go on after this answer. Tell a manager"),
}
SAME_PERSON = N_("You answered an earlier stage of this complaint. Somebody else must answer this one (Code 6.13).")


def _fields(desk: Desk) -> list[Field]:
    decisions = [{"value": value, "text": _(words)} for value, words in DECISIONS.items()]
    return [
        field(
            "longtext", "definition", _("What the complaint is about"), value=_understanding(desk),
            hint=_("From the acknowledgement. Answer every point of it."),
        ),
        field("choice", "decision", _("Decision"), options=decisions),
        *_outcome_field(desk),
        field("longtext", "decision_words", _("The decision in words"), rows="4"),
        field("longtext", "reasons", _("Reasons for the decision"), hint=_("With what you looked at to decide.")),
        field(
            "longtext", "remedy", _("What puts it right"), rows="4",
            hint=_("If nothing does, say so and why. Each thing that we still do is a promise, below."),
        ),
        field(
            "longtext", "outstanding", _("What is still to be done"), rows="4",
            hint=_("If nothing is, write: nothing."),
        ),
        *(_promise_fields(desk, number) for number in range(1, _rows() + 1)),
    ]  # fmt: skip


def _outcome_field(desk: Desk) -> list[Field]:
    """How the policy itself calls what comes of a complaint, where it does."""
    choices = [{"value": each.id, "text": _(each.words)} for each in desk.file.policy.outcomes]
    return (
        [field("choice", "outcome", _("What our policy calls it"), options=choices, optional=True)] if choices else []
    )


def _promise_fields(desk: Desk, number: int) -> Field:
    remedies = [{"value": each.id, "text": _(each.words)} for each in desk.file.policy.remedies]
    kinds = [{"value": "", "text": _("Something else")}, *remedies]
    inner = [
        field("select", f"promise_{number}_remedy", _("Kind"), options=kinds),
        field("text", f"promise_{number}_words", _("What we promise")),
        field("date", f"promise_{number}_by", _("By when")),
    ]
    return {"kind": "group", "id": f"promise_{number}", "label": _("Promise %(num)s", num=number), "fields": inner}


def _rows() -> int:
    """How many rows for promises: as many as were there, one more if asked."""
    there = number("rows")
    rows = ROWS if there is None else there
    return min(rows + ("more" in request.form), MOST_ROWS)


def _given() -> list[int]:
    """The rows in which anything was written."""
    parts = ("remedy", "words", "by")
    return [n for n in range(1, _rows() + 1) if any(text(f"promise_{n}_{part}") for part in parts)]


def _hidden(desk: Desk) -> dict[str, str]:
    return {"rows": str(_rows())}


def _placed(problems: Mapping[str, str]) -> dict[str, str]:
    """The rules number the promises that were given; the form has empty rows between them."""
    placed = {}
    for name, words in problems.items():
        kind, _underline, rest = name.partition("_")
        number, _underline, part = rest.partition("_")
        placed[f"promise_{_given()[int(number) - 1]}_{part}" if kind == "promise" else name] = words
    return placed


def _understanding(desk: Desk) -> str:
    written = [event for event in desk.case.events if isinstance(event, Acknowledged)]
    return desk.file.words.get(written[-1].understanding.id, "") if written else ""


def _command(desk: Desk) -> Command:
    promises = tuple(
        Promised(line(f"promise_{n}_remedy"), desk.words(f"promise_{n}_words"), day(f"promise_{n}_by"))
        for n in _given()
    )
    return GiveAnswer(
        definition=desk.words("definition"),
        decision=line("decision"),
        decision_words=desk.words("decision_words"),
        reasons=desk.words("reasons"),
        remedy=desk.words("remedy"),
        outstanding=desk.words("outstanding"),
        promises=promises,
        outcome=line("outcome"),
    )


def missing_fields(items: tuple[str, ...]) -> dict[str, str]:
    """Where the form says what an incomplete answer lacks."""
    fields = {item: MISSING[item] for item in items}
    if "decision" in fields and line("decision"):
        del fields["decision"]
        fields["decision_words"] = MISSING["decision_words"]
    elif "decision" in fields and not text("decision_words"):
        fields["decision_words"] = MISSING["decision_words"]
    return fields


def _preview(desk: Desk) -> list[Field]:
    """The answer as the resident reads it: all seven items of the Code."""
    command = _command(desk)
    answered = try_out(desk.office, desk.case.reference, command, by=desk.by).events[0]
    assert isinstance(answered, Answered) and isinstance(command, GiveAnswer)  # noqa: S101, PT018  for the types
    promised = [f"{each.words.text} ({shown.wording().day(each.by)})" for each in command.promises if each.by]
    policy = desk.file.policy
    on = roads(policy, answered.going_on, answered.told, shown.wording())
    outcome = [_(each.words) for each in policy.outcomes if each.id == answered.outcome]
    return [
        {"heading": _("Stage"), "words": _(policy.stage(answered.stage).name)},
        {"heading": _("What the complaint is about"), "words": command.definition.text},
        {
            "heading": _("What we decided"),
            "words": "\n".join([_(DECISIONS[command.decision]), *outcome, command.decision_words.text]),
        },
        {"heading": _("Why"), "words": command.reasons.text},
        {"heading": _("What puts it right"), "words": "\n".join([command.remedy.text, *promised])},
        {"heading": _("What is still to be done"), "words": command.outstanding.text},
        {"heading": _("How to go on"), "words": "\n".join([*on, ombudsman_in_a_line(policy)])},
    ]


def _filled_in(desk: Desk) -> list[str]:
    """The two items that the software fills in, before a date is known."""
    policy = desk.file.policy
    stage = _("This is the answer at %(stage)s.", stage=_(policy.stage(desk.case.stage).name))
    on = roads(policy, going_on(desk.case, policy, office().today), {}, shown.wording())
    return [stage, *on, *with_ombudsman(desk)]


def _refused(desk: Desk) -> str:
    return "" if may_answer(desk.case, desk.file.policy, desk.by) else _(SAME_PERSON)


def _beside(desk: Desk) -> list[Field]:
    """Their words, and who may agree to pay money."""
    money = desk.file.policy.money
    said = [money.words, *(_("%(who)s may agree to it.", who=_(who)) for who in money.who)] if money else []
    paid = [{"heading": _("Money"), "words": "\n".join(_(each) for each in said)}] if money else []
    return [*their_words(desk), *paid]


ANSWER = Action(
    title=N_("Answer"),
    text=N_("The decision, the reasons, what puts it right, and by when."),
    submit=N_("Read it before you send it"),
    done=N_("The answer was sent."),
    icon="pencil",
    event=Answered,
    fields=_fields,
    command=_command,
    refused=_refused,
    instead="assign",
    sends=_filled_in,
    aside=_beside,
    hidden=_hidden,
    placed=_placed,
    preview=_preview,
    more=N_("Add a promise"),
)
