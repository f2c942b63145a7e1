"""Somebody has shown that a contact is theirs: its cases are open, the only one at once."""

from flask import redirect, url_for
from werkzeug.wrappers import Response as AnyResponse

from portal.domain.errors import NotFound
from portal.services.getting_in import cases_of_contact
from portal.web.case import asker
from portal.web.cookies import PERSON, begin_session
from portal.web.here import office


def come_in(contact: str) -> AnyResponse:
    """Begin the session of whoever has this contact. Raises NotFound where it has no case any more."""
    files = cases_of_contact(office(), contact)
    if not files:
        raise NotFound
    asker.forget()
    chosen = files[0].case.reference if len(files) == 1 else ""
    response = redirect(url_for("case.sign_in"), 303)
    return begin_session(response, PERSON, office().landlord, contact, chosen)
