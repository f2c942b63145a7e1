"""A wrong pack is refused with its file, its line, what is wrong and how to mend it."""

from datetime import date
from pathlib import Path

import pytest

from portal.domain.errors import NotFound, WrongData
from portal.files.packs import Packs, load_pack
from tests.files.wrong_files import PACK, changed, line_of, must_help, pack_file, refused_pack
from tests.pictures import a_png

FILE = "policies/oak-homes/2024.yaml"

# what is changed, into what, the words on the line that is named, what is said, what the mend says
WRONG = {
    # keys
    "an unknown key": ("title: ", "tittle: x\ntitle: ", "tittle", "no key 'tittle'", "title"),
    "an unknown key inside a clock": (
        'from: requested, source: "4"',
        'from: requested, source: "4", cap: 9',
        "cap: 9",
        "no key 'cap'",
        "Use one of",
    ),
    "an unknown key inside an exclusion": (
        "ground: court_filed",
        "ground: court_filed\n    if: x",
        "if: x",
        "'if'",
        "who",
    ),
    "an unknown key inside a body": (
        "{name: The council,",
        "{fax: x, name: The council,",
        "fax",
        "no key 'fax'",
        "phone",
    ),
    "a key left out": ("name: Oak Homes\n", "", "landlord: oak-homes", "name is missing", "Add name"),
    "a key left out of a part": ("  phone: 020 7946 0999\n", "", "  email: comp", "phone is missing", "Add phone"),
    "a key twice": ("title: ", "name: Oak\ntitle: ", "name: Oak\n", "'name' stands in line 3 already", "Keep one"),
    "a key twice, deep inside": (
        "{length: 12,",
        "{length: 12, length: 6,",
        "length: 12",
        "'length' stands",
        "Keep one",
    ),
    "a key that is yes": ("title: ", "yes: x\ntitle: ", "yes: x", "true or false to some", "Rename the key"),
    "a key that is on": ("title: ", "On: x\ntitle: ", "On: x", "true or false to some", "Rename the key"),
    "a key that is no, inside": (
        "  phone: 0",
        "  no: x\n  phone: 0",
        "no: x",
        "true or false to some",
        "Rename the key",
    ),
    "a key that is a number": ("title: ", "2024: x\ntitle: ", "2024: x", "not read as a word", "quotation marks"),
    "a key that is nothing": ("title: ", ": x\ntitle: ", ": x", "not read as a word", "quotation marks"),
    "a key that is a list": ("title: ", "? [a, b]\n: x\ntitle: ", "? [a", "a key is a list", "Write a word"),
    "a key that merges": ("title: ", "<<: {a: b}\ntitle: ", "<<", "merge keys", "Write the keys out"),
    # values of the wrong kind
    "an empty text": ("name: Oak Homes", 'name: " "', "name: ", "name is empty", "Write it"),
    "a key without a value": ("name: Oak Homes", "name:", "name:", "name is empty", "take it away"),
    "a number for words": ('version: "2024"', "version: 2024", "version: 2024", "not words", "quotation marks"),
    "half a number for words": (
        'source: "4"',
        "source: 4.0",
        "source: 4.0",
        "source is 4.0, not words",
        "quotation marks",
    ),
    "a number for a phone": ("020 7946 0999", "105", "phone: 105", "phone is 105", "quotation marks"),
    "a phone that would lose its nought": (
        "020 7946 0999",
        "02079460999",
        "phone: 020",
        "02079460999",
        "quotation marks",
    ),
    "a phone with a plus": ("020 7946 0999", "+442079460999", "phone: +44", "is +442079460999", "quotation marks"),
    "a word that is no to some": ("Oak Homes", "No", "name: No", "name is No, not words", "quotation marks"),
    "a time that is a number to some": ("1 Oak Street", "10:30", "address", "is 10:30, not words", "quotation marks"),
    "a date for words": ("1 Oak Street", "2024-01-01", "address", "is 2024-01-01, not words", "quotation marks"),
    "a list for words": ("name: Oak Homes", "name: [Oak]", "name", "name is a list, not words", "quotation marks"),
    "words for a number": ("length: 20", "length: twenty", "length: twenty", "not a whole number", "Write digits"),
    "a quoted number": ("length: 20", 'length: "20"', 'length: "20"', "'20', not a whole number", "Write digits"),
    "true for a number": ("length: 20", "length: true", "length: true", "not a whole number", "Write digits"),
    "half a day": ("length: 20", "length: 2.5", "length: 2.5", "not a whole number", "Write digits"),
    "a number with a nought before": ("length: 20", "length: 020", "length: 020", "not a whole number", "Write digits"),
    "a number without end": ("length: 20", "length: " + "9" * 5000, "length: 9", "not a whole number", "Write digits"),
    "words for true": (
        "    window: {",
        "    asks_reasons: maybe\n    window: {",
        "asks_r",
        "'maybe', not true",
        "Write true",
    ),
    "yes for true": (
        "    window: {",
        "    asks_reasons: yes\n    window: {",
        "asks_r",
        "is yes, not true",
        "Write true",
    ),
    "words for a date": ("2024-04-01", '"1 April"', "in_force_from", "not a date", "2024-06-27"),
    "a moment for a date": ("2024-04-01", "2024-04-01 10:00:00", "in_force_from", "not a date", "2024-06-27"),
    "a day there is not": ("2024-04-01", "2023-02-29", "in_force_from", "is 2023-02-29, not a date", "a day there is"),
    "a date of another age": ("2024-04-01", "0001-01-01", "in_force_from", "too far away", "Correct the year"),
    "a list that is none": ("exclusions:\n", "exclusions: none\nx:\n", "exclusions: none", "list of entries", "hyphen"),
    "an entry that is none": (
        "  - {id: money, words: Pay me}",
        "  - money",
        "- money",
        "is 'money', not keys",
        "its keys",
    ),
    "words for a list": ("languages: [en, pl]", "languages: en", "languages", "a list of words", "[one, two]"),
    "a number in a list of words": (
        "[en, pl]",
        "[en, 7]",
        "languages",
        "an entry of languages is 7",
        "quotation marks",
    ),
    "nothing in a list of words": ("[en, pl]", '[en, ""]', "languages", "an entry of languages is empty", "Write it"),
    "a part that is none": (
        "{body: housing_ombudsman}",
        "Housing",
        "ombudsman",
        "hold keys and values",
        "Indent its keys",
    ),
    # clocks
    "a clock of no days": ("length: 20", "length: 0", "length: 0", "1 or more", "Correct the number"),
    "a clock that runs backwards": ("length: 20", "length: -5", "length: -5", "1 or more", "Correct the number"),
    "a clock of years": ("length: 20", "length: 400", "length: 400", "262 or less", "Correct the number"),
    "a window of years": ("{length: 28", "{length: 367", "length: 367", "366 or less", "Correct the number"),
    "a limit of a century": ("{length: 12,", "{length: 1200,", "length: 1200", "120 or less", "Correct the number"),
    "no hours at all": (
        "length: 5, unit: working",
        "length: 0, unit: hours",
        "unit: hours",
        "no time",
        "unit: calendar",
    ),
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
    "an answer from an acknowledgement nobody gives": (
        "from: requested",
        "from: acknowledged",
        "    clocks:\n      - {kind: respond, length: 20",
        "Stage two: the answer counts from an acknowledgement that no clock asks for",
        "Add a clock of kind acknowledge",
    ),
    "an acknowledgement after the answer": (
        "{kind: respond, length: 20,",
        "{kind: acknowledge, length: 25, unit: working, from: requested, source: x}\n"
        "      - {kind: respond, length: 20,",
        "    clocks:\n      - {kind: acknowledge, length: 25",
        "acknowledge takes 25 working, longer than the answer",
        "Correct one of the two clocks",
    ),
    "an unknown clock": ("{kind: acknowledge,", "{kind: sing,", "kind: sing", "kind is 'sing'", "acknowledge"),
    "two clocks of one kind": (
        "{kind: acknowledge,",
        "{kind: respond,",
        "    clocks:\n",
        "two clocks are of one kind",
        "Keep one clock",
    ),
    "an unknown unit": ("20, unit: working", "20, unit: moons", "unit: moons", "unit is 'moons'", "working, calendar"),
    # stages
    "stages out of order": ("number: 1", "number: 3", "stages:", "numbered [3, 2]", "Number them upwards"),
    "the same stage twice": ("number: 1", "number: 2", "stages:", "numbered [2, 2]", "each once"),
    "a stage below nought": ("number: 1", "number: -1", "number: -1", "0 or more", "Correct the number"),
    "a stage held by nobody known": ("held_by: council", "held_by: the-king", "held_by", "'the-king'", "under bodies"),
    "an escalation to nowhere": (
        "    held_by: council\n",
        '    window: {length: 5, unit: weeks, source: "4"}\n',
        "    window: {length: 5",
        "Stage two is the last stage",
        "Take window away",
    ),
    "an escalation to nowhere before the Ombudsman": (
        "held_by: council",
        "held_by: ombudsman",
        "    clocks:\n      - {kind: respond, length: 20",
        "clocks of the landlord's",
        "Take clocks away",
    ),
    "a stage after the Ombudsman's": (
        "    name: Stage one\n",
        "    name: Stage one\n    held_by: ombudsman\n",
        "    held_by: ombudsman",
        "a stage comes after the Ombudsman's",
        "Move the Ombudsman's stage",
    ),
    "an informal stage after a formal one": (
        "held_by: council",
        "informal: true",
        "informal: true",
        "Stage two is informal and comes after a formal stage",
        "Move it to the beginning",
    ),
    # names taken twice, names of nothing
    "the same remedy twice": (
        "id: money",
        "id: apology",
        "id: apology, words: Pay",
        "'apology' twice",
        "id of its own",
    ),
    "the same exclusion twice": (
        "id: court",
        "id: too_long_ago",
        "  - id: too_long_ago\n    ground: court",
        "twice",
        "id of",
    ),
    "the same kind twice": (
        "id: praise",
        "id: complaint",
        "id: complaint, name: Praise",
        "'complaint' twice",
        "id of its own",
    ),
    "the same channel twice": ("{id: letter", "{id: phone", 'source: "1"}\nexclusions', "'phone' twice", "id of"),
    "the same language twice": ("[en, pl]", "[en, en]", "languages", "'en' twice", "Keep one"),
    "the same advice twice": ("[shelter]", "[shelter, shelter]", "advice", "'shelter' twice", "Keep one"),
    "a remedy without words": (", words: Pay me", "", "id: money", "words is missing", "Add words"),
    "an unknown ground": (
        "ground: court_filed",
        "ground: dislike",
        "ground: dislike",
        "ground is 'dislike'",
        "insurer",
    ),
    "an unknown exception": ("[still_going]", "[full_moon]", "unless", "unless has 'full_moon'", "health_or_safety"),
    "an unknown promise": ('published: "6"', 'cake: "6"', "cake", "no key 'cake'", "published"),
    "an unknown channel": ("{id: letter", "{id: pigeon", "id: pigeon", "id is 'pigeon'", "phone, letter"),
    "an unknown kind": ("handled_as: compliment", "handled_as: song", "as: song", "'song'", "compliment"),
    "an unknown body": (
        "body: housing_ombudsman",
        "body: nobody",
        "ombudsman",
        "body is 'nobody'",
        "housing_ombudsman",
    ),
    "unknown advice": ("[shelter]", "[astrologer]", "advice", "'astrologer'", "citizens_advice"),
    "an unknown language": ("[en, pl]", "[en, tlh]", "languages", "no language 'tlh'", "Use only: en"),
    "an unknown region": ("region: england", "region: france", "region", "region is 'france'", "scotland"),
    "a body that all packs share, described anew": (
        "  council: {",
        "  housing_ombudsman: {name: Ours, checked_on: 2026-11-01}\n  council: {",
        "  housing_ombudsman",
        "is known to all packs",
        "Name it without describing it",
    ),
    "a limit of time on another ground": (
        "ground: over_time",
        "ground: insurer",
        "    within",
        "the ground is insurer",
        "make the ground over_time",
    ),
    "a count of nothing": (
        '    within: {length: 12, unit: months, source: "2"}\n',
        "",
        "counts_from",
        "nothing is counted",
        "Add within",
    ),
    # what the landlord is called and looks like
    "an end before the beginning": ("2027-03-31", "2024-03-31", "in_force_to", "ends before it begins", "two dates"),
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
    "a host with its scheme": (
        "title: ",
        'hosts: ["https://oak.example"]\ntitle: ',
        "hosts",
        "no host name",
        "small letters",
    ),
    "a host with a port": ("title: ", 'hosts: ["oak.example:80"]\ntitle: ', "hosts", "no host name", "without a port"),
    "a host that is an address of numbers": ("title: ", "hosts: [10.0.0.1]\ntitle: ", "hosts", "no host name", "like"),
    "the same host twice": ("title: ", "hosts: [a.example, a.example]\ntitle: ", "hosts", "twice", "Keep one"),
    "a link that runs something": (
        "  address: 1 Oak Street",
        "  address: 1 Oak Street\n  website: javascript:alert(1)",
        "  website",
        "no address of a page",
        "Begin it with https://",
    ),
    "a logo elsewhere": ("title: ", "logo: ../other/logo.png\ntitle: ", "logo", "logo is '../other", "beside the pack"),
    "a logo at the root": ("title: ", "logo: /etc/logo.png\ntitle: ", "logo", "logo is '/etc", "beside the pack"),
    "a logo that is no picture": ("title: ", "logo: logo.html\ntitle: ", "logo", "logo is 'logo.html'", "a .png file"),
    "a logo that is not there": ("title: ", "logo: logo.png\ntitle: ", "logo", "no file 'logo.png'", "beside the pack"),
    # elected members
    "another rule for elected members": (
        "exclusions:\n",
        'elected_members: {may_act: always, source: "7"}\nexclusions:\n',
        "elected_members",
        "may_act is 'always'",
        "with_consent, when_asked",
    ),
    "elected members without a rule": (
        "exclusions:\n",
        'elected_members: {source: "7"}\nexclusions:\n',
        "elected_members",
        "may_act is missing",
        "Add may_act",
    ),
    "elected members without their place in the policy": (
        "exclusions:\n",
        "elected_members: {may_act: when_asked}\nexclusions:\n",
        "elected_members",
        "source is missing",
        "Add source",
    ),
    "true for a rule of elected members": (
        "exclusions:\n",
        'elected_members: {may_act: true, source: "7"}\nexclusions:\n',
        "elected_members",
        "may_act is true, not words",
        "quotation marks",
    ),
    # YAML
    "an anchor": ("name: Oak Homes", "name: &oak Oak Homes", "&oak", "anchors and aliases", "Write the value out"),
    "an alias": ("title: Complaints policy", "title: *oak", "*oak", "anchors and aliases", "Write the value out"),
    "a tag": ("name: Oak Homes", "name: !!python/name:os.system x", "!!python", "tags like", "Take it out"),
    "a directive": ("landlord: oak", "%YAML 1.1\n---\nlandlord: oak", "---", "a directive", "per cent"),
    "a tab": ("  phone: 0", "\tphone: 0", "\tphone", "begins with a tab", "Indent with spaces"),
    "a tab among spaces": ("  phone: 0", " \t phone: 0", " \t phone", "begins with a tab", "Indent with spaces"),
    "a bracket left open": ("{id: money, words: Pay me}", "{id: money", "representative", "not YAML", "Mend"),
    "two documents": ("title: ", "---\ntitle: ", "---", "a second document", "Keep one document"),
    "a character nobody sees": ("Oak Homes", "Oak\x07 Homes", "name: Oak", "(U+0007)", "Take it out"),
    "a character nobody sees, written out": ("Oak Homes", '"Oak\\0Homes"', "name: ", "(U+0000)", "Take it out"),
    "half a character": ("Oak Homes", '"Oak\\ud800"', "name: ", "(U+D800)", "Take it out"),
    "words that turn the order of reading": ("Oak Homes", "Oak \u202eHomes", "name: Oak", "(U+202E)", "Take it out"),
    "a character there is not": ("Oak Homes", '"\\UFFFFFFFF"', None, "not YAML", "Mend"),
}


