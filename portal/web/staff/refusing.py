"""Not taking a complaint, or not further (Code 2.4, 5.11), and taking that back."""

from portal.domain.commands import Accept, Command, Refuse
from portal.domain.events import Accepted, Refused
from portal.domain.statutory import binding
from portal.domain.terms import Exclusion
from portal.domain.triage import doubt, might_apply
from portal.domain.words import N_
from portal.outbox.taken import MAY_TELL_US, NOT_AGREED, REFUSED, REFUSED_AGAIN
from portal.services.casework import try_out
from portal.triage_words import about
from portal.web.case import shown
from portal.web.here import gettext as _
from portal.web.staff.desk import Action, Desk
from portal.web.staff.telling import how_they_hear, ombudsman_in_a_line, their_words, with_ombudsman
from portal.web.typed import Field, field, line, text
from portal.wording import SOURCES

NOT_TAKEN, NOT_AGAIN = N_("We cannot take this complaint"), N_("We cannot look at it again")
TOLD = {NOT_TAKEN: REFUSED, NOT_AGAIN: REFUSED_AGAIN}


def pointed_to(desk: Desk) -> tuple[Exclusion, ...]:
    """What the policy leaves out and the answers point to, as they were when it reached us."""
    return might_apply(desk.file.answers, desk.file.policy, desk.case.made.happened_on)


def _named(desk: Desk) -> str:
    return NOT_TAKEN if desk.case.stage == desk.file.policy.stages[0].number else NOT_AGAIN


def _fields(desk: Desk) -> list[Field]:
    policy, pointed = desk.file.policy, pointed_to(desk)
    ordered = dict.fromkeys((*pointed, *policy.exclusions))
    options = [
        {"value": each.id, "text": _(each.words), "hint": "\n".join(_beside(desk, each, each in pointed))}
        for each in ordered
    ]
    considered = field(
        "longtext", "considered", _("Why does none of the exceptions apply?"), rows="4",
        hint=_("Needed where the part you chose has exceptions. The resident reads this."),
    )  # fmt: skip
    return [
        field("choice", "exclusion", _("Which part of our policy?"), options=options),
        field(
            "longtext", "reasons", _("Why does it apply to this complaint?"), rows="6",
            hint=_("Say what shows it: what they wrote, letters, dates. The resident reads this."),
        ),
        *([considered] if any(each.unless for each in policy.exclusions) else []),
    ]  # fmt: skip


def _beside(desk: Desk, exclusion: Exclusion, is_pointed_to: bool) -> list[str]:
    """All that is to be known of a part of the policy before it is chosen."""
    marked = [_("Might apply from what was told.")] if is_pointed_to else []
    doubted = [_(doubt(exclusion))] if _is_bound(desk) and doubt(exclusion) else []
    return [*marked, *about(exclusion, shown.wording()).lines, *doubted]


def _is_bound(desk: Desk) -> bool:
    """Does the statutory Code bind this stage?"""
    started = {number: each.started for number, each in desk.case.stages.items()}
    return binding(desk.file.policy, desk.case.stage, started).stage is not None


def _intro(desk: Desk) -> list[str]:
    return [
        _("A complaint is taken unless there is a good reason, for this one complaint, and something shows it."),
        _(
            "The resident is told the reason, and that the %(name)s can look at it.",
            name=desk.file.policy.ombudsman.name,
        ),
    ]


def _command(desk: Desk) -> Command:
    return Refuse(line("exclusion"), desk.words("reasons"), desk.words("considered"))


def _chosen(desk: Desk) -> Exclusion:
    refused = try_out(desk.office, desk.case.reference, _command(desk), by=desk.by).events[0]
    assert isinstance(refused, Refused)  # noqa: S101  for the types
    found = desk.file.policy.exclusion(refused.exclusion)
    assert found is not None  # noqa: S101  the rules take no other
    return found


def _preview(desk: Desk) -> list[Field]:
    """The letter: the part of the policy, the other road, the reasons, the exceptions, the Ombudsman (Code 2.4)."""
    exclusion, say = _chosen(desk), shown.wording().say
    hint = about(exclusion, shown.wording())
    source = say(N_("Where this rule is: %(source)s."), source=say(SOURCES["policy"], part=exclusion.source))
    parts = (
        (_("What we decided"), (_(TOLD[_named(desk)]),)),
        (_("What our policy says"), (hint.words, *hint.lines, source)),
        (_("Why we cannot take it"), (text("reasons"),)),
        (_("Which exceptions we thought of"), (text("considered"),)),
        (_("If you do not agree"), (ombudsman_in_a_line(desk.file.policy), _(NOT_AGREED), _(MAY_TELL_US))),
    )
    return [{"heading": heading, "words": "\n".join(words)} for heading, words in parts if any(words)]


def _minds(desk: Desk) -> list[str]:
    doubted = doubt(_chosen(desk)) if _is_bound(desk) else ""
    return [_(doubted), _("You can still send it. Ask a manager if you are not sure.")] if doubted else []


REFUSE = Action(
    title=NOT_TAKEN,
    named=_named,
    text=N_("For a reason in our policy, with what shows it."),
    submit=N_("Read it before you send it"),
    done=N_("The resident was told why we cannot, and what they can do."),
    icon="exit",
    event=Refused,
    fields=_fields,
    command=_command,
    offered=lambda desk: bool(desk.file.policy.exclusions),
    intro=_intro,
    sends=with_ombudsman,
    aside=their_words,
    preview=_preview,
    minds=_minds,
)


def _why_not(desk: Desk) -> list[Field]:
    """What was refused, and why: to be read before it is taken back."""
    refused = [event for event in desk.case.events if isinstance(event, Refused)][-1:]
    return [{"heading": _("Why we could not"), "words": shown.said(desk.file, each.reasons)} for each in refused]


ACCEPT = Action(
    title=N_("Look into it after all"),
    text=N_("Takes the refusal back."),
    submit=N_("Take it back and tell the resident"),
    done=N_("The refusal was taken back, and the resident was told."),
    icon="check",
    event=Accepted,
    fields=lambda desk: [
        field("longtext", "reason", _("Why do we look into it now?"), hint=_("The resident reads this."), rows="4")
    ],
    command=lambda desk: Accept(desk.words("reason")),
    sends=how_they_hear,
    aside=lambda desk: [*_why_not(desk), *their_words(desk)],
)
