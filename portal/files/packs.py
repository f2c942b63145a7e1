"""Policy packs: `policies/<landlord>/<version>.yaml` becomes a Policy."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache, lru_cache
from hashlib import sha256
from itertools import pairwise
from pathlib import Path

from portal.domain.contacts import Body
from portal.domain.errors import NotFound, WrongData
from portal.domain.policy import Policy
from portal.files.codes import POLICIES, statutory
from portal.files.pack_sense import refuse_nonsense
from portal.files.policy_parts import read_bodies, read_policy
from portal.files.yaml_parts import read_part
from portal.files.yaml_tree import LARGEST

RESERVED = {
    "staff", "api", "webhooks", "healthz", "readyz", "metrics", "static", "carry-on", "favicon.ico",
    "by-hash",  # where kept packs lie by their content
}  # fmt: skip
EXAMPLE = "example"
"""The pack to copy: it is read and checked like the others, and no resident ever meets it."""
ADDRESS = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
VERSION = re.compile(r"[a-z0-9]+([.-][a-z0-9]+)*")
LONGEST_NAME = 60


def load_pack(path: Path) -> Policy:
    """One pack, read once for the same words under the same name. Raises WrongData with file, line and mend."""
    path = path.absolute()
    return policy_of(path.parent.name, path.stem, _content(path), path.parent)


@lru_cache(maxsize=256)
def policy_of(landlord: str, version: str, content: bytes, folder: Path | None = None) -> Policy:
    """The pack that these words are, which must call itself by this name. Raises WrongData.

    `folder` is where its logo lies; without it, words that were good once are read again without looking there.
    """
    file = _shown(landlord, version)
    _refuse_names(landlord, version, file)
    part = read_part(Path(file), file, content)
    policy = read_policy(part, bodies(), sha256(content).hexdigest())
    part.finish()
    if policy.landlord != landlord:
        part.wrong("landlord", f"landlord is {policy.landlord!r}.", f"Call it {landlord!r}, like its folder.")
    if policy.version != version:
        part.wrong("version", f"version is {policy.version!r}.", f"Call it {version!r}, like its file.")
    if landlord in RESERVED:
        part.wrong("landlord", f"{landlord!r} is an address of this software.", "Choose another name.")
    refuse_nonsense(part, policy, bodies(), folder)
    return replace(policy, statutory=statutory(policy.region))


@cache
def bodies() -> Mapping[str, Body]:
    """Who every pack may name: ombudsmen and advice. Raises WrongData."""
    return read_bodies(read_part(POLICIES / "bodies.yaml", "policies/bodies.yaml"))


def landlord_folders(folder: Path) -> tuple[Path, ...]:
    """The folders that hold packs, by name."""
    found = {path.parent for path in folder.glob("*/*") if path.suffix in (".yaml", ".yml")}
    return tuple(sorted(path for path in found if not path.name.startswith((".", "_"))))


def contents_of(folder: Path) -> dict[str, bytes]:
    """The words of one landlord's packs, by version. Raises WrongData for what cannot be a pack by its place."""
    if folder.is_symlink():
        what = "it is a link to another place."
        raise WrongData(f"policies/{folder.name}", None, what, "Put the folder itself here.")
    try:
        files = sorted(path for path in folder.iterdir() if path.suffix in (".yaml", ".yml") and path.name[0] != ".")
    except OSError as error:
        raise _unreadable(f"policies/{folder.name}", error) from error
    return {path.stem: _content(path) for path in files}


def policies_of(landlord: str, contents: Mapping[str, bytes], folder: Path | None = None) -> tuple[Policy, ...]:
    """One landlord's packs in the order of their days. Raises WrongData; every day must have one pack and only one."""
    policies = [policy_of(landlord, version, content, folder) for version, content in contents.items()]
    policies.sort(key=lambda policy: policy.in_force_from)
    _refuse_overlaps_and_gaps(policies)
    return tuple(policies)


