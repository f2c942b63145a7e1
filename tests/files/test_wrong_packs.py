"""A wrong pack is refused with its file, its line, what is wrong and how to mend it."""

from datetime import date
from pathlib import Path

import pytest

from portal.domain.errors import NotFound
from portal.files.packs import Packs, load_pack
from tests.files.wrong_files import PACK, changed, line_of, must_help, pack_file, refused_pack

FILE = "policies/oak-homes/2024.yaml"

# what is changed, into what, the words on the line that is named, what is said, what the mend says
WRONG = {
    "an unknown key": ("title: ", "tittle: x\ntitle: ", "tittle", "no key 'tittle'", "title"),
    "an unknown key inside a clock": (
        'from: requested, source: "4"',
        'from: requested, source: "4", cap: 9',
        "cap: 9",
        "no key 'cap'",
        "Use one of",
    ),
    "a key left out": ("name: Oak Homes\n", "", "landlord: oak-homes", "name is missing", "Add name"),
    "a key left out of a part": ("  phone: 020 7946 0999\n", "", "  email: comp", "phone is missing", "Add phone"),
    "an empty text": ("name: Oak Homes", 'name: " "', "name: ", "name is empty", "Write it"),
    "a number for words": ('version: "2024"', "version: 2024", "version: 2024", "not words", "quotation marks"),
    "a number for a phone": ("020 7946 0999", "105", "phone: 105", "phone is 105", "quotation marks"),
    "words for a number": ("length: 20", "length: twenty", "length: twenty", "not a whole number", "Write digits"),
    "true for a number": ("length: 20", "length: true", "length: true", "not a whole number", "Write digits"),
    "half a day": ("length: 20", "length: 2.5", "length: 2.5", "not a whole number", "Write digits"),
    "a clock of no days": ("length: 20", "length: 0", "length: 0", "1 or more", "Correct the number"),
    "a clock that runs backwards": ("length: 20", "length: -5", "length: -5", "1 or more", "Correct the number"),
    "a clock without a start": (" from: requested,", "", "length: 20", "from is missing", "Add from"),
    "a clock without a source": (', source: "4"', "", "length: 20", "source is missing", "Add source"),
    "a clock that starts with its own end": (
        "from: requested",
        "from: answered",
        "from: answered",
        "from is 'answered'",
        "received, requested, acknowledged",
    ),
    "an acknowledgement from the acknowledgement": (
        "from: received",
        "from: acknowledged",
        "kind: acknowledge, length: 5",
        "from is",
        "received, requested",
    ),
    "an unknown clock": ("{kind: acknowledge,", "{kind: sing,", "kind: sing", "kind is 'sing'", "acknowledge, respond"),
    "two clocks of one kind": (
        "{kind: acknowledge,",
        "{kind: respond,",
        "    clocks:\n",
        "two clocks are of one kind",
        "Keep one clock",
    ),
    "an unknown unit": ("20, unit: working", "20, unit: moons", "unit: moons", "unit is 'moons'", "working, calendar"),
    "words for a date": ("2024-04-01", '"1 April"', "in_force_from", "not a date", "2024-06-27"),
    "a moment for a date": ("2024-04-01", "2024-04-01 10:00:00", "in_force_from", "not a date", "2024-06-27"),
    "an end before the beginning": ("2027-03-31", "2024-03-31", "in_force_to", "ends before it begins", "two dates"),
    "an unknown region": ("region: england", "region: france", "region", "region is 'france'", "scotland"),
    "stages out of order": ("number: 1", "number: 3", "stages:", "numbered [3, 2]", "Number them upwards"),
    "the same stage twice": ("number: 1", "number: 2", "stages:", "numbered [2, 2]", "each once"),
    "a stage below nought": ("number: 1", "number: -1", "number: -1", "0 or more", "Correct the number"),
    "a list that is none": ("exclusions:\n", "exclusions: none\nx:\n", "exclusions: none", "list of entries", "hyphen"),
    "a part that is none": (
        "{name: Housing Ombudsman, checked_on: 2026-11-01}",
        "Housing Ombudsman",
        "ombudsman",
        "hold keys and values",
        "Indent its keys",
    ),
    "the same remedy twice": (
        "id: money",
        "id: apology",
        "id: apology, words: Pay",
        "'apology' twice",
        "id of its own",
    ),
    "a remedy without words": (", words: Pay me", "", "id: money", "words is missing", "Add words"),
    "another landlord's name": ("oak-homes", "elm-homes", "landlord:", "'elm-homes'", "Call it 'oak-homes'"),
    "another version than its file": (
        '"2024"',
        '"2023"',
        "version:",
        "version is '2023'",
        "Call it '2024', like its file",
    ),
    "small letters for references": ("OAK", "oak", "letters:", "letters is 'oak'", "two to five capital letters"),
    "letters that are digits": ("OAK", '"0AK"', "letters:", "letters is '0AK'", "two to five capital letters"),
    "a colour too light to read": (
        "#0b5563",
        "#ffcc00",
        "colour:",
        "hard to read (WCAG 1.4.3)",
        "Choose a darker colour",
    ),
    "a colour by name": ("#0b5563", "teal", "colour:", "colour is 'teal'", "#0b5563"),
    "an anchor": ("name: Oak Homes", "name: &oak Oak Homes", "&oak", "anchors and aliases", "Write the value out"),
    "an alias": ("title: Complaints policy", "title: *oak", "*oak", "anchors and aliases", "Write the value out"),
    "a key twice": ("title: ", "name: Oak\ntitle: ", "name: Oak\n", "not YAML", "Mend"),
    "a key that is yes": ("title: ", "yes: x\ntitle: ", "yes: x", "true or false to some", "Rename the key"),
    "a key that is no, inside": (
        "  phone: 0",
        "  no: x\n  phone: 0",
        "no: x",
        "true or false to some",
        "Rename the key",
    ),
    "a tab": ("  phone: 0", "\tphone: 0", "\tphone", "not YAML", "Mend the indentation"),
    "a bracket left open": ("{id: money, words: Pay me}", "{id: money", "representative", "not YAML", "Mend"),
    "two documents": ("title: ", "---\ntitle: ", "---", "not YAML", "Mend"),
}


