"""The way to a resident was agreed with them: whoever takes another one is stopped, and says why to go on."""

from portal.domain.kept import Words
from portal.domain.needs import Needs
from portal.domain.words import N_
from portal.web.here import gettext as _
from portal.web.staff.desk import Desk
from portal.web.typed import Field, field, text

DESPITE = "despite"
ONLY_CALLS = N_("We agreed with this resident to phone them, and only that. Call them, then write down what was said.")
NO_CALLS = N_("We agreed with this resident not to phone them. Write to them.")
NO_REASON = N_("Write why you do it in another way than agreed")


def not_in_writing(needs: Needs) -> str:
    """Why somebody should not write to them; empty where they may."""
    return ONLY_CALLS if needs.phone_only else ""


def not_by_phone(needs: Needs) -> str:
    """Why somebody should not phone them; empty where they may."""
    return NO_CALLS if needs.letter_only or needs.no_phone else ""


def warned(why: str) -> list[str]:
    """The warning above the form."""
    return [_(why)] if why else []


def despite_field(why: str) -> list[Field]:
    """Asks for the reason, where there is a warning."""
    hint = _("This is kept with the case. The resident may ask to read it.")
    return [field("longtext", DESPITE, _("Why do you do it all the same?"), hint=hint, rows="3")] if why else []


def no_reason(why: str) -> dict[str, str]:
    """What is wrong where a reason is needed and none is given."""
    return {DESPITE: NO_REASON} if why and not text(DESPITE) else {}


def reason(desk: Desk, why: str) -> Words | None:
    """The reason, where one was needed."""
    return desk.words(DESPITE) if why and text(DESPITE) else None
