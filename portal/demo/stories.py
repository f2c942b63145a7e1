"""What the demonstration tells: invented people, invented troubles. Numbers and addresses are ones kept for fiction."""

from collections.abc import Mapping
from dataclasses import dataclass

from portal.domain.draft import Answer
from portal.domain.events import RESIDENT


@dataclass(frozen=True)
class Step:
    """Something that happened to a case so many working days ago. `by` is a colleague's name, or the resident."""

    days_ago: int
    what: str
    by: str
    words: tuple[str, ...] = ()
    decision: str = ""


@dataclass(frozen=True)
class Story:
    """A complaint made so many working days ago, and what came of it."""

    made: int
    answers: Mapping[str, Answer]
    steps: tuple[Step, ...] = ()
    channel: str = "page"


def _answers(story: str, started: str, *remedies: str, told: str = "told", **more: Answer) -> Mapping[str, Answer]:
    """Answers to every question that each of these people is asked."""
    return {
        "for_whom": "me",
        "story": story,
        "told_before": told,
        "started": started,
        "still_going": "still",
        "in_court": "not_at_court",
        "also_true": (),
        "remedies": remedies,
        "outcome": "",
        "adjustments": (),
        "adjustment_words": "",
        "photos": (),
        **more,
    }


def _person(name: str, address: str, phone: str = "", email: str = "", language: str = "en") -> Mapping[str, Answer]:
    """Somebody who can be reached by phone, or by e-mail."""
    reach: Mapping[str, Answer] = (
        {"contact_by": ("email",), "email": email}
        if email
        else {"contact_by": ("phone",), "phone": phone, "contact_when": "After four in the afternoon"}
    )
    return {
        "name": name, "address": address, "postcode": "SE1 0AA", "safe_message": "safe", "language": language, **reach,
    }  # fmt: skip


PEOPLE = (
    _person("Grace Adeyemi", "Flat 4, Example House", phone="07700 900101"),
    _person("Lucía Fernández", "Flat 19, Example House", email="lucia@example.com"),
    _person("Tomasz Zieliński", "Flat 7, Sample Court", email="tomasz@example.com", language="pl"),
    _person("Margaret Hollis", "2 Specimen Street", phone="07700 900114"),
    _person("Yusuf Haddad", "Flat 31, Sample Court", email="yusuf@example.com", language="ar"),
    _person("Denise Clarke", "Flat 12, Example House", phone="07700 900127"),
    _person("Arif Rahman", "8 Specimen Street", email="arif@example.com"),
    _person("Joan Whitfield", "Flat 2, Sample Court", phone="07700 900133"),
)

ONLY_PASS_ON: Mapping[str, Answer] = {"pass_on": "only_pass_on"}

LIFT = "The lift in our block fails again and again since the summer. I have a pram and live on the fifth floor."
DAMP = "There is black mould in the children's room. I told you in March. Somebody looked and nobody came back."
HEATING = "We have had no heating since Friday. I rang four times. Nobody called me back."
RUDE = "The contractor who came about the window was rude to my mother and left the frame open to the rain."
NOISE = "The pump under my flat hums all night. You measured it in May and I have never heard what you found."
ROOF = "Water comes through my ceiling when it rains. Two repairs have not lasted."
CHARGE = "My service charge has a sum for cleaning. The stairs have not been cleaned for months."
LAMP = "The lamp over the back door does not work any more and it is dark on the steps."


def _acknowledged(days_ago: int, about: str, outcome: str, by: str = "handler") -> Step:
    return Step(days_ago, "acknowledge", by, (about, outcome, ""))


ANSWER = (
    "You complain that the roof above your flat still leaks after two repairs.",
    "Both repairs dealt with the inside only. You were right to complain.",
    "Our surveyor found a broken gutter above your flat. The first two visits did not look at it.",
    "We are sorry. We mend the gutter, paint your ceiling and pay you 150 pounds for the trouble.",
    "The gutter is to be mended and the ceiling to be painted.",
    "Mend the gutter and paint the ceiling",
)
STORIES = (
    Story(1, _answers(HEATING, "Last Friday", "action", "apology")),
    Story(
        4,
        _answers(LIFT, "In July", "action", "explanation", still_going="comes_back"),
        (
            Step(3, "assign", "demo", ("handler",)),
            _acknowledged(
                1, "The lift has failed many times since July.", "A lift that works, and why it kept failing."
            ),
        ),
        channel="chat",
    ),
    Story(
        14,
        _answers(NOISE, "In May", "explanation", "action"),
        (
            Step(13, "assign", "demo", ("handler",)),
            _acknowledged(12, "A pump keeps you awake, and you were not told what we measured.", "Quiet nights."),
            Step(4, "extend", "handler", ("The firm that measures noise can come only next week.",)),
        ),
    ),
    Story(
        20,
        _answers(ROOF, "Last winter", "action", "money", "apology"),
        (
            Step(19, "assign", "demo", ("handler",)),
            _acknowledged(17, "Your roof still leaks after two repairs.", "A lasting repair, and an apology."),
            Step(9, "message", RESIDENT, ("It rained again last night. I put a bucket under it.",)),
            Step(8, "answer", "handler", ANSWER, "upheld"),
        ),
    ),
    Story(
        38,
        _answers(DAMP, "In March", "action", "money", "change_practice"),
        (
            Step(37, "assign", "demo", ("handler",)),
            _acknowledged(
                35, "There is mould in the children's room and nobody came back.", "The mould gone for good."
            ),
            Step(
                26,
                "answer",
                "handler",
                (
                    "You complain of mould in the children's room.",
                    "We came late. We do not agree that the wall is damp.",
                    "Our inspector found no leak. The visit in June was not followed up.",
                    "We are sorry that nobody came back. We clean the wall.",
                    "The wall is to be cleaned.",
                    "Clean the wall and treat it",
                ),
                "partly_upheld",
            ),
            Step(6, "escalate", RESIDENT, ("The mould is back. Cleaning does not help.",)),
            Step(5, "assign", "demo", ("reviewer",)),
            _acknowledged(3, "Cleaning has not stopped the mould.", "The cause found and mended.", by="reviewer"),
        ),
    ),
    Story(8, _answers(RUDE, "Two weeks ago", "apology", "change_practice", still_going="over"), channel="phone"),
    Story(2, _answers(LAMP, "This week", told="first_time", **ONLY_PASS_ON)),
    Story(
        45,
        _answers(CHARGE, "In spring", "explanation", "money"),
        (
            _acknowledged(43, "You pay for cleaning that is not done.", "The money back, and clean stairs."),
            Step(
                35,
                "answer",
                "handler",
                (
                    "You complain that the stairs were not cleaned though you pay for it.",
                    "The cleaners did not come for eleven weeks.",
                    "The contract had ended and we did not notice.",
                    "We take the sum off your next bill. New cleaners come every week.",
                    "Nothing is left to do.",
                    "Take the sum off the next bill",
                ),
                "upheld",
            ),
            Step(5, "close", "handler", ("Everything we promised is done.",)),
        ),
    ),
)
