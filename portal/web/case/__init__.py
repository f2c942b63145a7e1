"""A resident's case: opened with reference and code, read, and answered back."""

from portal.web.case import acting, door, reading
from portal.web.case.blueprint import pages

__all__ = ["acting", "door", "pages", "reading"]
