"""`putright policy`: the packs, listed, shown and checked."""

import argparse
import sys
from pathlib import Path

from portal import clock
from portal.cli.options import Commands, command, group, print_json, with_json
from portal.domain.errors import NotFound, WrongData
from portal.domain.policy import Stage
from portal.files.packs import POLICIES, Packs, load_pack

FORM_ONLY = "Only the form of the packs was checked, not what they promise: nothing here compares them with the Code."


def add_to(commands: Commands) -> None:
    """Add the commands."""
    actions = group(commands, "policy", "The landlords' policies.")
    command(actions, "list", "List the packs.", list_packs)
    command(actions, "show", "Show the pack in force.", show).add_argument("landlord", metavar="LANDLORD")
    checking = with_json(command(actions, "check", "Check the form of packs.", check))
    checking.add_argument("packs", nargs="*", metavar="PACK", help="like leathermarket-jmb/2024, or a file")
    checking.add_argument("--code", choices=("2020", "2022", "2024"), help="compare with a version of the Code")


def list_packs(asked: argparse.Namespace) -> int:
    """One line a pack."""
    packs = Packs.load()
    for landlord in packs.landlords:
        for policy in packs.policies[landlord]:
            until = f" to {policy.in_force_to}" if policy.in_force_to else ""
            print(f"{policy.id}  {policy.name}, {policy.title}, from {policy.in_force_from}{until}")
    return 0


def show(asked: argparse.Namespace) -> int:
    """What a resident of this landlord is promised today; `LANDLORD/VERSION` shows another version."""
    packs, (landlord, _, version) = Packs.load(), asked.landlord.partition("/")
    policy = packs.version(landlord, version) if version else packs.in_force(landlord, clock.london_day(clock.now()))
    contacts = policy.contacts
    print(f"{policy.name}: {policy.title} ({policy.id}), in force from {policy.in_force_from}")
    print(f"  {contacts.phone}, {contacts.email}, {', '.join(contacts.address.splitlines())}")
    for stage in policy.stages:
        _show_stage(stage)
    _show_list("What would put it right", [each.words for each in policy.remedies])
    _show_list("What we do differently", [each.words for each in policy.adjustments])
    _show_list("What may not be considered", [each.words for each in policy.exclusions])
    _show_list("Languages", list(policy.languages))
    print(f"\n{policy.ombudsman.name}: {policy.ombudsman.phone}, {policy.ombudsman.complain_at}")
    print(f"  checked on {policy.ombudsman.checked_on}")
    return 0


def _show_stage(stage: Stage) -> None:
    print(f"\n{stage.name} ({stage.number}): {stage.responder}")
    for clock_ in stage.clocks:
        print(f"  {clock_.kind}: {clock_.length} {clock_.unit} from {clock_.start} ({clock_.source})")
    if stage.extension:
        print(f"  extension: {stage.extension.length} {stage.extension.unit} ({stage.extension.source})")
    if stage.window:
        print(f"  next stage asked for within: {stage.window.length} {stage.window.unit} ({stage.window.source})")


def _show_list(title: str, lines: list[str]) -> None:
    if lines:
        print(f"\n{title}:")
    for line in lines:
        print(f"  - {line}")


def check(asked: argparse.Namespace) -> int:
    """Check that packs can be read as packs, and say where not. It does not pretend to know the Code."""
    if asked.code:
        print("putright policy check: comparing with the Code is not built yet.", file=sys.stderr)
        return 2
    paths = [_file_of(pack) for pack in asked.packs] or sorted(POLICIES.glob("*/*.yaml"))
    checked = [(path, _wrong(path)) for path in paths]
    if not asked.packs and not any(wrong for _, wrong in checked):
        Packs.load()  # refuses packs that are in force on the same day
    if asked.json:
        print_json([_document(path, wrong) for path, wrong in checked])
    for path, wrong in checked if not asked.json else ():
        print(wrong or f"{_name(path)}: the form is right.")
    print(FORM_ONLY, file=sys.stderr)
    return 1 if any(wrong for _, wrong in checked) else 0


def _file_of(pack: str) -> Path:
    path = Path(pack) if pack.endswith(".yaml") else POLICIES / f"{pack}.yaml"
    if not path.is_file():
        raise NotFound(f"pack {pack}")
    return path


def _name(path: Path) -> str:
    return f"{path.parent.name}/{path.stem}"


def _wrong(path: Path) -> WrongData | None:
    try:
        load_pack(path)
    except WrongData as wrong:
        return wrong
    return None


def _document(path: Path, wrong: WrongData | None) -> dict[str, object]:
    """One pack. `code` is null and `checked` is "form": no clause of the Code was looked at."""
    findings = [{"clause": "", "severity": "breach", **_finding(wrong)}] if wrong else []
    return {"pack": _name(path), "code": None, "checked": "form", "findings": findings}


def _finding(wrong: WrongData) -> dict[str, object]:
    return {"message": wrong.what, "file": wrong.file, "line": wrong.line, "fix": wrong.mend}
