"""A message before it is put into the form of its channel."""

from dataclasses import dataclass

from portal.blocks import Block
from portal.domain.needs import Needs
from portal.domain.people import Person
from portal.domain.words import N_
from portal.outbox.about import About

SUBJECT = N_("A message from %(landlord)s about %(reference)s")


@dataclass(frozen=True)
class Told:
    """About what, to whom, and what it says."""

    about: About
    person: Person
    needs: Needs
    subject: str
    blocks: tuple[Block, ...]


def subject_of(about: About) -> str:
    """What stands outside, for everybody who sees the post: nothing of what it is about."""
    return about.wording.say(SUBJECT, landlord=about.policy.name, reference=about.case.reference)
