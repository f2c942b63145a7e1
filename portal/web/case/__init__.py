"""A resident's case: opened with reference and code, or by a contact of theirs, read, and answered back."""

from portal.web.case import (
    acting,
    adjustments,
    consenting,
    contact,
    devices,
    door,
    links,
    looks,
    reading,
    signed_form,
    text_codes,
    withdrawing,
    yours,
)
from portal.web.case.blueprint import pages

__all__ = [
    "acting", "adjustments", "consenting", "contact", "devices", "door", "links", "looks", "pages", "reading",
    "signed_form", "text_codes", "withdrawing", "yours",
]  # fmt: skip
