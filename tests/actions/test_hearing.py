"""How a message is read as an answer to a question, or found to be none."""

import pytest

from actions.fitting import hides_name
from actions.hearing import AS_TYPED, DONE, Heard, hear, hear_change, hear_check, language_named
from actions.said import Said
from actions.talk import payload
from portal.domain.choosing import is_a_button
from portal.domain.journey import Question
from portal.files.journeys import load_journey

JOURNEY = load_journey("complaint")
REMEDIES = [
    ("apology", "Say sorry"),
    ("explanation", "Explain what happened"),
    ("action", "Do the work that is late"),
    ("money", "Pay me money"),
]


def the(id: str) -> Question:
    found = JOURNEY.question(id)
    assert found
    return found


def heard(id: str, text: str, intent: str = "out_of_scope", sure: float = 0.5, *, danger: bool = False) -> Heard | None:
    question = the(id)
    options = [(option.value, option.words) for option in question.options]
    options = {"remedies": REMEDIES, "language": [("en", "English"), ("pl", "Polski"), *options]}.get(id, options)
    if question.kind in ("choices", "files"):
        options = [*options, (DONE, "None of these")]
    beside = {"remedies": the("outcome"), "adjustments": the("adjustment_words")}.get(id)
    return hear(question, Said(text, intent, sure, None, danger), options, beside)


def answer(id: str, text: str, intent: str = "out_of_scope", sure: float = 0.5) -> object:
    """What was given to the question; None where nothing was."""
    found = heard(id, text, intent, sure)
    return tuple(found.given[id]) if found and id in found.given else None


@pytest.mark.parametrize(
    ("question", "text", "value"),
    [
        ("for_whom", "2", "someone_else"),
        ("for_whom", "٢", "someone_else"),
        ("for_whom", "number three", "group"),
        ("for_whom", "the second one, please", "someone_else"),
        ("for_whom", "druga", "someone_else"),
        ("for_whom", "la segunda", "someone_else"),
        ("for_whom", "الثاني", "someone_else"),
        ("for_whom", "the last one", "anonymous"),
        ("for_whom", "ME", "me"),
        ("for_whom", "me.", "me"),
        ("for_whom", "anonymous", "anonymous"),
        ("for_whom", "anonimous", "anonymous"),
        ("for_whom", "a gruop of us", "group"),
        ("for_whom", "for my mum", "someone_else"),
        ("for_whom", "without my name", "anonymous"),
        ("told_before", "I told you before", "told"),
        ("told_before", "no this is the first time", "first_time"),
        ("told_before", "I have not told you", "first_time"),
        ("told_before", "dont know", "dont_know"),
        ("told_before", "idk", "dont_know"),
        ("still_going", "its not over", "still"),
        ("still_going", "it's over", "over"),
        ("still_going", "comes and goes", "comes_back"),
        ("in_court", "its not at court", "not_at_court"),
        ("in_court", "at court", "at_court"),
        ("safe_message", "dont leave a message", "not_safe"),
        ("safe_message", "you can leave a message", "safe"),
        ("safe_message", "its not safe", "not_safe"),
        ("safe_message", "rather not say", "rather_not"),
        ("language", "polish", "pl"),
        ("language", "po polsku", "pl"),
        ("language", "English please", "en"),
        ("language", "somali", None),
        ("language", "spanish", "other"),
        ("acting_for_agreed", "she has dementia", "cannot_say"),
        ("pass_on", "do both", "both"),
        ("for_whom", "9", None),
        ("for_whom", "the boiler", None),
        ("for_whom", "1 and 2", None),
        ("in_court", "court", None),
        ("told_before", "since october", None),
    ],
)
def test_one_of_several_is_chosen_by_number_words_or_a_part_of_them(
    question: str, text: str, value: str | None
) -> None:
    assert answer(question, text) == (None if value is None else (value,))


