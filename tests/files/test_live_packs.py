"""A running server: a changed pack takes effect by itself, a wrong one is told once and changes nothing."""

import logging
import stat
from pathlib import Path
from threading import Barrier, Thread

import pytest

from portal.domain.errors import NotFound, WrongData
from portal.files.live_packs import LivePacks
from tests.files.wrong_files import PACK, changed, line_of, pack_file

BETTER = changed(PACK, "name: Oak Homes", "name: Better Oak")
WRONG = changed(PACK, "length: 20", "length: -5")
ELM = changed(PACK, "oak-homes", "elm-homes")


class Seconds:
    """A clock that counts seconds when it is told to."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


class Server:
    """Files, a place for copies, and servers that start over them."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.kept, self.clock = folder / "policies", folder / "home" / "packs", Seconds()
        pack_file(self.folder, PACK)

    def start(self) -> LivePacks:
        return LivePacks(self.folder, self.kept, self.clock)

    def write(self, content: str, landlord: str = "oak-homes", version: str = "2024") -> Path:
        return pack_file(self.folder, content, landlord, version)

    def later(self, live: LivePacks, landlord: str = "oak-homes") -> str:
        """What a landlord is called once the server has looked again."""
        self.clock.now += 5
        return live.now().version(landlord, "2024").name


@pytest.fixture
def server(tmp_path: Path) -> Server:
    return Server(tmp_path)


def told(caplog: pytest.LogCaptureFixture) -> list[str]:
    """The warnings so far."""
    return [each.getMessage() for each in caplog.records if each.levelno == logging.WARNING]


def test_a_changed_pack_takes_effect_within_five_seconds(server: Server) -> None:
    live = server.start()
    server.write(BETTER)
    server.clock.now += 4.9
    assert live.now().version("oak-homes", "2024").name == "Oak Homes"
    server.clock.now += 0.1
    assert live.now().version("oak-homes", "2024").name == "Better Oak"


def test_nothing_is_read_again_while_nothing_changes(server: Server) -> None:
    live = server.start()
    before = live.now()
    server.later(live)
    assert live.now() is before


def test_a_new_landlord_needs_a_file_alone(server: Server) -> None:
    live = server.start()
    server.write(ELM, "elm-homes")
    assert server.later(live, "elm-homes") == "Oak Homes"
    assert live.now().landlords == ("elm-homes", "oak-homes")


class TestAWrongPack:
    def test_leaves_the_last_good_one_and_is_told_once(self, server: Server, caplog: pytest.LogCaptureFixture) -> None:
        live = server.start()
        server.write(WRONG)
        assert [server.later(live) for _ in range(3)] == ["Oak Homes"] * 3
        (warning,) = told(caplog)
        assert f"policies/oak-homes/2024.yaml:{line_of(WRONG, 'length: -5')}: length is -5" in warning
        assert "Mend: Correct the number." in warning

    def test_is_told_once_though_others_change(self, server: Server, caplog: pytest.LogCaptureFixture) -> None:
        live = server.start()
        server.write(WRONG)
        server.later(live)
        server.write(ELM, "elm-homes")
        server.later(live)
        assert len(told(caplog)) == 1

    def test_takes_effect_once_it_is_mended(self, server: Server) -> None:
        live = server.start()
        server.write(WRONG)
        server.later(live)
        server.write(BETTER)
        assert server.later(live) == "Better Oak"

    def test_does_not_stop_another_landlord(self, server: Server) -> None:
        server.write(ELM, "elm-homes")
        live = server.start()
        server.write(WRONG)
        server.write(changed(ELM, "name: Oak Homes", "name: Elm Homes"), "elm-homes")
        assert server.later(live, "elm-homes") == "Elm Homes"
        assert live.now().version("oak-homes", "2024").name == "Oak Homes"

    def test_of_a_new_landlord_is_not_served(self, server: Server) -> None:
        live = server.start()
        server.write(changed(ELM, "length: 20", "length: 0"), "elm-homes")
        with pytest.raises(NotFound):
            server.later(live, "elm-homes")

    def test_that_claims_another_s_host_waits_until_it_is_free(
        self, server: Server, caplog: pytest.LogCaptureFixture
    ) -> None:
        claims = "hosts: [complaints.example]\ntitle: "
        server.write(changed(PACK, "title: ", claims))
        live = server.start()
        server.write(changed(ELM, "title: ", claims), "elm-homes")
        with pytest.raises(NotFound):
            server.later(live, "elm-homes")
        assert "oak-homes has the host 'complaints.example' already" in told(caplog)[0]
        server.write(PACK)
        assert server.later(live, "elm-homes") == "Oak Homes"

    def test_files_that_are_gone_leave_the_last_good_ones(
        self, server: Server, caplog: pytest.LogCaptureFixture
    ) -> None:
        live = server.start()
        (server.folder / "oak-homes" / "2024.yaml").unlink()
        assert [server.later(live), server.later(live)] == ["Oak Homes"] * 2
        assert "policies/oak-homes" in told(caplog)[0]
        assert len(told(caplog)) == 1


