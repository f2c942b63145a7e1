"""What somebody sees who told us of a complaint for a resident, until that one has allowed more: that we have it."""

from flask import g, render_template, request, url_for

from portal.domain.permissions import UNDER_18, Right
from portal.domain.words import N_
from portal.services.casework import open_file
from portal.web.case import shown
from portal.web.here import gettext as _
from portal.web.here import office
from portal.web.readers import may_here

DONE = {
    "message": N_("We have your message."),
    "form": N_("We have the form. We look at it and tell you. Until then nothing changes."),
}


def received() -> str:
    """The reference, the day, what happens next, how to reach us; and nothing of the case itself."""
    file = open_file(office(), g.reference)
    known = file.record.representations.get(g.reader.representative)
    return render_template(
        "case_received.html",
        reference=g.reference,
        day=shown.wording().day(file.case.made.happened_on),
        next=_next(is_allowed=bool(known and known.granted)),
        form_url=url_for("case.signed_form", id=known.id) if known and known.takes_forms else None,
        message_url=url_for("case.message") if may_here(Right.WRITE) else None,
        contacts=file.policy.contacts,
        sign_out_url=url_for("case.sign_out"),
        keep_url=url_for("case.keep"),
        notices=[{"kind": "good", "text": _(DONE[done])}] if (done := request.args.get("done", "")) in DONE else [],
    )


def _next(*, is_allowed: bool) -> list[str]:
    if g.reader.representative == UNDER_18:
        return [
            _("We look into it, and speak with the person it is about."),
            _("Somebody who acts for them must be 18 or older. Until then we speak only with them."),
        ]
    if is_allowed:
        return [
            _("We look into it."),
            _("The person you act for has not allowed you to see the case here. They can change that at any time."),
        ]
    return [
        _("We look into it straight away. It does not have to wait."),
        _("We ask the person you act for if they agree, and what you may see and do."),
        _("Until they say yes, we can tell you nothing more about it. This page shows more as soon as they do."),
    ]
