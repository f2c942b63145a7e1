"""A letter for every kind of event: what it must say, by a real mail server; discreet ones say nothing of it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from portal.domain.commands import (
    Accept,
    Acknowledge,
    Close,
    Command,
    Escalate,
    Extend,
    GiveAnswer,
    GiveMoreTime,
    GiveNewCode,
    MoveDate,
    Pause,
    Refuse,
    Resume,
    Send,
    TakeAction,
    Update,
    Withdraw,
)
from portal.domain.draft import Answer, Draft
from portal.domain.messages import EVENT_MESSAGES
from portal.domain.terms import Choice
from portal.files.packs import Packs
from portal.outbox import deliver_waiting
from portal.parts import Parts
from portal.services.casework import carry_out, open_file
from portal.services.complaints import make_complaint, new_words
from portal.services.office import Office
from tests.outbox.conftest import ANSWERS, Clock, MailServer, page_of, text_of

HERE = "offering-more"
DANA, PRIYA, RESIDENT, SYSTEM = "staff:dana", "staff:priya", "resident", "system"
OMBUDSMAN = "0300 111 3000"
OLD, NEW = date(2026, 12, 29), date(2026, 12, 30)

Step = tuple[Command, str]


def an_acknowledgement() -> Acknowledge:
    return Acknowledge(new_words("The lift fails."), new_words("A lift that works."), new_words(""))


def an_answer(outcome: str = "") -> GiveAnswer:
    items = ("the definition", "the decision in words", "the reasons", "the remedy", "what is outstanding")
    definition, decision, reasons, remedy, outstanding = (new_words(each) for each in items)
    return GiveAnswer(definition, "upheld", decision, reasons, remedy, outstanding, outcome=outcome)


def first_answer() -> list[Step]:
    return [(an_acknowledgement(), DANA), (an_answer("cannot_meet"), DANA)]


def second_answer() -> list[Step]:
    return [*first_answer(), (Escalate(), RESIDENT), (an_acknowledgement(), PRIYA), (an_answer(), PRIYA)]


def refused() -> list[Step]:
    return [(Refuse("court", new_words("A claim was filed in May."), new_words("We thought of health.")), DANA)]


@pytest.fixture
def office(parts: Parts) -> Office:
    """Four levels, as in 2018 but in force still: the last two are the council's and the Ombudsman's."""
    return with_levels(parts).office(HERE)


def with_levels(parts: Parts) -> Parts:
    real = Packs.load().policies["leathermarket-jmb"]
    levels = next(pack for pack in real if pack.version == "2018")
    court = next(each for each in real[-1].exclusions if each.id == "court")
    here = replace(
        levels, landlord=HERE, letters="OFF", name="Offering Homes", in_force_to=None, statutory=real[-1].statutory,
        pauses=(Choice("papers", "We wait for papers from you", "9"),), exclusions=(*levels.exclusions, court),
    )  # fmt: skip
    return replace(parts, live=Packs({HERE: (here,)}))


@pytest.fixture
def told(mailing: Parts, office: Office, mail_server: MailServer, clock: Clock) -> Callable[..., str]:
    """Makes a complaint, lets these things happen to it, and gives what the last mail says."""

    def tell(*steps: Step, **differing: Answer) -> str:
        answers = {**ANSWERS, **differing}
        reference = make_complaint(office, Draft(new_words("").id, HERE, "complaint", "en", answers)).reference
        for command, by in steps:
            carry_out(office, reference, command, by=by)
        deliver_waiting(with_levels(mailing))
        return text_of(mail_server.messages[-1])

    return tell


LETTERS: dict[str, tuple[Callable[[], list[Step]], tuple[str, ...]]] = {
    "receipt": (list, ("We have your complaint.", "By Tuesday 29 December 2026", OMBUDSMAN)),
    "acknowledgement": (lambda: [(an_acknowledgement(), DANA)], ("The lift fails.", "A lift that works.")),
    "refusal": (
        refused,
        (
            "We looked at whether we can take your complaint. We cannot.",
            "It is already at court, because a claim has been sent there",
            "our complaints policy, part 4.0",
            "A claim was filed in May.",
            "We thought of health.",
            "you can ask them to look at our decision. You do not have to ask us first.",
            "If they do not agree with us, they can tell us to take your complaint.",
            OMBUDSMAN,
            "PO Box 1484",
        ),
    ),
    "accepted": (
        lambda: [*refused(), (Accept(new_words("No claim was filed.")), DANA)],
        ("We looked at that again. We take it.", "No claim was filed.", "By Tuesday 29 December 2026"),
    ),
    "extension": (
        lambda: [
            (an_acknowledgement(), DANA),
            (Extend(new_words("A part comes late."), date(2027, 1, 12), new_words("Each Friday.")), DANA),
        ],
        ("The new date is Tuesday 12 January 2027.", "A part comes late."),
    ),
    "update": (
        lambda: [(Update(new_words("The part has come.")), DANA)],
        ("This is how your complaint stands.", "The part has come.", "By Tuesday 29 December 2026"),
    ),
    "action": (
        lambda: [(TakeAction("action", new_words("The lift runs.")), DANA)],
        ("We did what puts it right.", "The lift runs.", "If that is not right, tell us."),
    ),
    "paused": (
        lambda: [(Pause("papers", new_words("Send us the letter.")), DANA)],
        ("We have paused our own dates.", "The dates that the Housing Ombudsman gives us go on.",
         "We wait for papers from you", "Send us the letter.", OMBUDSMAN),
    ),
    "resumed": (
        lambda: [(Pause("papers", new_words("Send us the letter.")), DANA), (Resume(), DANA)],
        ("Our own dates run again.", "By Tuesday 29 December 2026"),
    ),
    "date_moved": (
        lambda: [(MoveDate("acknowledge", OLD, NEW, "holiday", "Bank Holiday for a Test"), SYSTEM)],
        (
            "It was Tuesday 29 December 2026. It is Wednesday 30 December 2026 now.",
            "Why: there is a new bank holiday, Bank Holiday for a Test.",
            "We write to say that we have it, and how we understand it",
            "We told you Tuesday 29 December 2026 before.",
        ),
    ),
    "message": (lambda: [(Send("resident", new_words("We come on Monday.")), DANA)], ("We come on Monday.",)),
    "answer": (
        first_answer,
        (
            "This is our answer to your complaint at Level 1.",
            "We agree with your complaint.",
            "We cannot do what you want, and we tell you why",
            "the decision in words",
            "the reasons",
            "the remedy",
            "what is outstanding",
            "looks at it at Level 2",
            "You can ask to tell us in person.",
            OMBUDSMAN,
        ),
    ),
    "escalation": (
        lambda: [*first_answer(), (Escalate(hearing=True), RESIDENT)],
        (
            "Your complaint is now at Level 2.",
            "A director or a senior manager",
            "You want to be heard in person. We get in touch with you to agree on a day.",
        ),
    ),
    "more_time": (
        lambda: [*second_answer(), (GiveMoreTime(date(2027, 3, 1), new_words("You were ill.")), PRIYA)],
        ("until Monday 1 March 2027", "You were ill.", "We agreed to give you more time."),
    ),
    "closing": (
        lambda: [*second_answer(), (Close(new_words("All is done.")), PRIYA)],
        ("We have closed your case.", "All is done.", "you can still ask us to look again", OMBUDSMAN),
    ),
    "withdrawn": (
        lambda: [(Withdraw(new_words("It is mended.")), RESIDENT)],
        (
            "You told us that you want to stop. We do not look into it any more.",
            "It is mended.",
            "You can tell us about it again at any time.",
            OMBUDSMAN,
        ),
    ),
    "new_code": (
        lambda: [(GiveNewCode(("known_voice",), new_words("")), DANA)],
        ("You asked us for a new code, and we gave you one.", "If it was not you who asked, call us now."),
    ),
}  # fmt: skip


def test_every_kind_is_here() -> None:
    assert set(LETTERS) == set(EVENT_MESSAGES.values())


@pytest.mark.parametrize("kind", LETTERS)
def test_a_letter_says_what_it_must(kind: str, told: Callable[..., str]) -> None:
    steps, words = LETTERS[kind]
    text = told(*steps())
    for each in words:
        assert each in text, each


@pytest.mark.parametrize("kind", LETTERS)
def test_a_discreet_letter_gives_nothing_away(kind: str, told: Callable[..., str], mail_server: MailServer) -> None:
    steps, words = LETTERS[kind]
    text = told(*steps(), safe_message="rather_not")
    assert "There is something new for you to read." in text
    private = [each for each in words if each not in text]
    assert OMBUDSMAN not in text
    assert private == list(words), "nothing of the letter itself stands in it"
    assert "complaint" not in page_of(mail_server.messages[-1]).replace("complaints", "")


def test_after_the_second_answer_both_roads_are_told(told: Callable[..., str]) -> None:
    text = told(*second_answer())
    assert "you can ask for Level 3 before you go to the Ombudsman. You do not have to." in text
    assert "Southwark Council answers you there." in text
    assert "You can ask them to look into your complaint now. You do not have to ask us first." in text
    assert "Ask the Ombudsman, if you want to" in text
    assert "By Monday 20 December 2027" in text
    assert "final answer" not in text


def test_whoever_holds_the_next_stage_is_named_and_a_stage_without_a_clock_says_so(
    told: Callable[..., str], clock: Clock
) -> None:
    clock.now = datetime(2019, 3, 4, 10, tzinfo=UTC)  # before any Code
    text = told(*second_answer(), (Escalate(), RESIDENT))
    assert "Your complaint is now at Level 3." in text
    assert "Southwark Council" in text
    assert "Our policy does not say how long this takes." in text


def test_a_corrected_date_is_told_with_the_reason(told: Callable[..., str]) -> None:
    text = told((MoveDate("acknowledge", NEW, OLD, "policy"), SYSTEM))
    assert "the date that we told you was not right. We have put it right." in text
    assert "bank holiday," not in text


def test_a_refusal_later_on_says_that_we_do_not_look_again(told: Callable[..., str]) -> None:
    text = told(*first_answer(), (Escalate(), RESIDENT), *refused())
    assert "You asked us to look again. We thought about it, and we cannot." in text
    assert OMBUDSMAN in text


def test_a_survey_may_follow_a_closing_and_nothing_is_promised(
    mailing: Parts, mail_server: MailServer, clock: Clock
) -> None:
    packs = Packs.load()
    survey = packs.version("johnnie-johnson", "2017").survey
    here = replace(packs.version("leathermarket-jmb", "2024"), landlord=HERE, survey=survey)
    surveying = replace(mailing, live=Packs({HERE: (here,)}))
    office = surveying.office(HERE)
    reference = make_complaint(office, Draft(new_words("").id, HERE, "complaint", "en", dict(ANSWERS))).reference
    done: list[Step] = [(an_acknowledgement(), DANA), (an_answer(), DANA), (Close(new_words("Done.")), DANA)]
    for command, by in done:
        carry_out(office, reference, command, by=by)
    deliver_waiting(surveying)
    text = text_of(mail_server.messages[-1])
    assert open_file(office, reference).case.phase == "closed"
    assert "We may ask you how we did. You do not have to answer." in text
    assert "We ask you how we did" not in text
