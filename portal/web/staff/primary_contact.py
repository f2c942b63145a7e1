"""One person whom a resident talks to: who can be chosen for it, and where it is shown."""

from portal.domain.adjustments import Need, meant
from portal.domain.words import N_
from portal.services.casework import CaseFile
from portal.services.primary_contact import had_a_part
from portal.services.staff import staff_name, working_staff
from portal.web.here import gettext as _
from portal.web.here import office
from portal.web.staff.desk import Desk
from portal.web.typed import Field, chosen, field, line

CONTACT, NOT_INVOLVED = "contact", "not_involved"
YES = "yes"
DECIDED = N_("They decided something about %(reference)s. Choose somebody who had no part in it")


def contact_fields(desk: Desk, choose: Field) -> list[Field]:
    """Who it is, and that they had no part in it. `choose` is the empty choice."""
    decided = had_a_part(desk.office, desk.file.record)
    part = {id: _("decided about %(reference)s", reference=reference) for id, reference in decided.items()}
    people = [
        {"value": each.id, "text": f"{each.name} ({part[each.id]})" if each.id in part else each.name}
        for each in working_staff(desk.office)
    ]
    sure = {"value": YES, "text": _("I made sure that they had no part in what the complaint is about")}
    return [
        field(
            "select", CONTACT, _("For one person to talk to: who?"), value=desk.file.record.primary_contact,
            hint=_("They deal with all the resident's cases from now on."), options=[choose, *people],
        ),
        field(
            "choices", NOT_INVOLVED, _("For one person to talk to: had they any part in it?"), value=[], options=[sure],
        ),
    ]  # fmt: skip


def wrong_contact(desk: Desk) -> dict[str, str]:
    """What is wrong with the choice: nobody, somebody who decided about it, or nobody made sure."""
    if not is_for_one_contact():
        return {}
    if line(CONTACT) not in {each.id for each in working_staff(desk.office)}:
        return {CONTACT: N_("Choose who they talk to")}
    if reference := had_a_part(desk.office, desk.file.record).get(line(CONTACT)):
        return {CONTACT: _(DECIDED, reference=reference)}
    return {} if is_sure() else {NOT_INVOLVED: N_("Make sure that they had no part in it, then tick this")}


def is_for_one_contact() -> bool:
    """Is that what is agreed on here?"""
    return meant(line("need")) == Need.ONE_CONTACT


def chosen_contact() -> str:
    """The id of whoever was chosen; empty where something else is agreed on."""
    return line(CONTACT) if is_for_one_contact() else ""


def is_sure() -> bool:
    """Did they tick that whoever they chose had no part in it?"""
    return YES in chosen(NOT_INVOLVED)


def minded_contact(desk: Desk) -> list[str]:
    """What to mind before somebody else gets the case."""
    name = staff_name(desk.office, desk.file.record.primary_contact) if desk.file.record.primary_contact else ""
    return [_("We agreed with the resident that they talk to %(name)s.", name=name)] if name else []


def contact_flag(file: CaseFile) -> list[str]:
    """Whom the resident talks to, for the list of cases."""
    name = staff_name(office(), file.record.primary_contact) if file.record.primary_contact else ""
    return [_("One contact: %(name)s", name=name)] if name else []
