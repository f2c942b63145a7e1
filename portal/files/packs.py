"""Policy packs: `policies/<landlord>/<version>.yaml` becomes a Policy."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from itertools import pairwise
from pathlib import Path

from portal.domain.errors import NotFound
from portal.domain.policy import (
    Body,
    Choice,
    Clock,
    Contacts,
    Exclusion,
    Extension,
    Policy,
    Stage,
    Start,
    Unit,
    Window,
)
from portal.files.yaml_parts import Part, read_part

POLICIES = Path(__file__).parent.parent / "policies"
RESERVED = {"staff", "api", "webhooks", "healthz", "readyz", "metrics", "static", "carry-on", "favicon.ico"}
REGIONS = ("england", "wales", "scotland", "northern_ireland")
UNITS = tuple(unit.value for unit in Unit)
STARTS = {
    "acknowledge": (Start.RECEIVED, Start.REQUESTED),
    "respond": (Start.RECEIVED, Start.REQUESTED, Start.ACKNOWLEDGED),
}
"""What may start each clock: nothing that comes after it."""
CLOCKS = tuple(STARTS)


def load_pack(path: Path) -> Policy:
    """One pack. Raises WrongData with file, line, what is wrong and the mend."""
    content = path.read_bytes()
    shown = f"policies/{path.parent.name}/{path.name}"
    part = read_part(path, shown, content)
    policy = _policy(part, sha256(content).hexdigest())
    part.finish()
    if policy.landlord != path.parent.name:
        part.wrong("landlord", f"landlord is {policy.landlord!r}.", f"Call it {path.parent.name!r}, like its folder.")
    if policy.version != path.stem:
        part.wrong("version", f"version is {policy.version!r}.", f"Call it {path.stem!r}, like its file.")
    if policy.landlord in RESERVED:
        part.wrong("landlord", f"{policy.landlord!r} is an address of this software.", "Choose another name.")
    if policy.in_force_to and policy.in_force_to < policy.in_force_from:
        part.wrong("in_force_to", "it ends before it begins.", "Correct one of the two dates.")
    return policy


@dataclass(frozen=True)
class Packs:
    """Every landlord's packs."""

    policies: Mapping[str, tuple[Policy, ...]]

    @classmethod
    def load(cls, folder: Path = POLICIES) -> "Packs":
        """All packs under a folder. Raises WrongData; two packs of a landlord in force on one day are wrong too."""
        found: dict[str, list[Policy]] = {}
        for path in sorted(folder.glob("*/*.yaml")):
            policy = load_pack(path)
            found.setdefault(policy.landlord, []).append(policy)
        packs = {landlord: tuple(sorted(each, key=lambda p: p.in_force_from)) for landlord, each in found.items()}
        for each in packs.values():
            _refuse_overlap(each, folder)
        return cls(packs)

    @property
    def landlords(self) -> tuple[str, ...]:
        """The landlords' names as addresses use them, in order."""
        return tuple(sorted(self.policies))

    def in_force(self, landlord: str, day: date) -> Policy:
        """The pack in force on that day; before the first, the first; after the last, the last. Raises NotFound."""
        packs = self._of(landlord)
        return next((policy for policy in reversed(packs) if policy.in_force_from <= day), packs[0])

    def version(self, landlord: str, version: str) -> Policy:
        """One version, in force or not: a case keeps the one it was made under. Raises NotFound."""
        for policy in self._of(landlord):
            if policy.version == version:
                return policy
        raise NotFound(f"{landlord}/{version}")

    def _of(self, landlord: str) -> tuple[Policy, ...]:
        try:
            return self.policies[landlord]
        except KeyError:
            raise NotFound(landlord) from None


def _refuse_overlap(policies: Iterable[Policy], folder: Path) -> None:
    for earlier, policy in pairwise(policies):
        if earlier.in_force_on(policy.in_force_from):
            until = f"until {earlier.in_force_to}" if earlier.in_force_to else "without an end"
            read_part(folder / f"{policy.id}.yaml", f"policies/{policy.id}.yaml").wrong(
                "in_force_from",
                f"{earlier.id} is in force {until}, {policy.id} from {policy.in_force_from}.",
                f"Give {earlier.id} an in_force_to that is the day before.",
            )


