"""A small whole pack and journey for tests to break, and what a refusal must say."""

from collections.abc import Callable
from pathlib import Path

import pytest

from portal.domain.errors import WrongData
from portal.files.journeys import load_journey
from portal.files.packs import load_pack

PACK = """\
landlord: oak-homes
version: "2024"
name: Oak Homes
letters: OAK
title: Complaints policy
region: england
in_force_from: 2024-04-01
in_force_to: 2027-03-31
colour: "#0b5563"
contacts:
  email: complaints@oak.example
  phone: 020 7946 0999
  address: 1 Oak Street
definition: {words: You are not happy, source: "1"}
service_request: {words: A first request, source: "1"}
kinds:
  - {id: complaint, name: Complaint, handled_as: complaint, words: You are not happy, source: "1"}
  - {id: praise, name: Praise, handled_as: compliment, words: You are happy, source: "1"}
channels:
  - {id: phone, source: "1"}
  - {id: letter, source: "1"}
exclusions:
  - id: too_long_ago
    ground: over_time
    words: It was long ago
    within: {length: 12, unit: months, source: "2"}
    counts_from: [occurrence]
    unless: [still_going]
    source: "2"
  - id: court
    ground: court_filed
    words: It is at court
    source: "2"
stages:
  - number: 1
    name: Stage one
    responder: A manager
    clocks:
      - {kind: acknowledge, length: 5, unit: working, from: received, source: "3"}
      - {kind: respond, length: 10, unit: working, from: acknowledged, source: "3"}
    window: {length: 28, unit: calendar, source: "3"}
  - number: 2
    name: Stage two
    responder: A director
    held_by: council
    clocks:
      - {kind: respond, length: 20, unit: working, from: requested, source: "4"}
adjustments:
  - {id: home_visit, words: Visit me}
remedies:
  - {id: apology, words: Say sorry}
  - {id: money, words: Pay me}
representative: {words: Ask anyone, source: "5"}
anonymous: {words: No name needed, source: "5"}
unreasonable_behaviour: {words: We still look into it, source: "5"}
says:
  published: "6"
ombudsman: {body: housing_ombudsman}
bodies:
  council: {name: The council, checked_on: 2026-11-01}
advice: [shelter]
languages: [en, pl]
"""

JOURNEY = """\
id: pets
title: Your pets
questions:
  - id: pet
    kind: choice
    page: pet
    words: Which pet?
    short: Pet
    options:
      - {value: dog, words: A dog}
      - {value: cat, words: A cat}
  - id: name
    kind: text
    page: name
    words: What is its name?
    short: Name
    when: {pet: [dog]}
  - id: age
    kind: text
    page: name
    words: How old is it?
    short: Age
"""


def pack_file(folder: Path, content: str | bytes, landlord: str = "oak-homes", version: str = "2024") -> Path:
    """A pack on disk, where a landlord's developer would put it."""
    path = folder / landlord / f"{version}.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    return path


def refused_pack(folder: Path, content: str | bytes) -> WrongData:
    """How a pack with this content is refused."""
    path = pack_file(folder, content)
    return _refused(lambda: load_pack(path))


def refused_journey(folder: Path, content: str) -> WrongData:
    """How a journey with this content is refused."""
    (folder / "pets.yaml").write_text(content, encoding="utf-8")
    return _refused(lambda: load_journey("pets", folder))


def changed(whole: str, old: str, new: str) -> str:
    """The file with one place changed; the place must be there, and once."""
    assert whole.count(old) == 1, f"{old!r} stands {whole.count(old)} times"
    return whole.replace(old, new)


def line_of(content: str, words: str) -> int:
    """The line (from 1) on which these words begin."""
    return content[: content.index(words)].count("\n") + 1


def must_help(error: WrongData, file: str, line: int | None, what: str, mend: str) -> None:
    """The refusal names file and line, says what is wrong, and its mend is a sentence somebody can follow."""
    assert (error.file, error.line) == (file, line), str(error)
    assert what in error.what, str(error)
    assert mend in error.mend, str(error)
    assert len(error.mend.split()) >= 2
    assert error.mend.endswith(".")
    assert str(error).startswith(f"{file}:{line}: " if line else f"{file}: ")


def _refused(load: Callable[[], object]) -> WrongData:
    with pytest.raises(WrongData) as caught:
        load()
    return caught.value
