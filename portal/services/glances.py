"""Many cases at a glance, read with a few queries however many there are: whose each is, and where it stands."""

from collections.abc import Sequence
from dataclasses import dataclass

from portal.access.references import plain_letters
from portal.domain.case import Case
from portal.domain.people import folded, of_the_resident, words
from portal.domain.permissions import Right, may
from portal.domain.policy import Policy
from portal.services.casework import answers_from
from portal.services.office import Office
from portal.services.openable import Openable, openable
from portal.store import Opening


@dataclass(frozen=True)
class Glance:
    """A case, as its reader may see it: without `sees`, they know that we have it since `case.made`, and no more.

    `name` is the resident's and `story` what went wrong; empty for whoever may not see the case, or where erased.
    """

    opened: Openable
    case: Case
    policy: Policy
    sees: bool
    name: str
    story: str


def glances(office: Office, some: Sequence[Openable]) -> tuple[Glance, ...]:
    """These cases at a glance, in their order."""
    seen = {each.reference for each in some if _sees(office, each)}
    cases = office.store.cases([each.reference for each in some])
    told = {reference: answers_from(text) for reference, text in office.store.answers_of(seen).items()}
    return tuple(
        Glance(
            opened=each,
            case=cases[each.reference],
            policy=office.policy_of(cases[each.reference]),
            sees=each.reference in seen,
            name=words(of_the_resident(told.get(each.reference, {})), "name"),
            story=words(told.get(each.reference, {}), "story"),
        )
        for each in some
    )


def found(office: Office, openings: Sequence[Opening], asked: str) -> tuple[Opening, ...]:
    """Those with this in their reference or in the resident's name. A name finds only what may be seen today."""
    letters, name = plain_letters(asked), folded(asked)
    by_reference = {each.reference for each in openings if letters and letters in plain_letters(each.reference)}
    told = office.store.answers_of({each.reference for each in openings} - by_reference)
    named = {reference for reference, text in told.items() if name in folded(_name(text))}
    by_name = [each for each in openings if each.reference in named]
    seen = {each.reference for each in openable(office, by_name) if _sees(office, each)}
    return tuple(each for each in openings if each.reference in by_reference | seen)


def _sees(office: Office, each: Openable) -> bool:
    return may(each.reader, Right.SEE, each.record, each.reference, office.today)


def _name(text: str) -> str:
    return words(of_the_resident(answers_from(text)), "name")