@pytest.mark.parametrize("wrong", WRONG)
def test_a_wrong_pack_is_refused_with_its_line_and_its_mend(tmp_path: Path, wrong: str) -> None:
    old, new, place, what, mend = WRONG[wrong]
    content = changed(PACK, old, new)
    must_help(refused_pack(tmp_path, content), FILE, line_of(content, place), what, mend)


def test_the_pack_that_the_others_break_is_whole(tmp_path: Path) -> None:
    policy = load_pack(pack_file(tmp_path, PACK))
    assert policy.id == "oak-homes/2024"
    assert [stage.number for stage in policy.stages] == [1, 2]


@pytest.mark.parametrize("reserved", ["staff", "api", "webhooks", "healthz", "readyz", "metrics", "static"])
def test_a_landlord_cannot_be_called_like_one_of_our_addresses(tmp_path: Path, reserved: str) -> None:
    path = pack_file(tmp_path, changed(PACK, "oak-homes", reserved), landlord=reserved)
    with pytest.raises(Exception, match="is an address of this software") as caught:
        load_pack(path)
    must_help(caught.value, f"policies/{reserved}/2024.yaml", 1, "is an address", "Choose another name")  # type: ignore[arg-type]  # WrongData, by its words


class TestFilesThatAreNoPacks:
    def test_one_of_a_megabyte(self, tmp_path: Path) -> None:
        error = refused_pack(tmp_path, PACK + "# padding\n" * 100_000)
        must_help(error, FILE, None, "larger than 256 kB", "Split it")

    def test_a_bomb_of_aliases_before_it_grows(self, tmp_path: Path) -> None:
        bomb = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
            f"{this}: &{this} [{', '.join([f'*{before}'] * 9)}]\n"
            for before, this in zip("abcdefg", "bcdefgh", strict=True)
        )
        must_help(refused_pack(tmp_path, bomb), FILE, 1, "anchors and aliases", "Write the value out")

    def test_one_of_brackets_without_end(self, tmp_path: Path) -> None:
        error = refused_pack(tmp_path, PACK + "deep: " + "[" * 20_000)
        must_help(error, FILE, line_of(PACK + "deep", "deep"), "levels deep", "Take out brackets")

    def test_one_that_is_not_utf_8(self, tmp_path: Path) -> None:
        error = refused_pack(tmp_path, PACK.replace("Oak Street", "Rue du Chêne").encode("latin-1"))
        must_help(error, FILE, None, "not UTF-8", "Save it as UTF-8")

    def test_one_with_a_nul_byte(self, tmp_path: Path) -> None:
        must_help(refused_pack(tmp_path, PACK + "\x00"), FILE, None, "not YAML", "Mend")

    @pytest.mark.parametrize("content", ["", "just words\n", "- one\n- two\n", "# nothing yet\n"])
    def test_one_without_keys(self, tmp_path: Path, content: str) -> None:
        must_help(refused_pack(tmp_path, content), FILE, 1, "must hold keys and values", "Start with a key")


