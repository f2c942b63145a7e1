"""The fields that ask what somebody may do for a resident, and what was typed into them."""

from portal.consent_words import SAYS
from portal.domain.consent import SCOPES, Grant, Scope
from portal.domain.words import N_
from portal.web.here import gettext as _
from portal.web.typed import Field, chosen, day, field, line

THIS, ALL, SAME = "this", "all", "same"
NOT_A_DAY = N_("Write a date, like 31 12 2027")
WHICH_MISSING = N_("Choose for what")


def grant_fields(
    reference: str, grant: Grant | None, *, most: Grant | None = None, for_staff: bool = False
) -> list[Field]:
    """What they may do, for which cases, until when. `grant` is filled in; `most` is all that can be chosen."""
    scopes = [each for each in Scope if most is None or each in most.scope]
    hints = {} if for_staff else SAYS
    options = [{"value": each.value, "text": _(SCOPES[each]), "hint": _(hints.get(each, ""))} for each in scopes]
    now = [each.value for each in grant.scope] if grant else []
    until = f"{grant.until.day} {grant.until.month} {grant.until.year}" if grant and grant.until else ""
    return [
        field("choices", "scope", _("What may they do?") if for_staff else _("What may they do for you?"),
              value=now, options=options, hint=_("Choose as many as you like.")),
        field("choice", "which", _("For what?"), value=_which(reference, grant),
              options=_cases(reference, grant, most, for_staff=for_staff)),
        field("text", "until", _("Until when?"), value=until, optional=True,
              hint=_("A date, like 31 12 2027. Without one, it goes on until it is stopped.")),
    ]  # fmt: skip


def typed_grant(reference: str, grant: Grant | None = None) -> tuple[Grant, dict[str, str]]:
    """What was chosen, and what is wrong with it that the rules cannot see. `grant` is what `SAME` means."""
    scope = tuple(each for each in Scope if each.value in chosen("scope"))
    until, which = day("until"), line("which")
    cases = {THIS: (reference,), ALL: (), SAME: grant.cases if grant else ()}
    problems = {"until": NOT_A_DAY} if line("until") and until is None else {}
    if which not in cases:
        problems["which"] = WHICH_MISSING
    return Grant(scope, cases.get(which, (reference,)), until), problems


def _which(reference: str, grant: Grant | None) -> str:
    if grant is None:
        return ""
    return ALL if not grant.cases else THIS if grant.cases == (reference,) else SAME


def _cases(reference: str, grant: Grant | None, most: Grant | None, *, for_staff: bool) -> list[Field]:
    this = {"value": THIS, "text": _("Only this: %(reference)s", reference=reference)}
    every = {"value": ALL, "text": _("All their cases") if for_staff else _("All I have with you, now and later")}
    same = {"value": SAME, "text": ", ".join(grant.cases)} if grant and _which(reference, grant) == SAME else None
    offered = [same, this, every if most is None or not most.cases else None]
    return [each for each in offered if each]
