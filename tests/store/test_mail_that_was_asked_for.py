"""A mail that somebody asked for is sent once, and their address is forgotten with it."""

from portal.store import LandlordStore, Store
from tests.builders import MORNING

ADDRESS = "amina@example.com"


def test_a_mail_asked_for_twice_waits_once(store: LandlordStore, whole: Store) -> None:
    for _ in range(2):
        store.ask_for_mail("carry_on", "a draft", 4, ADDRESS, MORNING)
    (row,) = whole.waiting(MORNING, 10)
    told = (row.landlord, row.reference, row.number, row.recipient, row.kind)
    assert told == (store.landlord, "a draft", 4, ADDRESS, "carry_on")


def test_an_address_is_forgotten_once_its_mail_is_settled(store: LandlordStore, whole: Store) -> None:
    store.ask_for_mail("carry_on", "a draft", 4, ADDRESS, MORNING)
    (row,) = whole.waiting(MORNING, 10)
    whole.at("elm-homes").forget_mail(row.id)
    assert kept_rows(whole) != "[]"
    store.forget_mail(row.id)
    assert kept_rows(whole) == "[]"


def kept_rows(whole: Store) -> str:
    with whole._database.reading() as connection:
        return str(connection.exec_driver_sql("SELECT * FROM outbox_rows").all())
