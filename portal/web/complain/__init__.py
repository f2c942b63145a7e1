"""Making a complaint: one question a page, check, send, done; and the ways to stop and come back."""

from portal.web.complain import asking, checking, done, keeping
from portal.web.complain.blueprint import pages

__all__ = ["asking", "checking", "done", "keeping", "pages"]
