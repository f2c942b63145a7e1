"""Who else can help: whom our policy names, somebody who speaks for you, calls for people who cannot hear."""

from flask import render_template

from portal.adjustment_words import OTHERS_HELP, RELAY, WHO_HELPS
from portal.policy_words.others import advice, ombudsman
from portal.web.case import shown
from portal.web.guards import public
from portal.web.here import gettext as _
from portal.web.here import office
from portal.web.home.blueprint import pages


@pages.get("/<landlord>/help")
@public
def who_can_help() -> str:
    """Free help that is not from us, as the policy in force names it, and what to ask us for."""
    policy, wording = office().policy, shown.wording()
    return render_template(
        "help.html",
        heading=_(WHO_HELPS),
        about=_(OTHERS_HELP),
        advice=advice(policy, wording),
        ombudsman=ombudsman(policy, wording),
        relay=_(RELAY, phone=policy.contacts.phone),
    )
