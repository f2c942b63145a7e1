"""Where somebody's cases are open: which devices, and closing them there."""

from datetime import datetime

from flask import g, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from portal import access
from portal.access import SignedIn
from portal.access.sessions import LIMITS
from portal.clock import london_day, london_time
from portal.domain.words import N_
from portal.web.case import shown
from portal.web.case.blueprint import pages
from portal.web.cookies import PERSON, case_token
from portal.web.guards import signed_in
from portal.web.here import gettext as _
from portal.web.here import office
from portal.web.typed import Field, line

SEE_OTHER = 303
DONE = {"one": N_("It is closed there."), "all": N_("It is closed everywhere else.")}


@pages.get("/<landlord>/case/devices")
@signed_in
def devices() -> str:
    """Where these cases are open."""
    return render_template(
        "case_devices.html",
        devices=[_device(each) for each in _signed_in()],
        action=url_for("case.close_devices"),
        back_url=url_for("case.sign_in"),
        keep_url=url_for("case.keep"),
        notices=[{"kind": "good", "text": _(DONE[done])} for done in [request.args.get("done", "")] if done in DONE],
    )


@pages.post("/<landlord>/case/devices")
@signed_in
def close_devices() -> AnyResponse:
    """Close them on one other device, or on all others."""
    others = [each for each in _signed_in() if not access.is_of(each, case_token())]
    wanted = line("device")
    gone = others if wanted == "all" else [each for each in others if _id(each) == wanted]
    office().store.end_by_hash(each.hash for each in gone)
    return redirect(url_for("case.devices", done="all" if wanted == "all" else "one"), SEE_OTHER)


def _signed_in() -> tuple[SignedIn, ...]:
    session, since = g.session, office().clock() - LIMITS["case"].idle
    if session.kind != PERSON:
        return office().store.sessions_that_open([(session.what, session.holder)], since)
    opened = [(each.reference, each.holder) for each in office().store.openings(session.what)]
    return office().store.sessions_that_open(opened, since, session.what)


def _device(each: SignedIn) -> Field:
    return {
        "id": _id(each),
        "name": each.session.device,
        "seen": _moment(each.session.last_seen),
        "is_here": access.is_of(each, case_token()),
    }


def _id(each: SignedIn) -> str:
    """Enough of the hash to tell one from another."""
    return each.hash[:16]


def _moment(moment: datetime) -> str:
    return _("%(day)s at %(time)s", day=shown.wording().day(london_day(moment)), time=london_time(moment))
