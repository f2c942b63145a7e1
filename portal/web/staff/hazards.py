"""Hazards that a resident's words speak of, for staff to check. Found each time a case is read, never kept."""

from collections.abc import Iterator, Mapping

from bot.understanding.hazards import hazards_in
from portal.domain.events import Escalated, MessageSent
from portal.domain.kept import Ref
from portal.domain.terms import Kind
from portal.domain.words import N_
from portal.services.casework import CaseFile
from portal.web.here import gettext as _

NAMES: Mapping[str, str] = {
    "damp": N_("damp and mould"),
    "heating": N_("a home too cold or too hot"),
    "hot_water": N_("no hot water"),
    "electrics": N_("electrics"),
    "gas": N_("gas or carbon monoxide"),
    "structure": N_("a ceiling, wall or floor that may fall"),
    "water": N_("water that leaks or comes in"),
    "fire_safety": N_("fire safety"),
    "stairs": N_("stairs, lifts and falls"),
    "security": N_("doors or windows that do not lock"),
    "pests": N_("rats, mice or insects"),
    "sanitation": N_("toilet, drains or water supply"),
    "asbestos": N_("asbestos"),
}
FLAG = N_("May be a hazard")
SENTENCE = N_("May be a hazard: %(hazards)s. A computer found this by words in what they wrote. A person must check.")
_ABOUT_THE_HOME = (Kind.COMPLAINT, Kind.SERVICE_REQUEST, Kind.CONTACT)


def hazards_of(file: CaseFile) -> tuple[str, ...]:
    """The hazards that the story, or what the resident wrote later, may speak of. Erased words speak of none."""
    if file.case.kind not in _ABOUT_THE_HOME:
        return ()
    return hazards_in("\n".join(_written(file)), file.case.made.language)


def hazard_alert(file: CaseFile) -> list[str]:
    """What staff mind first: which hazards, and that a computer only found words."""
    found = hazards_of(file)
    return [_(SENTENCE, hazards="; ".join(_(NAMES[each]) for each in found))] if found else []


def _written(file: CaseFile) -> Iterator[str]:
    yield str(file.answers.get("story", ""))
    for event in file.case.events:
        match event:
            case Escalated(words=Ref() as ref) | MessageSent(to="landlord", words=Ref() as ref):
                yield file.words.get(ref.id, "")