class TestAStart:
    def test_with_a_wrong_pack_and_no_copy_fails(self, server: Server) -> None:
        server.write(WRONG)
        with pytest.raises(WrongData, match="length is -5"):
            server.start()
        with pytest.raises(WrongData, match="length is -5"):
            LivePacks(server.folder, None, server.clock)

    def test_with_a_wrong_pack_takes_the_copy(self, server: Server, caplog: pytest.LogCaptureFixture) -> None:
        server.write(BETTER)
        server.start()
        server.write(WRONG)
        live = server.start()
        assert live.now().version("oak-homes", "2024").name == "Better Oak"
        assert "length is -5" in told(caplog)[0]

    def test_after_a_wrong_one_goes_on_with_the_mended_one(self, server: Server) -> None:
        server.start()
        server.write(WRONG)
        live = server.start()
        server.write(BETTER)
        assert server.later(live) == "Better Oak"

    def test_is_without_the_landlord_whose_files_are_gone(self, server: Server) -> None:
        server.write(ELM, "elm-homes")
        server.start()
        (server.folder / "elm-homes" / "2024.yaml").unlink()
        assert server.start().now().landlords == ("oak-homes",)

    def test_with_a_wrong_pack_does_not_take_a_copy_that_is_spoilt(self, server: Server) -> None:
        server.start()
        (server.kept / "oak-homes" / "2024.yaml").write_text("spoilt")
        server.write(WRONG)
        with pytest.raises(WrongData, match="length is -5"):
            server.start()

    def test_with_two_landlords_of_one_host_fails(self, server: Server) -> None:
        claims = "hosts: [complaints.example]\ntitle: "
        server.write(changed(PACK, "title: ", claims))
        server.write(changed(ELM, "title: ", claims), "elm-homes")
        with pytest.raises(WrongData, match="elm-homes has the host"):
            server.start()

    def test_goes_on_where_no_copy_can_be_kept(self, server: Server, caplog: pytest.LogCaptureFixture) -> None:
        server.kept.parent.mkdir()
        server.kept.write_text("a file where the folder should be")
        assert server.start().now().landlords == ("oak-homes",)
        assert "could not be kept" in told(caplog)[0]


class TestWhatIsKept:
    def test_is_for_our_eyes_alone_and_whole(self, server: Server) -> None:
        hash = server.start().now().version("oak-homes", "2024").hash
        files = [path for path in server.kept.rglob("*") if path.is_file()]
        names = {str(path.relative_to(server.kept)) for path in files}
        assert names == {"oak-homes/2024.yaml", f"by-hash/{hash}.yaml"}
        assert {path.read_text() for path in files} == {PACK}
        assert {stat.S_IMODE(path.stat().st_mode) for path in files} == {0o600}

    def test_a_case_has_the_words_it_was_made_under(self, server: Server) -> None:
        live = server.start()
        made_under = live.now().version("oak-homes", "2024").hash
        server.write(BETTER)
        assert server.later(live) == "Better Oak"
        assert live.made_under("oak-homes", "2024", made_under).name == "Oak Homes"
        assert server.start().made_under("oak-homes", "2024", made_under).name == "Oak Homes"

    def test_a_case_made_under_a_version_that_is_gone_has_it_still(self, server: Server) -> None:
        hash = server.start().now().version("oak-homes", "2024").hash
        (server.folder / "oak-homes" / "2024.yaml").unlink()
        server.write(PACK.replace('"2024"', '"2025"'), version="2025")
        live = server.start()
        assert live.made_under("oak-homes", "2024", hash).version == "2024"

    @pytest.mark.parametrize("hash", ["", "0" * 64, "../oak-homes/2024", "unknown"])
    def test_words_nobody_knows_are_those_of_today(self, server: Server, hash: str) -> None:
        assert server.start().made_under("oak-homes", "2024", hash).name == "Oak Homes"

    def test_nobody_gets_another_landlord_s_words(self, server: Server) -> None:
        server.write(changed(ELM, "name: Oak Homes", "name: Elm Homes"), "elm-homes")
        live = server.start()
        elm = live.now().version("elm-homes", "2024").hash
        assert live.made_under("oak-homes", "2024", elm).landlord == "oak-homes"
        with pytest.raises(NotFound):
            live.made_under("ash-homes", "2024", elm)

    def test_words_that_were_spoilt_are_not_believed(self, server: Server) -> None:
        live = server.start()
        hash = live.now().version("oak-homes", "2024").hash
        (server.kept / "by-hash" / f"{hash}.yaml").write_text(changed(PACK, "name: Oak Homes", "name: Forged"))
        server.write(BETTER)
        server.later(live)
        assert live.made_under("oak-homes", "2024", hash).name == "Better Oak"


def test_many_who_ask_at_once_all_get_packs(server: Server) -> None:
    live, names = server.start(), list[str]()
    server.write(BETTER)
    server.clock.now += 5
    together = Barrier(8)

    def ask() -> None:
        together.wait()
        names.append(live.now().version("oak-homes", "2024").name)

    threads = [Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(names) == 8
    assert set(names) <= {"Oak Homes", "Better Oak"}
    assert "Better Oak" in names