class TestTwoPacksOfOneLandlord:
    LATER = PACK.replace('"2024"', '"2027"').replace("2024-04-01", "2027-04-01").replace("2027-03-31", "2030-03-31")

    def both(self, folder: Path, earlier: str, later: str) -> Packs:
        pack_file(folder, earlier)
        pack_file(folder, later, version="2027")
        return Packs.load(folder)

    def test_follow_each_other_day_by_day(self, tmp_path: Path) -> None:
        packs = self.both(tmp_path, PACK, self.LATER)
        found = {day: packs.in_force("oak-homes", date.fromisoformat(day)).version for day in DAYS}
        assert found == DAYS

    @pytest.mark.parametrize(
        ("earlier", "what"),
        [
            (PACK.replace("2027-03-31", "2027-04-01"), "oak-homes/2024 is in force until 2027-04-01"),
            (PACK.replace("in_force_to: 2027-03-31\n", ""), "oak-homes/2024 is in force without an end"),
            (PACK.replace("2024-04-01", "2027-04-01").replace("2027-03-31", "2028-01-01"), "until 2028-01-01"),
        ],
    )
    def test_are_never_in_force_on_one_day(self, tmp_path: Path, earlier: str, what: str) -> None:
        with pytest.raises(Exception, match="in_force_to that is the day before") as caught:
            self.both(tmp_path, earlier, self.LATER)
        file = "policies/oak-homes/2027.yaml"
        must_help(caught.value, file, line_of(self.LATER, "in_force_from"), what, "Give oak-homes/2024")  # type: ignore[arg-type]  # WrongData, by its words

    def test_stay_readable_by_version(self, tmp_path: Path) -> None:
        packs = self.both(tmp_path, PACK, self.LATER)
        assert packs.version("oak-homes", "2024").in_force_from == date(2024, 4, 1)
        assert packs.landlords == ("oak-homes",)

    def test_nothing_is_said_of_landlords_and_versions_that_are_not_there(self, tmp_path: Path) -> None:
        packs = self.both(tmp_path, PACK, self.LATER)
        with pytest.raises(NotFound):
            packs.version("oak-homes", "1999")
        with pytest.raises(NotFound):
            packs.in_force("elm-homes", date(2026, 11, 23))

    def test_a_pack_s_hash_is_of_its_very_words(self, tmp_path: Path) -> None:
        before = load_pack(pack_file(tmp_path, PACK)).hash
        assert load_pack(pack_file(tmp_path, PACK)).hash == before
        assert load_pack(pack_file(tmp_path, changed(PACK, "Pay me", "Pay me now"))).hash != before


DAYS = {
    "2020-01-01": "2024",  # before the first: the first
    "2024-04-01": "2024",
    "2027-03-31": "2024",
    "2027-04-01": "2027",
    "2031-01-01": "2027",  # after the last: the last
}
