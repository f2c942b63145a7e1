"""Who looked at a case, and when: written down for everybody but the resident, who may read it."""

from flask import g, render_template, url_for

from portal.clock import london_day, london_time
from portal.domain.permissions import Right
from portal.domain.words import N_
from portal.services.casework import CaseFile, open_file
from portal.services.staff import STAFF, staff_name
from portal.store import Look
from portal.web.case import shown
from portal.web.case.blueprint import pages
from portal.web.case.people import name_by
from portal.web.guards import allowed, resident
from portal.web.here import gettext as _
from portal.web.here import office
from portal.web.readers import by
from portal.web.typed import Field

PAGES = {"case": N_("The case"), "file": N_("A photo or document")}


def looked(file: CaseFile, page: str) -> None:
    """Somebody who acts for the resident looks at this page now."""
    if not g.reader.is_resident:
        write_look(file, by(), page)


def write_look(file: CaseFile, who: str, page: str) -> None:
    """Write down that `who` looks at this page now; once an hour."""
    made = file.case.made
    office().store.looked(Look(made.reference, made.person, who, page, office().clock()))


@pages.get("/<landlord>/case/looks")
@resident
@allowed(Right.GIVE_CONSENT)
def looks() -> str:
    """Everybody else who looked at this person's cases, and when."""
    file = open_file(office(), g.reference)
    seen = office().store.looks_at(file.case.made.person)
    return render_template(
        "case_looks.html",
        looks=[_look(file, each) for each in seen],
        back_url=url_for("case.sign_in"),
        keep_url=url_for("case.keep"),
    )


def _look(file: CaseFile, look: Look) -> Field:
    is_staff = look.who.startswith(STAFF)
    name = staff_name(office(), look.who) or _("Somebody who has left") if is_staff else name_by(file, look.who)
    return {
        "who": name,
        "from": file.policy.name if is_staff else _("Acts for you"),
        "page": _(PAGES[look.page]),
        "reference": look.reference,
        "day": shown.wording().day(london_day(look.looked_at)),
        "time": london_time(look.looked_at),
    }
