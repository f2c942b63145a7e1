"""However a pack is broken, it is refused as wrong data or it is a policy: nothing else ever comes of it."""

import random
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from portal.domain.errors import WrongData
from portal.domain.policy import Policy
from portal.files.packs import POLICIES, policy_of
from tests.files.wrong_files import PACK

SCALARS = [
    "", "~", "yes", "-1", "0", "9" * 400, "1e999", ".nan", "2024-02-30", "0000-00-00", "9999-12-31", "[]", "{}", "[[[[",
    "]", "}", "&a", "*a", "!!binary x", "!<tag:x> y", "<<", "? a", "- - - -", "|", ">-", '"\\ud800"', '"\\UFFFFFFFF"',
    "'", '"', "%", "@", "`", "#", ": :", "\t", "\x00", "\ufeff", "\u2028", "---", "...", "a: b: c", "{a: 1, a: 2}",
    "x" * 5000, "ombudsman", "true", "0x10",
]  # fmt: skip
LINES = PACK.splitlines()


def comes_of(content: bytes, landlord: str = "oak-homes", version: str = "2024") -> Policy | WrongData:
    """What reading these words comes to. Anything raised but WrongData is a failure of the test."""
    try:
        return policy_of(landlord, version, content)
    except WrongData as wrong:
        return wrong


def must_be_policy_or_refusal(found: Policy | WrongData, file: str = "policies/oak-homes/2024.yaml") -> None:
    """A whole policy, or a refusal that names the file and the mend."""
    if isinstance(found, WrongData):
        assert found.file == file
        assert found.what
        assert found.mend.endswith(".")
    else:
        assert found.own_stages


places = st.integers(0, len(LINES) - 1)
scalars = st.sampled_from(SCALARS) | st.text(max_size=20) | st.integers().map(str) | st.dates().map(str)
changes = st.one_of(
    st.tuples(st.just("drop"), places, places),
    st.tuples(st.just("double"), places, places),
    st.tuples(st.just("swap"), places, places),
    st.tuples(st.just("indent"), places, st.integers(0, 30)),
    st.tuples(st.just("value"), places, scalars),
    st.tuples(st.just("key"), places, scalars),
    st.tuples(st.just("line"), places, scalars),
    st.tuples(st.just("cut"), places, st.integers(0, 40)),
)


def broken(what: list[tuple[str, int, int | str]]) -> str:
    """The good pack after these changes."""
    lines = list(LINES)
    for how, place, more in what:
        at = place % max(1, len(lines))
        line = lines[at] if lines else ""
        key, colon, value = line.partition(":")
        if isinstance(more, str):
            lines[at : at + 1] = [{"value": f"{key}: {more}", "key": f"{more}{colon}{value}", "line": more}[how]]
        elif how == "drop":
            del lines[at : at + 1 + more % 3]
        elif how == "double":
            lines.insert(more % (len(lines) + 1), line)
        elif how == "swap" and lines:
            lines[at], lines[more % len(lines)] = lines[more % len(lines)], line
        elif how == "indent":
            lines[at : at + 1] = [" " * more + line.lstrip()]
        elif how == "cut":
            lines[at : at + 1] = [line[:more]]
    return "\n".join(lines)


@settings(max_examples=300, deadline=None)
@given(st.lists(changes, min_size=1, max_size=4))
@example([("value", 6, "0001-01-01")])
@example([("value", 0, '"\\UFFFFFFFF"')])
def test_a_pack_with_changed_lines(what: list[tuple[str, int, int | str]]) -> None:
    must_be_policy_or_refusal(comes_of(broken(what).encode("utf-8", "surrogatepass")))


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=200))
@example("{" * 30)
@example("? " * 30)
@example("a: !")
@example("%TAG ! x")
@example("a: 'b")
@example("? |\n  a\n: - b\n- c")
def test_any_words(words: str) -> None:
    must_be_policy_or_refusal(comes_of(words.encode("utf-8", "surrogatepass")))


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=200))
def test_any_bytes(content: bytes) -> None:
    must_be_policy_or_refusal(comes_of(content))


@pytest.mark.parametrize("pack", sorted(POLICIES.glob("*/*.yaml")), ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_a_shipped_pack_with_one_line_less_each_time(pack: Path) -> None:
    lines = pack.read_text(encoding="utf-8").splitlines()
    for at in random.Random(7).sample(range(len(lines)), 12):
        content = "\n".join(lines[:at] + lines[at + 1 :]).encode("utf-8")
        found = comes_of(content, pack.parent.name, pack.stem)
        must_be_policy_or_refusal(found, f"policies/{pack.parent.name}/{pack.name}")
