"""The log as text and as JSON: where an error was, and nothing that it says of itself."""

import json
import logging
from collections.abc import Callable
from pathlib import Path

import pytest

from portal.logs import AsJson, AsText, set_up
from tests.web.serving import Portal

SECRET = "Amina, 07700 900982"


def a_record(message: str = "action %s failed", *args: object) -> logging.LogRecord:
    """What is logged while an error is dealt with that another one led to."""
    try:
        try:
            raise KeyError(SECRET)
        except KeyError as first:
            raise ValueError(SECRET) from first
    except ValueError as error:
        caught = (type(error), error, error.__traceback__)
    return logging.LogRecord("portal.x", logging.ERROR, "x.py", 1, message, args or ("save",), caught)


def test_as_text_an_error_tells_its_kind_and_place_and_what_led_to_it() -> None:
    line = AsText().format(a_record())
    assert "ERROR portal.x action save failed" in line
    assert line.index("builtins.KeyError") < line.index("builtins.ValueError")
    assert Path(__file__).name in line


@pytest.mark.parametrize("lines", [AsText, AsJson])
def test_the_words_of_an_error_are_in_no_line(lines: Callable[[], logging.Formatter]) -> None:
    assert SECRET not in lines().format(a_record())


def test_what_another_handler_wrote_of_the_error_is_not_used() -> None:
    record = a_record()
    logging.Formatter().format(record)
    assert SECRET in str(record.exc_text)
    assert SECRET not in AsText().format(record)
    assert SECRET in str(record.exc_text)


def test_as_json_each_line_is_an_object() -> None:
    line = AsJson().format(a_record("two\nlines, “quotes” and %s", "ü"))
    assert "\n" not in line
    told = json.loads(line)
    assert (told["level"], told["logger"], told["message"]) == ("ERROR", "portal.x", "two\nlines, “quotes” and ü")
    assert told["error"].endswith("builtins.ValueError\n")
    assert told["time"].endswith("+00:00")


def test_as_json_a_line_without_an_error_has_none() -> None:
    record = logging.LogRecord("portal.x", logging.WARNING, "x.py", 1, "fine", (), None)
    assert "error" not in json.loads(AsJson().format(record))


@pytest.mark.parametrize(("asked", "kind"), [("json", AsJson), ("text", AsText), ("", AsText)])
def test_text_is_what_comes_of_nothing(monkeypatch: pytest.MonkeyPatch, asked: str, kind: type[AsText]) -> None:
    root = logging.getLogger()
    monkeypatch.setattr(root, "handlers", [])
    set_up(asked)
    (handler,) = root.handlers
    assert type(handler.formatter) is kind
    set_up("json")
    assert root.handlers == [handler]


@pytest.mark.parametrize("asked", ["json", "text"])
def test_the_server_writes_all_its_lines_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, asked: str) -> None:
    """The lines of the web server, and ours."""
    monkeypatch.setenv("LOG_FORMAT", asked)
    portal = Portal(tmp_path)
    with portal.running():
        pass
    written = (tmp_path / "server.log").read_text().splitlines()
    assert written
    if asked == "json":
        assert {json.loads(line)["logger"].split(".")[0] for line in written} == {"_granian"}
    else:
        assert all(" _granian" in line and not line.startswith("{") for line in written)