@pytest.mark.parametrize(
    ("question", "intent", "value"),
    [
        ("told_before", "affirm", "told"),
        ("told_before", "deny", "first_time"),
        ("still_going", "affirm", "still"),
        ("still_going", "deny", "over"),
        ("in_court", "deny", "not_at_court"),
        ("safe_message", "deny", "not_safe"),
        ("for_whom", "affirm", None),
        ("for_whom", "representative", "someone_else"),
        ("for_whom", "complain_anonymously", "anonymous"),
    ],
)
def test_a_plain_yes_or_no_in_any_language_stands_for_an_option(question: str, intent: str, value: str | None) -> None:
    assert answer(question, "tak", intent, 0.98) == (None if value is None else (value,))


@pytest.mark.parametrize(
    ("text", "given"),
    [
        ("sorry and money", {"remedies": ("apology", "money")}),
        ("1 and 3", {"remedies": ("apology", "action")}),
        ("explane what happend", {"remedies": ("explanation",)}),
        ("5", {"remedies": ()}),
        ("none of these", {"remedies": ()}),
        ("that's all", {"remedies": ()}),
        ("nothing else", {"remedies": ()}),
        ("skip", {"remedies": ()}),
        ("I want you to fix it now", {"remedies": ("action",), "outcome": ("I want you to fix it now",)}),
        ("sack that horrible man", {"remedies": (), "outcome": ("sack that horrible man",)}),
        ("I do not want money", {"remedies": (), "outcome": ("I do not want money",)}),
    ],
)
def test_several_are_chosen_and_other_wishes_are_kept_in_words(text: str, given: dict[str, tuple[str, ...]]) -> None:
    found = heard("remedies", text)
    assert found
    assert {id: tuple(values) for id, values in found.given.items()} == given


@pytest.mark.parametrize(
    ("question", "text", "kept"),
    [
        ("name", "My name is Ana Nowak.", "Ana Nowak"),
        ("name", "Ana Nowak", "Ana Nowak"),
        ("name", "i'm Ana", "Ana"),
        ("name", "nazywam się Ana Nowak", "Ana Nowak"),
        ("name", "me llamo Rosa", "Rosa"),
        ("name", "اسمي أحمد", "أحمد"),
        ("name", "Imran Ismail", "Imran Ismail"),
        ("acting_for_name", "her name is Zofia", "Zofia"),
        ("email", "it's ana@example.com, thanks", "ana@example.com"),
        ("email", "ana at example", "ana at example"),
        ("phone", "call 07700 900982 after six", "07700 900982"),
        ("started", "last winter", "last winter"),
        ("address", "Flat 3, 12 Fire Station Road", "Flat 3, 12 Fire Station Road"),
        ("postcode", "it is SE1 3HN", "it is SE1 3HN"),
        ("story", "mould", "mould"),
    ],
)
def test_words_are_kept_without_what_is_said_around_them(question: str, text: str, kept: str) -> None:
    assert answer(question, text) == (kept,)


@pytest.mark.parametrize("text", ["skip", "leave it out", "prefer not to say", "n/a", "none", "pomiń", "تخطي"])
@pytest.mark.parametrize("question", ["started", "outcome", "address", "postcode", "contact_when", "adjustment_words"])
def test_what_may_be_left_out_is_left_out(question: str, text: str) -> None:
    assert answer(question, text, "stop", 0.99) == ()


@pytest.mark.parametrize(
    ("question", "text", "intent"),
    [
        ("story", "when will i hear", "ask_timescales"),
        ("story", "what is the ombudsman", "ask_ombudsman"),
        ("story", "stop", "stop"),
        ("name", "can I speak to a person", "talk_to_person"),
        ("told_before", "go back", "go_back"),
        ("remedies", "where is my complaint", "check_status"),
        ("photos", "help", "help"),
        ("started", "thank you", "thank"),
        ("name", "hello", "greet"),
    ],
)
def test_a_short_sure_question_of_theirs_is_no_answer(question: str, text: str, intent: str) -> None:
    assert heard(question, text, intent, 0.95) is None


@pytest.mark.parametrize(
    "question", ["for_whom", "told_before", "remedies", "name", "postcode", "email", "phone", "photos"]
)
def test_a_story_told_at_another_question_is_kept_aside(question: str) -> None:
    story = "the heating broke on monday and the man came and left again and nobody answers the phone"
    found = heard(question, story, "make_complaint", 0.9)
    assert found
    assert story in (found.aside, *(words for given in found.given.values() for words in given))
    assert question in ("remedies",) or not found.given


