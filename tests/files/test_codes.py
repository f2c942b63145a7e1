"""The Code's files are read whole, say how sure they are, and are refused with line and mend where they are wrong."""

from pathlib import Path

import pytest

from portal.domain.errors import WrongData
from portal.files.codes import EDITIONS, POLICIES, load_code, read_code, statutory
from portal.files.yaml_parts import read_part

WHOLE = (POLICIES / "code-2024.yaml").read_text(encoding="utf-8")
SECTIONS_2024 = {1: 6, 2: 5, 3: 7, 4: 3, 5: 15, 6: 20, 7: 4, 8: 5, 9: 8}
SECTIONS_2020 = {1: 3, 2: 4, 3: 8, 4: 10, 5: 2, 6: 4, 7: 1, 8: 4}


@pytest.mark.parametrize(("edition", "sections"), [("2024", SECTIONS_2024), ("2020", SECTIONS_2020)])
def test_every_provision_is_there_in_its_order(edition: str, sections: dict[int, int]) -> None:
    wanted = [f"{section}.{number}" for section, last in sections.items() for number in range(1, last + 1)]
    assert [each.number for each in load_code(edition).provisions] == wanted


@pytest.mark.parametrize("edition", EDITIONS)
def test_one_code_follows_the_other_without_a_gap(edition: str) -> None:
    code = load_code(edition)
    following = next((later for later in EDITIONS if later > edition), None)
    assert (code.in_force_to is None) == (following is None)
    if code.in_force_to and following:
        assert (load_code(following).in_force_from - code.in_force_to).days == 1


def test_the_clocks_of_the_statutory_code_bind_in_england_alone() -> None:
    code = statutory("england")
    assert code is not None
    lengths = [[clock.length for clock in stage.clocks] for stage in code.stages]
    assert (code.name, lengths) == ("2024", [[5, 10], [5, 20]])
    assert statutory("wales") is None


# what is changed, into what, the words on the line that is named, what is said
WRONG = {
    "an unknown check": ("check: [definition]", "check: [defintion]", "check: [defintion]", "check has 'defintion'"),
    "an unknown promise": ("says: [board_member]", "says: [board]", "says: [board]", "says has 'board'"),
    "a number twice": (
        'number: "1.5"',
        'number: "1.4"',
        'number: "1.4"\n    sure: A\n    words: Unhapp',
        "there twice",
    ),
    "nothing to go by": ("    says: [board_member]\n", "", 'number: "9.5"', "either says or check, or else judge"),
    "a check and a question": (
        "check: [definition]",
        "check: [definition]\n    judge: Is it?",
        '"1.2"',
        "or else judge",
    ),
    "not known how sure": ('"1.1"\n    sure: B', '"1.1"\n    sure: Z', "sure: Z", "sure is 'Z'"),
}


@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_code_is_refused_with_its_line_and_mend(name: str, tmp_path: Path) -> None:
    old, new, place, said = WRONG[name]
    assert WHOLE.count(old) == 1
    content = WHOLE.replace(old, new)
    with pytest.raises(WrongData) as caught:
        read_code(read_part(tmp_path / "code.yaml", "policies/code-2024.yaml", content.encode()))
    assert said in caught.value.what
    assert caught.value.line == content[: content.index(place)].count("\n") + 1
    assert caught.value.mend.endswith(".")
