"""What a pack cannot mean, though each of its lines can be read: stages that lead nowhere, names taken twice."""

import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from portal.domain.contacts import Body
from portal.domain.policy import OMBUDSMAN, Clock, Policy, Stage, Start
from portal.domain.terms import Ground
from portal.files.logos import HIGHEST, LARGEST, WIDEST, check_logo
from portal.files.yaml_parts import Part
from portal.languages import LANGUAGES

HOST = re.compile(r"(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]")
LINK = re.compile(r"https?://[a-z0-9.-]+(:[0-9]+)?(/[^\s\"'<>\\]*)?", re.IGNORECASE)
PICTURE = re.compile(r"[a-z0-9_-]+\.png")
BEFORE_THE_ANSWER = ("speak", "acknowledge")


def refuse_nonsense(part: Part, policy: Policy, shared: Mapping[str, Body], folder: Path | None) -> None:
    """Raises WrongData. `shared` are the bodies of all packs; `folder` is where the logo lies, None not to look."""
    if policy.in_force_to and policy.in_force_to < policy.in_force_from:
        part.wrong("in_force_to", "it ends before it begins.", "Correct one of the two dates.")
    for entry, stage in zip(part.parts("stages"), policy.stages, strict=True):
        _refuse_clocks(entry, stage)
    _refuse_stages(part, policy)
    for key, ids in (
        ("kinds", [kind.id for kind in policy.kinds]),
        ("channels", [channel.id for channel in policy.channels]),
        ("exclusions", [exclusion.id for exclusion in policy.exclusions]),
    ):
        _refuse_twice(part, key, ids)
    _refuse_exclusions(part, policy)
    _refuse_bodies(part, policy, shared)
    _refuse_links(part, policy)
    _refuse_look(part, policy, folder)
    for code in policy.languages:
        if code not in LANGUAGES:
            part.wrong("languages", f"there is no language {code!r}.", f"Use only: {', '.join(LANGUAGES)}.")
    _refuse_twice_said(part, "languages", policy.languages)


def _refuse_clocks(part: Part, stage: Stage) -> None:
    answer = stage.clock("respond")
    if answer is None:
        return
    if answer.start is Start.ACKNOWLEDGED and not stage.clock("acknowledge"):
        what = f"{stage.name}: the answer counts from an acknowledgement that no clock asks for."
        part.wrong("clocks", what, "Add a clock of kind acknowledge, or count from received.")
    for early in filter(None, map(stage.clock, BEFORE_THE_ANSWER)):
        if _is_later(early, answer):
            what = f"{stage.name}: {early.kind} takes {early.length} {early.unit}, longer than the answer after it."
            part.wrong("clocks", what, "Correct one of the two clocks.")


def _is_later(early: Clock, answer: Clock) -> bool:
    return (early.start, early.unit) == (answer.start, answer.unit) and early.length > answer.length


def _refuse_stages(part: Part, policy: Policy) -> None:
    entries, stages = part.parts("stages"), policy.stages
    if not any(not stage.informal for stage in policy.own_stages):
        mend = "Add a stage of the landlord's own, or take informal away from the one that answers."
        part.wrong("stages", "no stage is a formal one.", mend)
    for entry, stage, earlier in zip(entries, stages, (None, *stages), strict=False):
        if stage.informal and earlier and not earlier.informal:
            what = f"{stage.name} is informal and comes after a formal stage."
            entry.wrong("informal", what, "Move it to the beginning, or take informal away.")
        if stage.held_by == OMBUDSMAN and stage is not stages[-1]:
            entry.wrong("held_by", "a stage comes after the Ombudsman's.", "Move the Ombudsman's stage to the end.")
        if stage.held_by == OMBUDSMAN and (stage.clocks or stage.extension or stage.window):
            key = "clocks" if stage.clocks else "extension" if stage.extension else "window"
            entry.wrong(key, "the Ombudsman's stage has clocks of the landlord's.", f"Take {key} away from this stage.")
    last = policy.own_stages[-1]
    if last.window:
        what = f"{last.name} is the last stage, so there is no next one to ask for."
        mend = "Take window away, or add the stage that it leads to."
        entries[stages.index(last)].wrong("window", what, mend)


def _refuse_twice(part: Part, key: str, ids: list[str]) -> None:
    for index, id in enumerate(ids):
        if id in ids[:index]:
            part.parts(key)[index].wrong("id", f"{key} has {id!r} twice.", "Give each entry an id of its own.")


def _refuse_twice_said(part: Part, key: str, values: Iterable[str]) -> None:
    seen: set[str] = set()
    for value in values:
        if value in seen:
            part.wrong(key, f"{key} has {value!r} twice.", "Keep one of the two.")
        seen.add(value)


def _refuse_exclusions(part: Part, policy: Policy) -> None:
    for entry, exclusion in zip(part.parts("exclusions"), policy.exclusions, strict=True):
        if exclusion.within and exclusion.ground is not Ground.OVER_TIME:
            what = f"within is a limit of time, and the ground is {exclusion.ground}."
            entry.wrong("within", what, "Take within away, or make the ground over_time.")
        if exclusion.counts_from and not exclusion.within:
            entry.wrong("counts_from", "nothing is counted here.", "Add within, or take counts_from away.")


def _refuse_bodies(part: Part, policy: Policy, shared: Mapping[str, Body]) -> None:
    for id in policy.bodies:
        if id in shared or id == OMBUDSMAN:
            mend = "Name it without describing it, or rename it."
            part.part("bodies").wrong(id, f"{id!r} is known to all packs.", mend)


def _refuse_links(part: Part, policy: Policy) -> None:
    """A link is followed by residents: it leads to a page, and runs nothing."""
    found = [(part.part("contacts"), "website", policy.contacts.website)]
    linked = zip(part.parts("linked_policies"), policy.linked_policies, strict=True)
    found += [(entry, "url", each.url) for entry, each in linked]
    for id, body in policy.bodies.items():
        entry = part.part("bodies").part(id)
        found += [(entry, "website", body.website), (entry, "complain_at", body.complain_at)]
    for entry, key, link in found:
        if link and not LINK.fullmatch(link):
            entry.wrong(key, f"{key} is {link[:40]!r}, no address of a page.", "Begin it with https://.")


def _refuse_look(part: Part, policy: Policy, folder: Path | None) -> None:
    for host in policy.hosts:
        if not HOST.fullmatch(host):
            mend = "Write it in small letters without https:// and without a port, like complaints.example.org."
            part.wrong("hosts", f"{host[:40]!r} is no host name.", mend)
    _refuse_twice_said(part, "hosts", policy.hosts)
    if not policy.logo:
        return
    if not PICTURE.fullmatch(policy.logo):
        mend = "Name a .png file beside the pack, in small letters, like logo.png."
        part.wrong("logo", f"logo is {policy.logo[:40]!r}.", mend)
    if folder is None:
        return
    picture = folder / policy.logo
    mend = "Put the picture itself beside the pack."
    if not picture.resolve().is_relative_to(folder.resolve()):
        part.wrong("logo", f"{policy.logo!r} leads out of the pack's folder.", mend)
    if not picture.is_file():
        part.wrong("logo", f"there is no file {policy.logo!r}.", mend)
    if problem := check_logo(picture):
        most = f"a PNG that does not move, of at most {WIDEST} by {HIGHEST} pixels and {LARGEST // 1000} kB"
        part.wrong("logo", f"{policy.logo!r} {problem}", f"Save it as {most}.")
