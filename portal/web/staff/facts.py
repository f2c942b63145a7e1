"""What staff see of a case at a glance: where it stands, what to mind, and the facts about it."""

from portal.case_words import responder
from portal.domain.adjustments import Need, meant
from portal.domain.statutory import is_beyond_the_code
from portal.domain.terms import CHANNELS, Kind
from portal.domain.words import N_
from portal.services.casework import CaseFile, handler_name
from portal.services.staff import staff_name
from portal.web.case import shown
from portal.web.here import gettext as _
from portal.web.here import office
from portal.web.staff.desk import Desk
from portal.web.staff.hazards import hazard_alert
from portal.web.staff.pausing import THE_CODE_GOES_ON, is_paused
from portal.web.staff.refusing import pointed_to
from portal.web.staff.representing import hold_back
from portal.web.typed import Field

ON_THE_PORTAL = {"page": "website", "chat": "website"}
ONLY_OFFERED = N_("Only offered: the Ombudsman can be asked before it")


def kind_of(file: CaseFile) -> str:
    """What the policy calls this kind of case, or what we call it."""
    kind = file.policy.kind(file.case.made.called)
    return _(kind.name if kind else shown.TITLES_FOR_STAFF[file.case.kind])


def status(desk: Desk) -> str:
    """Kind, stage and phase in one line."""
    stage = _(desk.file.policy.stage(desk.case.stage).name)
    where = [stage] if desk.case.kind is Kind.COMPLAINT else []
    more = [_("our own dates wait")] if is_paused(desk) else []
    more += [_("the resident withdrew it")] if desk.case.is_withdrawn else []
    return ", ".join([kind_of(desk.file), *where, _(shown.PHASES[desk.case.phase]).lower(), *more])


def alerts(desk: Desk) -> list[str]:
    """What to mind before anything else."""
    said = [_("Do not leave a message. Speak only to the resident.")] if desk.file.person.is_unsafe_to_message else []
    said += hold_back(desk)
    said += hazard_alert(desk.file)
    if is_paused(desk):
        said.append(_(THE_CODE_GOES_ON))
    return said


def flags_of_needs(file: CaseFile) -> list[str]:
    """That we do something differently for this person, or owe them an answer; and that they come first."""
    in_place = {meant(each.need) for each in file.record.in_place}
    known = [(bool(in_place or file.record.waiting), N_("Adjustments")), (Need.PRIORITY in in_place, N_("Comes first"))]
    return [_(words) for wanted, words in known if wanted]


def facts(desk: Desk) -> list[Field]:
    """Who deals with it, who answers, how it came and how it is answered, and under which policy."""
    made, policy = desk.case.made, desk.file.policy
    stage, asked_for = policy.stage(desk.case.stage), desk.case.stages[desk.case.stage].started
    recorded = staff_name(office(), made.recorded_by) if made.recorded_by != made.decided_by else ""
    told = [
        (_("Deals with it"), handler_name(office(), desk.case) or _("Nobody yet")),
        (_("Answers at this stage"), responder(stage, policy, shown.wording())),
        (_("Can answer instead"), "; ".join(_(each) for each in stage.deputies)),
        (_("This stage"), _(ONLY_OFFERED) if is_beyond_the_code(policy, stage.number, asked_for) else ""),
        (_("Received"), shown.wording().day(made.happened_on)),
        (_("How it came"), channel_in_words(made.channel)),
        (_("How we answer"), _answered_by(desk)),
        (_("Written down by"), recorded),
        (_("Our policy might leave this out"), "; ".join(_(each.words) for each in pointed_to(desk))),
        (_("Policy"), policy.full_title),
    ]
    return [{"label": label, "value": value} for label, value in told if value]


def channel_in_words(channel: str) -> str:
    """How it came: on our own pages, or another way that a policy may name."""
    return _(shown.CHANNELS.get(channel) or CHANNELS.get(channel, channel))


def _answered_by(desk: Desk) -> str:
    """How what came this way is answered, where the policy says that it is another way."""
    came = ON_THE_PORTAL.get(desk.case.made.channel, desk.case.made.channel)
    ways = [way for each in desk.file.policy.channels if each.id == came for way in each.answered_by]
    return "; ".join(_(CHANNELS[way]) for way in ways)
