"""Leathermarket JMB and Oak Homes, who differ in all that a page may show, on one server."""

from dataclasses import replace

from portal.files.packs import EXAMPLE, Packs
from tests.web.conftest import LEATHERMARKET, OAK

OAK_HOST = "complaints.oak.example"
OAK_COLOUR = "#5b2a86"


def two_landlords(*hosts: str) -> Packs:
    """Both, and the example that nobody may meet. `hosts` are Oak Homes' own."""
    real = Packs.load()
    pack = real.policies[LEATHERMARKET][-1]
    contacts = replace(
        pack.contacts,
        email="complaints@oak.example", phone="020 7946 0123", address="Oak House\nLeeds", in_person="At Oak House",
        website="https://oak.example/", repairs_email="repairs@oak.example", repairs_phone="020 7946 0456",
        emergency_phone="020 7946 0789",
    )  # fmt: skip
    oak = replace(
        pack, landlord=OAK, letters="OAK", name="Oak Homes", title="Oak Homes' policy", colour=OAK_COLOUR, hosts=hosts,
        contacts=contacts, hash="oak",
    )  # fmt: skip
    return Packs({LEATHERMARKET: (pack,), OAK: (oak,), EXAMPLE: real.policies[EXAMPLE]})
