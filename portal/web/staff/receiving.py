"""How and when a complaint reached us, and what our policy calls it: asked before staff write it down."""

from portal.domain.policy import Policy
from portal.domain.terms import CHANNELS, Kind
from portal.domain.words import N_
from portal.web.here import gettext as _
from portal.web.here import office
from portal.web.staff.days import NO_DATE
from portal.web.typed import Field, day, field, line

RECEIVED, CHANNEL, CALLED = "received_on", "channel", "called"
USUAL = ("phone", "letter", "in_person")
NOT_WRITTEN_DOWN = ("website",)


def receiving_fields() -> list[Field]:
    """The ways that the policy names, the day, and its kinds of complaint where it has several."""
    options = [{"value": each, "text": _(CHANNELS[each])} for each in _ways(office().policy)]
    kinds = office().policy.named(Kind.COMPLAINT)
    called = [{"value": each.id, "text": _(each.name), "hint": _(each.words)} for each in kinds]
    return [
        field("choice", CHANNEL, _("How did it reach us?"), options=options),
        field(
            "date", RECEIVED, _("On which day did it reach us?"), value=office().today.isoformat(),
            hint=_("The clocks start on this day, whoever it reached first."),
        ),
        *([field("choice", CALLED, _("What kind of complaint is it?"), options=called)] if len(kinds) > 1 else []),
    ]  # fmt: skip


def wrong_receiving() -> dict[str, str]:
    """What is wrong with these answers, by field."""
    problems, policy = {}, office().policy
    if line(CHANNEL) not in _ways(policy):
        problems[CHANNEL] = N_("Choose how it reached us")
    received = day(RECEIVED)
    if received is None:
        problems[RECEIVED] = NO_DATE
    elif received > office().today:
        problems[RECEIVED] = N_("This day is still to come. Write the day it reached us")
    kinds = [each.id for each in policy.named(Kind.COMPLAINT)]
    if len(kinds) > 1 and line(CALLED) not in kinds:
        problems[CALLED] = N_("Choose what kind of complaint it is")
    return problems


def _ways(policy: Policy) -> tuple[str, ...]:
    """The ways to complain under this policy that somebody writes down."""
    return tuple(each.id for each in policy.channels if each.id not in NOT_WRITTEN_DOWN) or USUAL