def _policy(part: Part, content_hash: str) -> Policy:
    stages = tuple(_stage(each) for each in part.parts("stages", least=1))
    numbers = [stage.number for stage in stages]
    if numbers != sorted(set(numbers)):
        part.wrong("stages", f"the stages are numbered {numbers}.", "Number them upwards, each once.")
    return Policy(
        landlord=part.text("landlord"),
        version=part.text("version"),
        name=part.text("name"),
        letters=_letters(part),
        title=part.text("title"),
        in_force_from=part.day("in_force_from"),
        in_force_to=part.day_or_none("in_force_to"),
        review_due=part.day_or_none("review_due"),
        region=part.one_of("region", REGIONS),
        colour=_colour(part),
        contacts=_contacts(part.part("contacts")),
        definition=_sourced(part.part("definition")),
        service_request=_sourced(part.part("service_request")),
        exclusions=tuple(_exclusion(each) for each in part.parts("exclusions")),
        stages=stages,
        adjustments=_choices(part, "adjustments"),
        remedies=_choices(part, "remedies"),
        ombudsman=_body(part.part("ombudsman")),
        representative=_sourced(part.part("representative")),
        anonymous=_sourced(part.part("anonymous")),
        unreasonable_behaviour=_sourced(part.part("unreasonable_behaviour")),
        advice=tuple(_body(each) for each in part.parts("advice")),
        promises=part.texts("promises"),
        languages=part.texts("languages"),
        hash=content_hash,
    )


def _letters(part: Part) -> str:
    letters = part.text("letters")
    if not (letters.isascii() and letters.isalpha() and letters.isupper() and 2 <= len(letters) <= 5):
        part.wrong("letters", f"letters is {letters!r}.", "Write two to five capital letters, like LMJ.")
    return letters


def _colour(part: Part) -> str:
    colour = part.text("colour")
    digits = colour.removeprefix("#")
    if len(colour) != 7 or len(digits) != 6 or any(digit not in "0123456789abcdefABCDEF" for digit in digits):
        part.wrong("colour", f"colour is {colour!r}.", 'Write it like "#0b5563", in quotation marks.')
    if _contrast_with_white(digits) < 4.5:
        part.wrong("colour", f"white words on {colour} are hard to read (WCAG 1.4.3).", "Choose a darker colour.")
    return colour.lower()


def _contrast_with_white(digits: str) -> float:
    channels = (int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)


def _contacts(part: Part) -> Contacts:
    contacts = Contacts(
        email=part.text("email"),
        phone=part.text("phone"),
        address=part.text("address"),
        in_person=part.text("in_person", ""),
        website=part.text("website", ""),
        repairs_email=part.text("repairs_email", ""),
        repairs_phone=part.text("repairs_phone", ""),
        emergency_phone=part.text("emergency_phone", ""),
    )
    part.finish()
    return contacts


def _sourced(part: Part) -> str:
    words, _ = part.text("words"), part.text("source")
    part.finish()
    return words


def _exclusion(part: Part) -> Exclusion:
    exclusion = Exclusion(
        id=part.text("id"),
        words=part.text("words"),
        source=part.text("source"),
        unless=part.texts("unless"),
        instead=part.text("instead", ""),
    )
    part.finish()
    return exclusion


def _choices(part: Part, key: str) -> tuple[Choice, ...]:
    choices: list[Choice] = []
    for each in part.parts(key):
        choice = Choice(each.text("id"), each.text("words"), each.text("source", ""))
        if choice.id in {other.id for other in choices}:
            each.wrong("id", f"{key} has {choice.id!r} twice.", "Give each entry an id of its own.")
        choices.append(choice)
        each.finish()
    return tuple(choices)


def _stage(part: Part) -> Stage:
    extension, window = part.part_or_none("extension"), part.part_or_none("window")
    stage = Stage(
        number=part.number("number", least=0),
        name=part.text("name"),
        responder=part.text("responder"),
        clocks=tuple(_clock(each) for each in part.parts("clocks")),
        extension=Extension(*_time(extension)) if extension else None,
        window=Window(*_time(window)) if window else None,
    )
    part.finish()
    if len({clock.kind for clock in stage.clocks}) < len(stage.clocks):
        part.wrong("clocks", "two clocks are of one kind.", "Keep one clock of each kind in a stage.")
    return stage


def _clock(part: Part) -> Clock:
    kind = part.one_of("kind", CLOCKS)
    start = Start(part.one_of("from", STARTS[kind]))
    length, unit, source = _time(part)
    return Clock(kind, length, unit, start, source)


def _time(part: Part) -> tuple[int, Unit, str]:
    length, unit = part.number("length"), Unit(part.one_of("unit", UNITS))
    source = f"policy {part.text('source')}"
    part.finish()
    return length, unit, source


def _body(part: Part) -> Body:
    body = Body(
        name=part.text("name"),
        phone=part.text("phone", ""),
        address=part.text("address", ""),
        website=part.text("website", ""),
        complain_at=part.text("complain_at", ""),
        checked_on=part.day("checked_on"),
    )
    part.finish()
    return body
