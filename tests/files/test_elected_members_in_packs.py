"""Whether a councillor or an MP needs the resident's consent: what each pack says, where, and what silence means."""

import pytest

from portal.domain.policy import Policy
from portal.domain.terms import WHEN_ASKED, WITH_CONSENT, ElectedMembers
from portal.files.packs import Packs, policy_of
from tests.domain.telling import text
from tests.files.wrong_files import PACK

PACKS = Packs.load()


def pack(landlord: str, version: str) -> Policy:
    return next(each for each in PACKS.policies[landlord] if each.version == version)


@pytest.mark.parametrize(
    ("landlord", "version", "may_act", "source"),
    [
        ("leathermarket-jmb", "2024", WITH_CONSENT, "9.0"),
        ("jliving", "2024", WITH_CONSENT, "How to make a complaint"),
        ("johnnie-johnson", "2017", WHEN_ASKED, "3.12"),
        ("leathermarket-jmb", "2018", WITH_CONSENT, ""),
        ("johnnie-johnson", "2020", WITH_CONSENT, ""),
    ],
)
def test_each_pack_has_what_its_document_says(landlord: str, version: str, may_act: str, source: str) -> None:
    policy = pack(landlord, version)
    assert policy.elected_members == ElectedMembers(may_act, source)
    assert policy.elected_members.need_consent is (may_act == WITH_CONSENT)


def test_a_pack_that_is_silent_is_read_with_care() -> None:
    silent = policy_of("oak-homes", "2024", PACK.encode())
    assert silent.elected_members == ElectedMembers(WITH_CONSENT, "")
    assert silent.elected_members.need_consent


def test_a_pack_can_let_them_act_because_the_resident_asked_them() -> None:
    told = PACK.replace("exclusions:\n", 'elected_members: {may_act: when_asked, source: "7"}\nexclusions:\n')
    elected = policy_of("oak-homes", "2024", told.encode()).elected_members
    assert (elected.need_consent, elected.source) == (False, "7")


@pytest.mark.parametrize(
    ("landlord", "version", "said"),
    [
        ("johnnie-johnson", "2017", "You do not have to sign anything."),
        ("jliving", "2024", "We ask you first, even if it is your MP or your councillor."),
    ],
)
def test_residents_read_which_it_is(landlord: str, version: str, said: str) -> None:
    assert said in text(pack(landlord, version), "representative")


def test_where_the_policy_is_silent_nothing_is_said_of_them() -> None:
    said = text(pack("johnnie-johnson", "2020"), "representative")
    assert "sign anything" not in said
    assert "ask you first" not in said