@pytest.mark.parametrize("question", ["name", "started", "address", "email", "postcode", "for_whom", "photos"])
def test_danger_is_no_answer_to_a_short_question_and_is_kept(question: str) -> None:
    found = heard(question, "I smell gas", "emergency", 1.0, danger=True)
    assert found == Heard({}, aside="I smell gas")


def test_a_date_that_sounds_like_a_move_is_a_date() -> None:
    assert answer("started", "ages ago", "go_back", 0.7) == ("ages ago",)
    assert heard("started", "back", "go_back", 0.7) is None


@pytest.mark.parametrize("text", ["😡😡", "I want to complain", "complaint", "...", "1"])
def test_what_tells_nothing_is_no_story(text: str) -> None:
    assert heard("story", text, "make_complaint", 0.6) is None


def test_a_button_chooses_from_what_there_is_and_never_writes_words() -> None:
    pressed = [("remedies", "money"), ("remedies", DONE), ("for_whom", "me"), ("started", ""), ("name", "Bob")]
    found = [hear(the(id), Said("", "answer", 1.0, (id, value)), (), None) for id, value in pressed]
    assert found == [
        Heard({"remedies": ("money",)}, partial=True),
        Heard({"remedies": ()}),
        Heard({"for_whom": ("me",)}),
        Heard({"started": ()}),
        None,
    ]


def test_words_typed_before_can_be_used_as_they_are() -> None:
    use_them = Said("", "answer", 1.0, ("story", AS_TYPED))
    assert hear(the("story"), use_them, (), None, "The lift is broken") == Heard({"story": ("The lift is broken",)})
    assert hear(the("story"), use_them, (), None, "") is None


@pytest.mark.parametrize(
    ("text", "intent", "wanted"),
    [
        ("send it", "stop", "send"),
        ("ok", "affirm", "send"),
        ("yes but the phone is wrong", "affirm", "phone"),
        ("no", "deny", "change"),
        ("change something", "go_back", "change"),
        ("your name", "out_of_scope", "name"),
        ("my phone is wrong", "out_of_scope", "phone"),
        ("go back", "go_back", ""),
        ("what happens then", "ask_process", ""),
    ],
)
def test_at_the_end_it_is_sent_only_when_they_say_so(text: str, intent: str, wanted: str) -> None:
    shorts = [(question.id, question.short) for question in JOURNEY.questions]
    assert hear_check(Said(text, intent, 0.95), shorts) == wanted


def test_an_answer_is_changed_by_its_name_at_any_time() -> None:
    shorts = [("name", "Your name"), ("phone", "Phone"), ("story", "What went wrong")]
    assert hear_change(Said("change my name", "go_back", 0.4), shorts) == "name"
    assert hear_change(Said("change the locks", "make_complaint", 0.9), shorts) == ""


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("polish please", "pl"),
        ("po polsku", "pl"),
        ("Polski", "pl"),
        ("العربية", "ar"),
        ("عربي", "ar"),
        ("in english", "en"),
        ("I do not speak English", ""),
        ("nie mówię po angielsku", ""),
        ("no hablo inglés, español por favor", "es"),
        ("easy english", "en@easy"),
        ("hello", ""),
    ],
)
def test_a_language_is_known_by_any_of_its_names(text: str, code: str) -> None:
    assert language_named(text) == code


@pytest.mark.parametrize(("text", "hides"), [("rather not say", True), ("no", False), ("Noor", False)])
def test_who_would_rather_not_say_their_name(text: str, hides: bool) -> None:
    assert hides_name(Said(text, "out_of_scope", 0.5)) == hides


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("/stop", True),
        (payload("answer", question="name", value='a "b" {c}'), True),
        ("/make_complaint{bad", True),
        ("/nonsense", True),
        ("\u200b /answer{}", True),
        ("/intent@0.3{", True),
        ("/stop knocking at my door", False),
        ("3/4 of the flats", False),
        ("a/c is broken", False),
        ("", False),
    ],
)
def test_what_a_button_sends_is_known_though_it_be_broken(text: str, is_one: bool) -> None:
    assert is_a_button(text) == is_one
