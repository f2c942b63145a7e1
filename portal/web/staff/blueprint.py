"""Where the staff's pages are gathered, and what each of them needs."""

from typing import Any

from flask import Blueprint, g, request, url_for

from portal.web.here import gettext as _
from portal.web.here import office

pages = Blueprint("staff", __name__, url_prefix="/staff")


@pages.context_processor
def _for_staff_pages() -> dict[str, Any]:
    member = g.get("staff")
    if member is None:
        return {}
    here = [("staff.queue", _("Cases")), ("staff.record", _("Record a complaint"))]
    return {
        "staff": {"name": member.name, "email": member.email},
        "staff_links": [{"url": url_for(to), "text": text, "current": request.endpoint == to} for to, text in here],
        "sign_out_url": url_for("staff.sign_out"),
        "brand_css_url": url_for("assets.brand", colour=office().policy.colour.removeprefix("#")),
    }