def wrong_hosts(policies: Mapping[str, Iterable[Policy]]) -> Iterator[tuple[str, WrongData]]:
    """The landlords that claim the host name of one before them, each with what is wrong."""
    claimed: dict[str, str] = {}
    for landlord, each in policies.items():
        for policy in each:
            for host in policy.hosts:
                if claimed.setdefault(host, landlord) != landlord:
                    what = f"{claimed[host]} has the host {host!r} already."
                    yield landlord, _wrong_in(policy, "hosts", what, "Give each landlord hosts of its own.")


def no_words_kept(landlord: str, version: str, hash: str) -> Policy | None:
    """Where nobody keeps the words that a pack had before."""
    return None


@dataclass(frozen=True)
class Packs:
    """Every landlord's packs. `kept` finds one as its words once were, by their hash."""

    policies: Mapping[str, tuple[Policy, ...]]
    kept: Callable[[str, str, str], Policy | None] = no_words_kept

    @classmethod
    def load(cls, folder: Path = POLICIES) -> "Packs":
        """All packs under a folder. Raises WrongData; two packs of a landlord in force on one day are wrong too."""
        packs = {each.name: policies_of(each.name, contents_of(each), each) for each in landlord_folders(folder)}
        for _, wrong in wrong_hosts(packs):
            raise wrong
        return cls(packs)

    def now(self) -> "Packs":
        """These: they do not change. LivePacks.now may give others each time."""
        return self

    @property
    def landlords(self) -> tuple[str, ...]:
        """The landlords' names as addresses use them, in order; the example is none."""
        return tuple(sorted(set(self.policies) - {EXAMPLE}))

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

    def made_under(self, landlord: str, version: str, hash: str) -> Policy:
        """A version with the very words it had when their hash was this; its words of today where those are not kept.

        Raises NotFound.
        """
        for policy in self._of(landlord):
            if (policy.version, policy.hash) == (version, hash):
                return policy
        return self.kept(landlord, version, hash) or self.version(landlord, version)

    def _of(self, landlord: str) -> tuple[Policy, ...]:
        try:
            return self.policies[landlord]
        except KeyError:
            raise NotFound(landlord) from None


def _shown(landlord: str, version: str) -> str:
    return f"policies/{landlord}/{version}.yaml"


def _content(path: Path) -> bytes:
    """The words of a file; of a huge one, enough to see that it is too large."""
    file = f"policies/{path.parent.name}/{path.name}"
    if path.suffix != ".yaml":
        raise WrongData(file, None, "its name does not end in .yaml.", f"Call it {path.stem}.yaml.")
    if path.is_symlink() or not path.is_file():
        raise WrongData(file, None, "this is no file of its own.", "Put the file itself here.")
    try:
        with path.open("rb") as opened:
            return opened.read(LARGEST + 1)
    except OSError as error:
        raise _unreadable(file, error) from error


def _unreadable(file: str, error: OSError) -> WrongData:
    return WrongData(file, None, f"it cannot be read: {error.strerror}.", "Put it back, and let the server read it.")


def _refuse_names(landlord: str, version: str, file: str) -> None:
    for name, form, whose in ((landlord, ADDRESS, "folder"), (version, VERSION, "file")):
        if len(name) > LONGEST_NAME or not form.fullmatch(name):
            what = f"the {whose}'s name {name[:LONGEST_NAME]!r} does not fit into an address."
            raise WrongData(file, None, what, "Use small letters, digits and single hyphens.")


def _refuse_overlaps_and_gaps(policies: Iterable[Policy]) -> None:
    for earlier, policy in pairwise(policies):
        day_before = policy.in_force_from - timedelta(days=1)
        if earlier.in_force_to == day_before:
            continue
        until = f"until {earlier.in_force_to}" if earlier.in_force_to else "without an end"
        raise _wrong_in(
            policy,
            "in_force_from",
            f"{earlier.id} is in force {until}, {policy.id} from {policy.in_force_from}.",
            f"Give {earlier.id} an in_force_to of {day_before}: one pack for every day, and no day without one.",
        )


def _wrong_in(policy: Policy, key: str, what: str, mend: str) -> WrongData:
    return WrongData(_shown(policy.landlord, policy.version), policy.lines.get(key), what, mend)
