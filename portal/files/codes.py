"""The Housing Ombudsman's Code, year by year: `policies/code-<year>.yaml`."""

from functools import cache
from pathlib import Path

from portal.domain.code_checks import CHECKS
from portal.domain.policy import Statutory
from portal.domain.provisions import Code, Provision
from portal.domain.terms import PROMISES
from portal.files.stage_parts import read_stages
from portal.files.yaml_parts import Part, read_part

POLICIES = Path(__file__).parent.parent / "policies"
EDITIONS = ("2020", "2022", "2024")
STATUTORY = "2024"
SURE = ("A", "B", "C", "R")


@cache
def statutory(region: str) -> Statutory | None:
    """The clocks of the statutory Code of this region, or None where there is none. Raises WrongData."""
    code = load_code(STATUTORY)
    return Statutory(code.name, code.in_force_from, code.stages) if code.region == region else None


@cache
def load_code(edition: str) -> Code:
    """One edition of the Code. Raises WrongData with file, line, what is wrong and the mend."""
    name = f"code-{edition}.yaml"
    return read_code(read_part(POLICIES / name, f"policies/{name}"))


def read_code(part: Part) -> Code:
    """A whole edition. Raises WrongData."""
    code = Code(
        name=part.text("code"),
        title=part.text("title"),
        in_force_from=part.day("in_force_from"),
        in_force_to=part.day_or_none("in_force_to"),
        region=part.text("region"),
        stages=read_stages(part, "Code"),
        provisions=_provisions(part),
    )
    part.finish()
    return code


def _provisions(part: Part) -> tuple[Provision, ...]:
    found: dict[str, Provision] = {}
    for each in part.parts("provisions", least=1):
        provision = _provision(each)
        if provision.number in found:
            each.wrong("number", f"{provision.number} is there twice.", "Keep one of the two.")
        found[provision.number] = provision
    return tuple(found.values())


def _provision(part: Part) -> Provision:
    provision = Provision(
        number=part.text("number"),
        words=part.text("words"),
        sure=part.one_of("sure", SURE),
        says=part.some_of("says", tuple(PROMISES)),
        checks=part.some_of("check", tuple(CHECKS)),
        judge=part.text("judge", ""),
    )
    part.finish()
    if bool(provision.judge) == bool(provision.says or provision.checks):
        what = f"{provision.number} needs either says or check, or else judge."
        part.wrong("number", what, "Say what a pack must have, or the question that a person must judge.")
    return provision
