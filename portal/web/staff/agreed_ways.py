"""The way to a resident was agreed with them: what each thing staff do does about it, and who is stopped."""

from collections.abc import Callable, Mapping
from enum import StrEnum

from flask import request

from portal.domain.kept import Words
from portal.domain.needs import Needs
from portal.domain.words import N_
from portal.web.here import gettext as _
from portal.web.staff.desk import Desk
from portal.web.typed import Field, field, text

DESPITE = "despite"
ONLY_CALLS = N_("We agreed with this resident to phone them, and only that. Call them, then write down what was said.")
NO_CALLS = N_("We agreed with this resident not to phone them. Write to them.")
SEE_THEM = N_("We agreed with this resident not to phone them. Speak with them in person.")
STILL_IN_WRITING = N_(
    "We agreed with this resident to phone them, and only that. They still get this in writing, on their case page."
)
NO_REASON = N_("Write why you do it in another way than agreed")


class Way(StrEnum):
    """How something that staff do reaches the resident."""

    NOTHING = "nothing"
    """It does not, or it brings them to a form that is decided for itself."""
    NEWS = "news"
    """The software tells them, in the agreed way: by letter, by e-mail, or by a task to phone them."""
    FORMAL = "formal"
    """The same, of what the Code wants in writing (`portal.domain.channels.FORMAL`)."""
    WRITTEN = "written"
    """Staff write to them, and need not."""
    PHONED = "phoned"
    """Staff phoned them."""
    ASKED = "asked"
    """Staff ask them something, and choose how."""
    HEARD = "heard"
    """Staff speak with them, on the phone or in person."""


WAYS: Mapping[str, Way] = {
    "staff.act:acknowledge": Way.FORMAL,
    "staff.act:answer": Way.FORMAL,
    "staff.act:extend": Way.FORMAL,
    "staff.act:refuse": Way.FORMAL,
    "staff.act:escalate": Way.FORMAL,
    "staff.act:close": Way.FORMAL,
    "staff.act:accept": Way.NEWS,
    "staff.act:update": Way.NEWS,
    "staff.act:action": Way.NEWS,
    "staff.act:more-time": Way.NEWS,
    "staff.act:pause": Way.NEWS,
    "staff.act:resume": Way.NEWS,
    "staff.act:withdraw": Way.NEWS,
    "staff.act:message": Way.WRITTEN,
    "staff.act:speak": Way.PHONED,
    "staff.act:survey": Way.ASKED,
    "staff.act:assign": Way.NOTHING,
    "staff.act:note": Way.NOTHING,
    "staff.answer_to:acknowledge": Way.NEWS,
    "staff.answer_to:agree": Way.NEWS,
    "staff.answer_to:differently": Way.NEWS,
    "staff.answer_to:decline": Way.FORMAL,
    "staff.answer_to:review": Way.ASKED,
    "staff.answer_to:end": Way.NEWS,
    "staff.record_consent:elected": Way.NEWS,
    "staff.record_consent:spoken": Way.HEARD,
    "staff.record_consent:signed": Way.NEWS,
    "staff.record_consent:papers": Way.NEWS,
    "staff.record_consent:refused": Way.NOTHING,
    "staff.record_consent:ask": Way.NEWS,
    "staff.record_consent:stop": Way.NEWS,
    "staff.signed_form": Way.NOTHING,
    "staff.name_representative": Way.NOTHING,
    "staff.new_issue": Way.NEWS,
    "staff.new_code": Way.HEARD,
    "staff.record": Way.NOTHING,
    "staff.record_page": Way.NOTHING,
    "staff.record_check": Way.NOTHING,
    "staff.task_done": Way.NOTHING,
    "staff.try_to_sign_in": Way.NOTHING,
    "staff.sign_out": Way.NOTHING,
}
"""Every form of the staff console, by its endpoint and the name of what is done there. A test wants each decided.

Who is recorded on the phone is nobody with whom anything was agreed yet.
"""


def _not_in_writing(needs: Needs) -> str:
    return ONLY_CALLS if needs.phone_only else ""


def _not_by_phone(needs: Needs) -> str:
    return NO_CALLS if needs.letter_only or needs.no_phone else ""


STOPS: Mapping[Way, Callable[[Needs], str]] = {Way.WRITTEN: _not_in_writing, Way.PHONED: _not_by_phone}
"""Where the agreed way is left: why not to do it. A reason is asked for, and kept."""
MINDS: Mapping[Way, Callable[[Needs], str]] = {
    Way.FORMAL: lambda needs: STILL_IN_WRITING if needs.phone_only else "",
    Way.ASKED: lambda needs: _not_in_writing(needs) or _not_by_phone(needs),
    Way.HEARD: lambda needs: SEE_THEM if _not_by_phone(needs) else "",
}
"""Where it is not left, or need not be: what to know of it. Nothing is asked for."""


def way_here() -> Way:
    """How what this request is about reaches the resident. Raises KeyError for a form that nobody decided."""
    name = (request.view_args or {}).get("name", "")
    return WAYS[f"{request.endpoint}:{name}" if name else str(request.endpoint)]


def why_not(way: Way, needs: Needs) -> str:
    """Why it should not be done in this way; empty where it is the agreed one."""
    return STOPS[way](needs) if way in STOPS else ""


def minded(desk: Desk) -> list[str]:
    """What stands above the form: why not to do it so, or what to know of the agreed way."""
    way, needs = way_here(), desk.file.needs
    said = why_not(way, needs) or (MINDS[way](needs) if way in MINDS else "")
    return [_(said)] if said else []


def as_it_goes(desk: Desk) -> Needs:
    """What counts for what is sent from here: with a reason, the agreed way is left."""
    needs = desk.file.needs
    return needs.in_any_way() if why_not(way_here(), needs) else needs


def despite_fields(desk: Desk) -> list[Field]:
    """Asks for the reason, where the agreed way is left."""
    if not why_not(way_here(), desk.file.needs):
        return []
    hint = _("This is kept with the case. The resident may ask to read it.")
    return [field("longtext", DESPITE, _("Why do you do it all the same?"), hint=hint, rows="3")]


def no_reason(desk: Desk) -> dict[str, str]:
    """What is wrong where a reason is needed and none is given."""
    return {DESPITE: NO_REASON} if why_not(way_here(), desk.file.needs) and not text(DESPITE) else {}


def reason(desk: Desk) -> Words | None:
    """The reason, where one was needed."""
    return desk.words(DESPITE) if why_not(way_here(), desk.file.needs) and text(DESPITE) else None