@pytest.mark.parametrize("wrong", WRONG)
def test_a_wrong_pack_is_refused_with_its_line_and_its_mend(tmp_path: Path, wrong: str) -> None:
    old, new, place, what, mend = WRONG[wrong]
    content = changed(PACK, old, new)
    must_help(refused_pack(tmp_path, content), FILE, line_of(content, place) if place else None, what, mend)


def test_the_pack_that_the_others_break_is_whole(tmp_path: Path) -> None:
    policy = load_pack(pack_file(tmp_path, PACK))
    assert policy.id == "oak-homes/2024"
    assert [stage.number for stage in policy.stages] == [1, 2]


@pytest.mark.parametrize("reserved", ["staff", "api", "webhooks", "healthz", "readyz", "metrics", "static"])
def test_a_landlord_cannot_be_called_like_one_of_our_addresses(tmp_path: Path, reserved: str) -> None:
    path = pack_file(tmp_path, changed(PACK, "oak-homes", reserved), landlord=reserved)
    with pytest.raises(WrongData) as caught:
        load_pack(path)
    must_help(caught.value, f"policies/{reserved}/2024.yaml", 1, "is an address", "Choose another name")


class TestWhereAPackLies:
    """The folder's name becomes an address, so it is one that fits, and the folder itself."""

    @pytest.mark.parametrize(
        "name", ["Oak", "oak_homes", "oak homes", "-oak", "oak-", "oak--homes", "öak", "o" * 61, ".."]
    )
    def test_its_folder_has_a_name_that_fits_into_an_address(self, tmp_path: Path, name: str) -> None:
        path = pack_file(tmp_path / "policies", PACK, landlord=name)
        with pytest.raises(WrongData) as caught:
            load_pack(path)
        must_help(caught.value, f"policies/{name}/2024.yaml", None, "does not fit into an address", "Use small letters")

    @pytest.mark.parametrize("version", ["2024 new", "2024_1", "Zwei", ".2024"])
    def test_its_file_has_a_name_that_fits_into_an_address(self, tmp_path: Path, version: str) -> None:
        with pytest.raises(WrongData) as caught:
            load_pack(pack_file(tmp_path, PACK, version=version))
        must_help(caught.value, f"policies/oak-homes/{version}.yaml", None, "does not fit", "Use small letters")

    def test_its_folder_is_no_link(self, tmp_path: Path) -> None:
        pack_file(tmp_path / "elsewhere", PACK)
        (tmp_path / "policies").mkdir()
        (tmp_path / "policies" / "oak-homes").symlink_to(tmp_path / "elsewhere" / "oak-homes")
        with pytest.raises(WrongData) as caught:
            Packs.load(tmp_path / "policies")
        must_help(caught.value, "policies/oak-homes", None, "a link to another place", "Put the folder itself")

    def test_it_is_no_link_itself(self, tmp_path: Path) -> None:
        secret = pack_file(tmp_path / "elsewhere", PACK)
        path = tmp_path / "oak-homes" / "2024.yaml"
        path.parent.mkdir()
        path.symlink_to(secret)
        with pytest.raises(WrongData) as caught:
            load_pack(path)
        must_help(caught.value, FILE, None, "no file of its own", "Put the file itself")

    def test_it_is_no_folder(self, tmp_path: Path) -> None:
        (tmp_path / "oak-homes" / "2024.yaml").mkdir(parents=True)
        with pytest.raises(WrongData) as caught:
            Packs.load(tmp_path)
        must_help(caught.value, FILE, None, "no file of its own", "Put the file itself")

    def test_a_file_that_would_not_be_seen_is_named(self, tmp_path: Path) -> None:
        pack_file(tmp_path, PACK).rename(tmp_path / "oak-homes" / "2024.yml")
        with pytest.raises(WrongData) as caught:
            Packs.load(tmp_path)
        must_help(caught.value, "policies/oak-homes/2024.yml", None, "does not end in .yaml", "Call it 2024.yaml")

    def test_its_logo_does_not_lead_out_of_the_folder(self, tmp_path: Path) -> None:
        content = changed(PACK, "title: ", "logo: logo.png\ntitle: ")
        (tmp_path / "secret.png").write_bytes(a_png())
        path = pack_file(tmp_path, content)
        (path.parent / "logo.png").symlink_to(tmp_path / "secret.png")
        with pytest.raises(WrongData) as caught:
            load_pack(path)
        must_help(caught.value, FILE, line_of(content, "logo"), "leads out of the pack's folder", "beside the pack")

    def test_its_logo_is_a_picture_beside_it(self, tmp_path: Path) -> None:
        path = pack_file(tmp_path, changed(PACK, "title: ", "logo: logo.png\ntitle: "))
        (path.parent / "logo.png").write_bytes(a_png())
        assert load_pack(path).logo == "logo.png"

    def test_the_same_words_under_two_names_keep_their_names(self, tmp_path: Path) -> None:
        assert load_pack(pack_file(tmp_path, PACK)).landlord == "oak-homes"
        with pytest.raises(WrongData) as caught:
            load_pack(pack_file(tmp_path, PACK, landlord="elm-homes"))
        must_help(caught.value, "policies/elm-homes/2024.yaml", 1, "landlord is 'oak-homes'", "Call it 'elm-homes'")
        with pytest.raises(WrongData) as caught:
            load_pack(pack_file(tmp_path, PACK, version="2025"))
        must_help(caught.value, "policies/oak-homes/2025.yaml", 2, "version is '2024'", "Call it '2025'")

    def test_two_landlords_do_not_claim_one_host(self, tmp_path: Path) -> None:
        oak = changed(PACK, "title: ", "hosts: [complaints.example]\ntitle: ")
        pack_file(tmp_path, oak)
        pack_file(tmp_path, changed(oak, "oak-homes", "elm-homes"), landlord="elm-homes")
        with pytest.raises(WrongData) as caught:
            Packs.load(tmp_path)
        must_help(caught.value, FILE, line_of(oak, "hosts"), "elm-homes has the host", "hosts of its own")


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
        must_help(error, FILE, line_of(PACK, "1 Oak Street"), "not UTF-8", "Save it as UTF-8")

    @pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
    def test_one_of_two_bytes_a_letter(self, tmp_path: Path, encoding: str) -> None:
        error = refused_pack(tmp_path, PACK.encode(encoding))
        assert (error.file, error.line) == (FILE, 1)
        assert "UTF-16" in error.what or "U+0000" in error.what

    def test_one_with_a_byte_order_mark(self, tmp_path: Path) -> None:
        error = refused_pack(tmp_path, PACK.encode("utf-8-sig"))
        must_help(error, FILE, 1, "begins with a byte order mark", "without a byte order mark")

    def test_one_with_a_nul_byte(self, tmp_path: Path) -> None:
        must_help(refused_pack(tmp_path, PACK + "\x00"), FILE, PACK.count("\n") + 1, "(U+0000)", "Take it out")

    def test_one_that_is_only_deep(self, tmp_path: Path) -> None:
        deep = "".join("  " * depth + "a:\n" for depth in range(3000))[:200_000]
        must_help(refused_pack(tmp_path, deep), FILE, 21, "more than 20 levels deep", "Take out brackets")

    def test_one_without_stages(self, tmp_path: Path) -> None:
        start, end = PACK.index("stages:\n"), PACK.index("adjustments:\n")
        error = refused_pack(tmp_path, PACK[:start] + "stages: []\n" + PACK[end:])
        must_help(error, FILE, line_of(PACK, "stages:"), "stages has 0 entries", "Add what is missing")

    @pytest.mark.parametrize("whose", ["informal: true", "held_by: ombudsman"])
    def test_one_without_a_formal_stage(self, tmp_path: Path, whose: str) -> None:
        start, end = PACK.index("  - number: 2"), PACK.index("adjustments:\n")
        error = refused_pack(tmp_path, f"{PACK[:start]}    {whose}\n{PACK[end:]}")
        must_help(error, FILE, line_of(PACK, "stages:"), "no stage is a formal one", "Add a stage")

    def test_one_of_a_gigabyte_is_not_read_to_its_end(self, tmp_path: Path) -> None:
        path = pack_file(tmp_path, PACK)
        with path.open("r+b") as file:
            file.truncate(2**30)  # sparse: it takes no room
        with pytest.raises(WrongData) as caught:
            load_pack(path)
        must_help(caught.value, FILE, None, "larger than 256 kB", "Split it")

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
        with pytest.raises(WrongData) as caught:
            self.both(tmp_path, earlier, self.LATER)
        file = "policies/oak-homes/2027.yaml"
        must_help(caught.value, file, line_of(self.LATER, "in_force_from"), what, "Give oak-homes/2024")

    def test_leave_no_day_between_them(self, tmp_path: Path) -> None:
        with pytest.raises(WrongData) as caught:
            self.both(tmp_path, PACK.replace("2027-03-31", "2027-03-30"), self.LATER)
        must_help(
            caught.value,
            "policies/oak-homes/2027.yaml",
            line_of(self.LATER, "in_force_from"),
            "until 2027-03-30",
            "an in_force_to of 2027-03-31",
        )

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
