"""The pages of a complaint, and the draft they all work on."""

from flask import Blueprint

from portal.domain.draft import Draft
from portal.domain.errors import NotFound
from portal.services.drafts import begin
from portal.web.cookies import draft_session
from portal.web.here import language, office

pages = Blueprint("complain", __name__)

JOURNEY = "complaint"
SEE_OTHER = 303


def the_draft() -> Draft:
    """This browser's draft; a new one, not kept yet, where it has none."""
    session = draft_session()
    fresh = begin(office(), JOURNEY, language().code)
    if session is None:
        return fresh
    try:
        return office().store.draft(session.what)
    except NotFound:
        return Draft(session.what, fresh.landlord, fresh.journey, fresh.language, channel=fresh.channel)
