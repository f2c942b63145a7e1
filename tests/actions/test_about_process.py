"""What is said of the process: each landlord's own figures, with the part of the policy they stand in, and no more."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

import portal.web
from actions.process_answers import OTHERS, READERS, SENT, UNSENT, YOURS, Asked, Told, answer
from actions.process_topics import OF_INTENT, OFFERED, TOPICS, grounds_of, topic_of
from portal.domain.policy import AS_ANYBODY, Policy
from portal.domain.terms import Said
from portal.files.packs import Packs
from portal.languages import LANGUAGES
from portal.wording import Wording

TODAY = date(2026, 11, 20)
PACKS = Packs.load()
LEATHERMARKET, JLIVING, JOHNNIE = "leathermarket-jmb", "jliving", "johnnie-johnson"
SERVED = (LEATHERMARKET, JLIVING, JOHNNIE)
SAID: tuple[tuple[str, str, tuple[str, ...], tuple[str, ...]], ...] = (
    ("stages", LEATHERMARKET, ("There are 2 stages", "knows about it", "Southwark Council"), ("5.1", "5.2")),
    ("stages", JLIVING, ("There are 2 stages", "Head of Housing", "Chief Executive"), ("Stage 1", "Stage 2")),
    ("stages", JOHNNIE, ("There are 3 stages", "Stage 0 (if you want to)", "A senior manager who was not"), ("5.2",)),
    (
        "times",
        LEATHERMARKET,
        (
            "Stage one: We send our answer within 10 working days of telling you that we have it.",
            "Stage two: We send our answer within 20 working days of the day you ask.",
            "If we need longer, we tell you why and until when.",
        ),
        ("5.1", "5.2"),
    ),
    (
        "times",
        JLIVING,
        (
            "Stage 1: We send our answer within 10 working days of the day it reaches us.",
            "Stage 2: We",
            "20 working days",
        ),
        ("Stage 1", "Stage 2"),
    ),
    (
        "times",
        JOHNNIE,
        (
            "of telling you that we have it. This is a rule of the Housing Ombudsman's Code, part 6.3.",
            "Stage 1: We send our answer within 10 working days of the day it reaches us.",
            "Stage 2: We send our answer within 15 working days of the day you ask.",
            "If we need longer, we agree a new date with you.",
        ),
        ("5.2", "4 of the self-assessment"),
    ),
    ("exclusions", LEATHERMARKET, ("12 months ago", "at court", "staff misconduct", "It is a person who"), ("4.0",)),
    ("exclusions", JLIVING, ("noise next door", "A solicitor", "5 more on the page"), ("What is not a complaint",)),
    ("exclusions", JOHNNIE, ("for the first time", "legal action", "5 more on the page"), ("2.4", "2.5")),
    ("remedies", LEATHERMARKET, ("Say sorry.", "Correct what you have", "Pay me money."), ("6.0",)),
    ("remedies", JLIVING, ("Say that something went wrong.", "Pay me money."), ("What remedies will jLiving offer",)),
    ("remedies", JOHNNIE, ("Say sorry.", "In some cases we pay you money. Our Compensation Policy"), ("6.4", "6.5")),
    ("adjustments", LEATHERMARKET, ("Visit me at home.", "mediation", "This is not a full list."), ("5.3",)),
    ("adjustments", JLIVING, ("Give me more time", "more than 12 months"), ("Reasonable Adjustments",)),
    ("adjustments", JOHNNIE, ("Write to me in large print.", "hearing loop", "3 more on the page"), ("3.2",)),
    ("who", LEATHERMARKET, ("Southwark Council", "never a computer", "someone else looks into it"), ("5.0", "5.1")),
    ("who", JLIVING, ("Chief Executive", "never a computer", "Our Head of Housing"), ("Complaints Officer",)),
    ("who", JOHNNIE, ("A manager who looks into it", "Our Customer Services team"), ("3 of the self-assessment",)),
    ("channels", LEATHERMARKET, ("By phone: 0207 450 8000", "26 Leathermarket St", "In person"), ("1.0", "9.0")),
    ("channels", JLIVING, ("By phone: 0208 381 4901", "On social media."), ("How to make a complaint",)),
    ("channels", JOHNNIE, ("By phone: 0345 305 5335", "By letter."), ("3.1",)),
    ("representative", LEATHERMARKET, ("If you give us permission", "we follow the same rules"), ("9.0",)),
    ("representative", JLIVING, ("in writing or in person",), ("How to make a complaint",)),
    ("representative", JOHNNIE, ("your MP or your councillor", "Citizens Advice"), ("3.1 and 3.3",)),
    ("after", LEATHERMARKET, ("5 working days of the day it reaches us", "10 working days more"), ("5.1",)),
    ("after", JLIVING, ("We speak to you within 5 working days", "Code, part 6.2"), ("Stage 1",)),
    ("after", JOHNNIE, ("We speak to you within 2 working days", "on the same day"), ("6.3",)),
    ("anonymous", LEATHERMARKET, ("You can complain without your name.", "a reference and a code"), ("10.0",)),
    ("complaint", LEATHERMARKET, ("A complaint is when", "You do not need to be a tenant."), ("3.0",)),
    (
        "complaint",
        JLIVING,
        ("Or we were rude", "You do not need to be a tenant."),
        ("What is a complaint", "Introduction"),
    ),
    ("complaint", JOHNNIE, ("how good our service is", "You do not need to be a tenant."), ("2.2",)),
)


def policy_of(landlord: str) -> Policy:
    return PACKS.in_force(landlord, TODAY)


def told_of(topic: str, landlord: str, question: str = "", language: str = "en") -> Told:
    return answer(topic, Asked(policy_of(landlord), TODAY, Wording(language), grounds_of(question)))


def text_of(told: Told) -> str:
    return "\n".join((*told.lines, *told.more))


@pytest.mark.parametrize(("topic", "landlord", "words", "sources"), SAID)
def test_says_what_this_policy_says_and_where(
    topic: str, landlord: str, words: tuple[str, ...], sources: tuple[str, ...]
) -> None:
    told = told_of(topic, landlord)
    assert [each for each in words if each not in text_of(told)] == []
    assert set(sources) <= set(told.sources)
    assert told.of_policy


@pytest.mark.parametrize("topic", sorted(set(TOPICS)))
def test_landlords_differ(topic: str) -> None:
    """Nothing is said of all alike, but for the Ombudsman, who is the same for all."""
    said = {text_of(told_of(topic, landlord)) for landlord in SERVED}
    expected = {"ombudsman": 1, "anonymous": 2}
    assert len(said) == expected.get(topic, 3)


class TestWhatAPolicyIsSilentAbout:
    @pytest.mark.parametrize("landlord", SERVED)
    def test_that_complaining_is_free_is_not_made_up(self, landlord: str) -> None:
        told = told_of("cost", landlord)
        assert told.lines[0].startswith("Our policy does not mention a cost.")
        assert told.sources == ()

    @pytest.mark.parametrize("landlord", [JLIVING, JOHNNIE])
    def test_what_the_form_offers_is_not_called_the_policy_s(self, landlord: str) -> None:
        told = told_of("anonymous", landlord)
        assert told.lines[0].startswith("You do not have to give your name.")
        assert not told.of_policy
        assert told.do == "complain"

    def test_a_time_that_no_policy_and_no_code_gives(self) -> None:
        """Before the statutory Code bound, nothing gave Stage 0 an end."""
        told = answer("times", Asked(policy_of(JOHNNIE), date(2021, 5, 4), Wording("en")))
        assert "Our policy does not say how long this takes." in told.lines[0]
        assert "Code" not in text_of(told)

    def test_a_whole_matter(self) -> None:
        policy = replace(policy_of(JLIVING), exclusions=(), adjustments=(), representative=Said())
        policy = replace(policy, elected_members=AS_ANYBODY)
        asked = Asked(policy, TODAY, Wording("en"))
        assert answer("exclusions", asked).lines == ()
        assert answer("representative", asked).lines == ()
        assert len(answer("adjustments", asked).lines) == 1
        assert not answer("adjustments", asked).of_policy


class TestWhatIsLeftOut:
    """It is told, with its exceptions; never whether this one is."""

    def test_the_one_that_is_asked_about_is_told_whole(self) -> None:
        told = told_of("exclusions", LEATHERMARKET, "can i complain about something from two years ago")
        assert "We still take it if it is still going on." in text_of(told)
        assert "less than 12 months ago. This is a rule of the Housing Ombudsman's Code, part 2.3." in text_of(told)
        assert "at court" not in text_of(told)

    @pytest.mark.parametrize(
        ("landlord", "question", "words"),
        [
            (JLIVING, "my solicitor deals with it", "Who answers: The solicitor."),
            (JLIVING, "can i complain about my rent going up", "We still take it if the sum is wrong."),
            (JLIVING, "its about my neighbour", "We still take it if we did not keep to our own standards."),
            (JOHNNIE, "what if it goes to court", "The court or the tribunal decides it, so we do not."),
            (JOHNNIE, "my insurance claim", "We send your claim to our insurers."),
            (LEATHERMARKET, "czy to bylo dwa lata temu", "We still take it if your health or safety is at risk."),
        ],
    )
    def test_by_the_words_of_the_question(self, landlord: str, question: str, words: str) -> None:
        assert words in text_of(told_of("exclusions", landlord, question))

    def test_what_no_exclusion_is_about_gets_the_whole_list(self) -> None:
        """Leathermarket leaves out no complaint about rent."""
        told = told_of("exclusions", LEATHERMARKET, "can i complain about my rent going up")
        assert told == told_of("exclusions", LEATHERMARKET)

    @pytest.mark.parametrize("landlord", SERVED)
    def test_a_person_decides(self, landlord: str) -> None:
        for question in ("", "in court", "years ago"):
            assert (
                "It is a person who decides each time, never a computer."
                in told_of("exclusions", landlord, question).lines[-1]
            )


def test_the_ombudsman_is_shown_as_checked_and_not_as_printed() -> None:
    told = text_of(told_of("ombudsman", LEATHERMARKET))
    assert "Housing Ombudsman Service: 0300 111 3000\nWe last checked this on Sunday 1 November 2026." in told
    assert "within 12 months of our final answer" in told


def test_privacy_says_what_the_page_says() -> None:
    """Both are translated once, from the same words."""
    page = (Path(portal.web.__file__).parent / "templates" / "privacy.html").read_text(encoding="utf-8")
    assert [each for each in (READERS, OTHERS, UNSENT, SENT, YOURS) if each not in page] == []


def test_privacy_names_the_promise_of_a_policy_that_has_one() -> None:
    assert "The rule is in our complaints policy, part 5.1." in text_of(told_of("privacy", LEATHERMARKET))
    assert "The rule is in our complaints policy, part 6.3." in text_of(told_of("privacy", JOHNNIE))
    assert "The rule is in" not in text_of(told_of("privacy", JLIVING))


@pytest.mark.parametrize(("topic", "number"), [("channels", "0207 450 8000"), ("ombudsman", "0300 111 3000")])
def test_a_number_keeps_its_order_where_words_run_right_to_left(topic: str, number: str) -> None:
    assert f"\u2068{number}\u2069" in text_of(told_of(topic, LEATHERMARKET, language="ar"))


@pytest.mark.parametrize(
    "pack", [pack for packs in PACKS.policies.values() for pack in packs], ids=lambda pack: pack.id
)
@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_every_pack_answers_every_topic_in_every_language(pack: Policy, language: str) -> None:
    """A pack may be silent about a thing; it never breaks the answer, and no line is empty or a template."""
    for topic in TOPICS:
        told = answer(topic, Asked(pack, TODAY, Wording(language)))
        assert all(line.strip() and "%(" not in line for line in (*told.lines, *told.more))
        assert len(told.lines) <= 8
        assert len(told.more) <= 4


@pytest.mark.parametrize(
    ("message", "topic"),
    [
        ("whats stage 2", "stages"),
        ("explain the procces pls", "stages"),
        ("HOW LONG DOES IT TAKE", "times"),
        ("can you refuse my complaint", "exclusions"),
        ("do i get compensashun or compensation", "remedies"),
        ("will i get any compensaton", "remedies"),
        ("what can you do for me im deaf", "adjustments"),
        ("who decides, you or the council", "who"),
        ("can i do it by letter", "channels"),
        ("is it free", "cost"),
        ("can my daughter act for me", "representative"),
        ("what about the ombudsmen", "ombudsman"),
        ("how long do you keep my data", "privacy"),
        ("what happens next then", "after"),
        ("can I do this without giving my name", "anonymous"),
        ("i'm a leaseholder, is that ok", "complaint"),
        ("cuáles son las etapas", "stages"),
        ("es gratis?", "cost"),
        ("kto o tym decyduje", "who"),
        ("czy to jest płatne", "cost"),
        ("jak długo to trwa", "times"),
        ("care sunt pașii", "stages"),
        ("primesc despăgubiri", "remedies"),
        ("ক্ষতিপূরণ পাওয়া যায় কি", "remedies"),
        ("সিদ্ধান্ত কে নেয়", "who"),
        ("taka lage ni", "cost"),
        ("koto din lagbe", "times"),
        ("ما هي مراحل الشكوى", "stages"),
        ("هل هو مجاني", "cost"),
        ("quem decide", "who"),
        ("é de graça?", "cost"),
        ("شکایت بھیجنے کے بعد آگے کیا ہوتا ہے", "after"),
        ("kitne din lagenge", "times"),
        ("muawza milega kya", "remedies"),
        ("ਫ਼ੈਸਲਾ ਕੌਣ ਕਰਦਾ ਹੈ", "who"),
        ("ਕੀ ਮੈਨੂੰ ਮੁਆਵਜ਼ਾ ਮਿਲੇਗਾ", "remedies"),
        ("总共有几个阶段", "stages"),
        ("能拿到赔偿吗", "remedies"),
        ("qui décide à la fin", "who"),
        ("c'est gratuit ?", "cost"),
        ("quelles plaintes vous refusez", "exclusions"),
    ],
)
def test_a_topic_is_found_by_its_words(message: str, topic: str) -> None:
    assert topic_of(message) == topic


@pytest.mark.parametrize(
    "message",
    [
        "",
        "🙂🙂",
        "how do your complaints work",
        "do i need proof",
        "the tap is unfair to me",
        "/ask_process",
        "carefree sofas",
    ],
)
def test_words_of_no_topic_name_none(message: str) -> None:
    assert topic_of(message) == ""


def test_a_word_rightly_spelt_counts_before_one_that_is_only_like_it() -> None:
    """A Romanian lawyer is no advocate of somebody's."""
    assert topic_of("e nevoie de avocat") == "exclusions"


def test_what_is_offered_and_what_an_intent_stands_for_can_be_answered() -> None:
    assert set(OFFERED) | set(OF_INTENT.values()) <= set(TOPICS)
    assert len(OFFERED) <= 6


def test_a_very_long_message_is_read_to_the_end() -> None:
    assert topic_of("compensa procedur advocat ombudsmn " * 300) in (None, "", *TOPICS)
