"""Settings: what is missing or wrong is named, all of it at once."""

from pathlib import Path

import pytest

from portal.settings import Settings, WrongSettings

GOOD = {"SECRET_KEY": "k" * 32}


def problems(**env: str) -> list[str]:
    with pytest.raises(WrongSettings) as caught:
        Settings.from_env(GOOD | env)
    return caught.value.problems


def test_one_machine_needs_a_secret_and_nothing_else(tmp_path: Path) -> None:
    settings = Settings.from_env(GOOD | {"PUTRIGHT_HOME": str(tmp_path)})
    assert settings.database_url == f"sqlite:///{tmp_path}/putright.db"
    assert (settings.base_url, settings.proxy_hops, settings.log_format) == ("http://127.0.0.1:8000", 0, "text")
    assert (settings.redis_url, settings.rasa_url, settings.smtp_url) == ("", "", "")
    assert (settings.sms_url, settings.letters_url) == ("", "")


def test_everything_wrong_is_named_at_once() -> None:
    found = problems(
        SECRET_KEY="short", BASE_URL="complaints.example.org", DATABASE_URL="mysql://x", REDIS_URL="http://x",
        SMTP_URL="mail.example.org", RASA_URL="rasa:5005", LOG_FORMAT="xml", PROXY_HOPS="two",
        KEEP_CONVERSATIONS="for ever", KEEP_LETTERS="0", TEXT_HOURS="21-8", SMS_URL="texts.example.org", LETTERS_URL="ftp://letters.example.org",
    )  # fmt: skip
    named = {problem.split()[0] for problem in found}
    assert named == {
        "SECRET_KEY", "BASE_URL", "DATABASE_URL", "REDIS_URL", "SMTP_URL", "RASA_URL", "LOG_FORMAT", "PROXY_HOPS",
        "KEEP_CONVERSATIONS", "KEEP_LETTERS", "TEXT_HOURS", "SMS_URL", "LETTERS_URL",
    }  # fmt: skip


@pytest.mark.parametrize("hours", ["8", "8-8", "21-8", "8-25", "eight-nine", "-1-9", "8:00-21:00", "-"])
def test_hours_for_texts_are_two_of_one_day(hours: str) -> None:
    (problem,) = problems(TEXT_HOURS=hours)
    assert problem.startswith("TEXT_HOURS must be two whole hours of one day")


@pytest.mark.parametrize(("hours", "read"), [("", range(8, 21)), ("9-17", range(9, 17)), (" 0 - 24 ", range(24))])
def test_hours_for_texts_are_read(hours: str, read: range) -> None:
    assert Settings.from_env(GOOD | {"TEXT_HOURS": hours}).text_hours == read


def test_the_error_lists_each_on_its_own_line() -> None:
    with pytest.raises(WrongSettings) as caught:
        Settings.from_env({"LOG_FORMAT": "xml"})
    assert [line.strip()[:12] for line in str(caught.value).splitlines()[1:]] == ["- SECRET_KEY", "- LOG_FORMAT"]


@pytest.mark.parametrize("secret", ["", "k" * 31, " " * 64])
def test_a_secret_that_can_be_guessed_is_refused(secret: str) -> None:
    assert problems(SECRET_KEY=secret) == ["SECRET_KEY is missing or short: give 32 random characters or more."]


@pytest.mark.parametrize("url", ["http://", "https:///complaints", "ftp://example.org", "http://[::1", "example.org"])
def test_an_address_that_no_link_can_lead_to_is_refused(url: str) -> None:
    (problem,) = problems(BASE_URL=url)
    assert problem.startswith("BASE_URL must start with http:// or https:// and name a host")


@pytest.mark.parametrize("name", ["SMS_URL", "LETTERS_URL"])
@pytest.mark.parametrize(
    "url",
    [
        "http://texts.example.org/send", "http://127.0.0.1.example.org", "https://", "https://token@", "texts",
        "https://texts.example.org:many/", "https://token%0d%0aX-Injected:1@texts.example.org/", "https://[::1",
        "https://texts.example.org/pfad-für-uns",
    ],
)  # fmt: skip
def test_residents_messages_go_to_nobody_in_the_clear_or_unknown(name: str, url: str) -> None:
    (problem,) = problems(**{name: url})
    assert problem.startswith(f"{name} must start with https://")


@pytest.mark.parametrize("url", ["https://token@texts.example.org/send?a=1", "http://127.0.0.1:8025", "http://[::1]/"])
def test_a_gateway_is_reached_over_tls_or_on_this_machine(url: str) -> None:
    settings = Settings.from_env(GOOD | {"SMS_URL": url, "LETTERS_URL": url})
    assert (settings.sms_url, settings.letters_url) == (url, url)


@pytest.mark.parametrize("hops", ["-1", "1.5", "²", "many"])
def test_a_number_of_proxies_is_a_whole_number(hops: str) -> None:
    (problem,) = problems(PROXY_HOPS=hops)
    assert problem.startswith("PROXY_HOPS must be a number")


@pytest.mark.parametrize("days", ["0", "-1", "1.5", "²", "a week", "100000"])
def test_conversations_are_kept_for_a_number_of_days(days: str) -> None:
    assert problems(KEEP_CONVERSATIONS=days) == ["KEEP_CONVERSATIONS must be a number of days, from 1 to 3650."]
    assert Settings.from_env(GOOD | {"KEEP_CONVERSATIONS": "7"}).keep_conversations == 7
    assert Settings.from_env(GOOD | {"KEEP_CONVERSATIONS": ""}).keep_conversations == 90


@pytest.mark.parametrize("url", ["sqlite:////srv/p.db", "postgresql://u:p@db/p", "postgresql+psycopg://u:p@db/p"])
def test_both_databases_are_taken(url: str) -> None:
    assert Settings.from_env(GOOD | {"DATABASE_URL": url}).database_url == url


@pytest.mark.parametrize(
    ("url", "loopback", "https"),
    [
        ("http://127.0.0.1:8000", True, False),
        ("http://localhost", True, False),
        ("http://[::1]:8000", True, False),
        ("https://complaints.example.org", False, True),
        ("http://127.0.0.1.example.org", False, False),
    ],
)
def test_what_its_address_says_about_it(url: str, loopback: bool, https: bool) -> None:
    settings = Settings.from_env(GOOD | {"BASE_URL": url})
    assert (settings.is_loopback, settings.is_https) == (loopback, https)


def test_an_empty_value_is_as_if_not_given() -> None:
    settings = Settings.from_env(GOOD | {"BASE_URL": "", "PROXY_HOPS": "", "LOG_FORMAT": "", "DATABASE_URL": ""})
    assert settings.base_url == "http://127.0.0.1:8000"
    assert settings.database_url.startswith("sqlite:///")
