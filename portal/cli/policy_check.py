"""`putright policy check`: packs held against the Housing Ombudsman's Code."""

import argparse
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from portal import clock
from portal.cli.options import print_json, with_json
from portal.domain.code import Finding, Judgement, Severity, judge, own_findings
from portal.domain.errors import NotFound, WrongData
from portal.domain.policy import Policy
from portal.files.codes import EDITIONS, POLICIES, load_code
from portal.files.packs import Packs, load_pack

NOT_BOUND = "No Code bound it while it was in force: only its form and its own dates were checked."


@dataclass(frozen=True)
class Line:
    """A finding with its place in a file, and the Code it is against (None for what no Code says)."""

    severity: Severity
    clause: str
    code: str | None
    file: str
    line: int | None
    message: str
    fix: str

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        clause = f" {self.clause} (Code {self.code})" if self.code else ""
        return f"{place}: {self.severity}{clause}: {self.message} Mend: {self.fix}"


@dataclass(frozen=True)
class Checked:
    """One pack, what was found, and how it stands against each Code it was held against. Broken ones cannot be read."""

    pack: str
    lines: tuple[Line, ...]
    judgements: tuple[Judgement, ...] = ()
    broken: bool = False


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Which packs, and against what."""
    which = "a landlord, one of its packs like leathermarket-jmb/2024, or a file; all packs where none is named"
    with_json(parser).add_argument("packs", nargs="*", metavar="PACK", help=which)
    against = "this edition of the Code, instead of those in force while the pack was"
    parser.add_argument("--code", choices=EDITIONS, help=against)


def check(asked: argparse.Namespace) -> int:
    """Say where packs break the Code, line by line. 1 if there is a breach or a warning, 0 with notes or nothing."""
    paths = [path for pack in asked.packs for path in _files_of(pack)] or sorted(POLICIES.glob("*/*.yaml"))
    today = clock.london_day(clock.now())
    checked = [_checked(path, asked.code, today) for path in paths]
    if not asked.packs and not any(each.broken for each in checked):
        checked = _with_what_is_wrong_together(checked)
    if asked.json:
        print_json([_document(each) for each in checked])
    else:
        for each in checked:
            print("\n".join(_text(each)), end="\n\n")
    return int(any(line.severity is not Severity.NOTE for each in checked for line in each.lines))


def _files_of(pack: str) -> list[Path]:
    if pack.endswith(".yaml"):
        files = [Path(pack).absolute()]
    elif "/" in pack:
        files = [POLICIES / f"{pack}.yaml"]
    else:
        files = sorted((POLICIES / pack).glob("*.yaml"))
    if not files or not all(file.is_file() for file in files):
        raise NotFound(f"pack {pack}")
    return files


def _checked(path: Path, edition: str | None, today: date) -> Checked:
    pack = f"{path.parent.name}/{path.stem}"
    try:
        policy = load_pack(path)
    except WrongData as wrong:
        return Checked(pack, (_broken_line(wrong),), broken=True)
    codes = [load_code(each) for each in ((edition,) if edition else EDITIONS)]
    held = [code for code in codes if (code.region == policy.region if edition else code.meets(policy))]
    judgements = tuple(judge(policy, code) for code in held)
    own = (*own_findings(policy, today), *_elsewhere(policy, codes[-1].region))
    lines = [_line(policy, finding, None) for finding in own]
    lines += [_line(policy, finding, each.code.name) for each in judgements for finding in each.findings]
    return Checked(pack, tuple(lines), judgements)


def _elsewhere(policy: Policy, bound: str) -> Iterator[Finding]:
    if policy.region != bound:
        where, here = policy.region.replace("_", " ").title(), bound.title()
        message = f"The Code binds landlords in {here}; this pack is for {where}, and no provision was judged."
        yield Finding(Severity.NOTE, message, "Nothing has to change.", "region")


def _line(policy: Policy, finding: Finding, code: str | None) -> Line:
    file, line = f"policies/{policy.id}.yaml", finding.line_in(policy)
    return Line(finding.severity, finding.clause, code, file, line, finding.message, finding.fix)


def _broken_line(wrong: WrongData) -> Line:
    return Line(Severity.BREACH, "", None, wrong.file, wrong.line, wrong.what, wrong.mend)


def _with_what_is_wrong_together(checked: list[Checked]) -> list[Checked]:
    """Packs that are each right can still be wrong together: a day with two packs, or with none."""
    try:
        Packs.load()
    except WrongData as wrong:
        line, found = _broken_line(wrong), [each for each in checked if wrong.file == f"policies/{each.pack}.yaml"]
        if not found:
            raise
        return [replace(each, lines=(line, *each.lines)) if each in found else each for each in checked]
    return checked


def _document(each: Checked) -> dict[str, object]:
    names = [judgement.code.name for judgement in each.judgements]
    return {
        "pack": each.pack,
        "code": names[-1] if names else None,
        "codes": names,
        "findings": [
            {
                "clause": line.clause,
                "severity": line.severity.value,
                "message": line.message,
                "file": line.file,
                "line": line.line,
                "fix": line.fix,
                "code": line.code,
            }
            for line in each.lines
        ],
        "judgement": [
            {"code": judgement.code.name, "clause": asked.number, "words": asked.words, "question": asked.judge}
            for judgement in each.judgements
            for asked in judgement.needs_a_person
        ],
        "met": [
            {"code": judgement.code.name, "clause": met.number}
            for judgement in each.judgements
            for met in judgement.met
        ],
    }


def _text(each: Checked) -> Iterable[str]:
    yield each.pack
    yield from map(str, each.lines)
    for judgement in each.judgements:
        name, provisions = judgement.code.name, len(judgement.code.provisions)
        yield f"Code {name}: {len(judgement.met)} of {provisions} provisions are met. A person must judge:"
        yield from (f"  {asked.number} {asked.judge}" for asked in judgement.needs_a_person)
    if not each.judgements and not each.broken:
        yield NOT_BOUND
