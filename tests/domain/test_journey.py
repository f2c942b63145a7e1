"""The complaint journey: who is asked what, what is wrong with an answer, and that it always comes to an end."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as some

from portal.domain.draft import Answer
from portal.domain.journey import (
    EMAIL,
    FILES,
    KINDS,
    MISSING,
    PHONE,
    TOO_LONG,
    Condition,
    Journey,
    Question,
    options,
    problem_with,
    read,
)
from portal.domain.terms import Exclusion, Ground
from portal.files.journeys import load_journey
from portal.files.packs import Packs
from portal.languages import LANGUAGES

POLICY = Packs.load().version("leathermarket-jmb", "2024")
JOURNEY = load_journey("complaint")
OFFERED = [(language.code, language.own_name) for language in LANGUAGES.values()]
FAMILY = "👨‍👩‍👧‍👦"
"""A family: four people joined by letters without width."""

ALWAYS = [
    "for_whom", "story", "told_before", "started", "still_going", "in_court", "remedies", "outcome", "address",
    "postcode", "contact_by", "adjustments", "adjustment_words", "language", "photos",
]  # fmt: skip


def question(id: str) -> Question:
    found = JOURNEY.question(id)
    assert found, id
    return found


def asked(**answers: Answer) -> list[str]:
    return [each.id for each in JOURNEY.applying(answers, POLICY)]


def of_kind(kind: str, **more: object) -> Question:
    return replace(Question("it", kind, "page", "What?", "It"), **more)  # type: ignore[arg-type]  # any field


def problem(kind: str, *given: str, **more: object) -> str | None:
    asking = of_kind(kind, **more)
    found = problem_with(asking, read(asking, given), POLICY)
    return found.words if found else None


class TestWhoIsAskedWhat:
    @pytest.mark.parametrize(
        ("for_whom", "also"),
        [
            ("me", {"name"}),
            (
                "someone_else",
                {
                    "name",
                    "acting_for_name",
                    "acting_for_agreed",
                    "acting_for_relationship",
                    "acting_for_over_18",
                    "acting_for_email",
                    "acting_for_phone",
                },
            ),
            ("group", {"name", "group_who"}),
            ("anonymous", set()),
        ],
    )
    def test_by_whom_the_complaint_is_for(self, for_whom: str, also: set[str]) -> None:
        assert set(asked(for_whom=for_whom)) == {*ALWAYS, *also}

    def test_the_order_begins_with_whom_and_what(self) -> None:
        assert asked(for_whom="me")[:3] == ["for_whom", "story", "told_before"]

    @pytest.mark.parametrize(("told", "is_asked"), [("first_time", True), ("told", False), ("dont_know", False)])
    def test_only_somebody_new_is_asked_whether_to_pass_it_on(self, told: str, is_asked: bool) -> None:
        assert ("pass_on" in asked(told_before=told)) is is_asked

    @pytest.mark.parametrize(
        ("ways", "then"),
        [
            ((), set()),
            (("email",), {"email", "safe_message"}),
            (("phone",), {"phone", "contact_when", "safe_message"}),
            (("text",), {"phone", "contact_when", "safe_message"}),
            (("post",), {"safe_message"}),
            (("email", "text"), {"email", "phone", "contact_when", "safe_message"}),
        ],
    )
    def test_each_way_to_be_reached_asks_only_for_what_it_needs(self, ways: tuple[str, ...], then: set[str]) -> None:
        further = {"email", "phone", "contact_when", "safe_message"}
        assert further & set(asked(for_whom="me", contact_by=ways)) == then

    def test_court_is_asked_only_where_the_policy_has_that_exclusion(self) -> None:
        without = replace(POLICY, exclusions=tuple(e for e in POLICY.exclusions if e.ground != "court_filed"))
        assert "in_court" in [each.id for each in JOURNEY.applying({}, POLICY)]
        assert "in_court" not in [each.id for each in JOURNEY.applying({}, without)]


class TestChangesOfMind:
    def test_an_answer_made_pointless_is_left_out(self) -> None:
        before: dict[str, Answer] = {"for_whom": "someone_else", "acting_for_name": "Mr Okafor", "story": "Cold"}
        assert JOURNEY.kept({**before, "for_whom": "me"}, POLICY) == {"for_whom": "me", "story": "Cold"}

    def test_a_name_is_left_out_when_they_choose_to_stay_anonymous(self) -> None:
        assert JOURNEY.kept({"for_whom": "anonymous", "name": "Amina"}, POLICY) == {"for_whom": "anonymous"}

    def test_a_pointless_answer_opens_no_further_question(self) -> None:
        pets = of_kind("text", id="pets")
        dog = replace(pets, id="dog", when=(Condition("pets", ("dog",)),))
        bites = replace(pets, id="bites", when=(Condition("dog", ("yes_it_does",)),))
        journey = Journey("pets", "Pets", (pets, dog, bites))
        answers: dict[str, Answer] = {"pets": "cat", "dog": "yes_it_does", "bites": "often"}
        assert journey.kept(answers, POLICY) == {"pets": "cat"}
        assert journey.next_question(answers, POLICY) is None

    def test_what_was_left_out_on_purpose_is_not_asked_again(self) -> None:
        after = JOURNEY.next_question({"for_whom": "group", "group_who": ""}, POLICY)
        assert after is not None
        assert after.id == "story"


class TestTheWayThrough:
    @staticmethod
    def an_answer(data: some.DataObject, asking: Question) -> Answer:
        values = [option.value for option in options(asking, POLICY, OFFERED)]
        if asking.optional and data.draw(some.booleans()):
            return ""
        match asking.kind:
            case "choice":
                return data.draw(some.sampled_from(values))
            case "choices":
                return tuple(data.draw(some.lists(some.sampled_from(values), min_size=1, unique=True)))
            case "email":
                return "amina@example.com"
            case "phone":
                return "07700 900 982"
            case "files":
                return ("a", "b")
            case _:
                return read(asking, [data.draw(some.text(max_size=30))]) or "Cold"

    @given(some.data())
    def test_any_answers_lead_to_the_end_and_nothing_is_asked_twice(self, data: some.DataObject) -> None:
        answers: dict[str, Answer] = {}
        order: list[str] = []
        while following := JOURNEY.next_question(answers, POLICY):
            assert following.id not in order
            order.append(following.id)
            answers[following.id] = self.an_answer(data, following)
            assert problem_with(following, answers[following.id], POLICY, OFFERED) is None
        assert order == asked(**answers)
        assert JOURNEY.kept(answers, POLICY) == answers

    @given(some.data())
    def test_after_any_change_of_mind_there_is_still_an_end(self, data: some.DataObject) -> None:
        answers: dict[str, Answer] = {}
        changes = 3
        for _ in range(len(JOURNEY.questions) + changes):
            if answers and changes and data.draw(some.booleans()):
                changed = question(data.draw(some.sampled_from(sorted(answers))))
                answers[changed.id] = self.an_answer(data, changed)
                changes -= 1
            if following := JOURNEY.next_question(answers, POLICY):
                answers[following.id] = self.an_answer(data, following)
        assert JOURNEY.next_question(answers, POLICY) is None
        assert set(JOURNEY.kept(answers, POLICY)) == set(asked(**answers))


class TestWhatIsSaid:
    def test_a_first_report_is_told_what_a_service_request_is(self) -> None:
        (said,) = JOURNEY.said(question("told_before"), {"told_before": "first_time"}, POLICY)
        assert "service request" in said
        assert "You can complain as well" in said

    def test_court_is_explained_and_nobody_is_refused_by_a_computer(self) -> None:
        (said,) = JOURNEY.said(question("in_court"), {"in_court": "at_court"}, POLICY)
        assert "A person decides that, not a computer" in said
        assert "Housing Ombudsman" in said

    def test_nothing_is_said_after_an_ordinary_answer(self) -> None:
        assert JOURNEY.said(question("told_before"), {"told_before": "told"}, POLICY) == ()
        assert JOURNEY.said(question("told_before"), {}, POLICY) == ()


class TestEveryQuestion:
    @pytest.mark.parametrize("each", JOURNEY.questions, ids=lambda each: each.id)
    def test_has_words_a_short_name_and_answers_that_differ(self, each: Question) -> None:
        choices = options(each, POLICY, OFFERED)
        assert each.words.endswith("?")
        assert each.short
        assert len({option.value for option in choices}) == len(choices)
        assert len({option.words for option in choices}) == len(choices)
        assert all(option.words for option in choices)

    @pytest.mark.parametrize("each", JOURNEY.questions, ids=lambda each: each.id)
    def test_says_what_to_do_when_left_empty_unless_it_may_be(self, each: Question) -> None:
        found = problem_with(each, "", POLICY, OFFERED)
        assert (found is None) is each.optional
        assert found is None or found.words

    def test_remedies_and_adjustments_are_the_policy_s(self) -> None:
        assert [each.value for each in options(question("remedies"), POLICY)] == [r.id for r in POLICY.remedies]
        assert [each.value for each in options(question("adjustments"), POLICY)] == [a.id for a in POLICY.adjustments]

    def test_languages_are_named_in_themselves_and_another_may_be_asked_for(self) -> None:
        offered = {each.value: each.words for each in options(question("language"), POLICY, OFFERED)}
        assert (offered["pl"], offered["ar"]) == ("Polski", "العربية")
        assert list(offered)[-1] == "other"

    def test_another_landlord_s_remedy_is_not_an_answer(self) -> None:
        assert problem_with(question("remedies"), ("apology", "a_pony"), POLICY)
        assert problem_with(question("remedies"), ("apology", "money"), POLICY) is None

    def test_court_needs_no_second_exclusion_to_be_asked(self) -> None:
        only = replace(POLICY, exclusions=(Exclusion("court", Ground.COURT_FILED, "At court", "1"),))
        assert "in_court" in [each.id for each in JOURNEY.applying({}, only)]


class TestReading:
    @pytest.mark.parametrize("kind", ["text", "longtext", "address"])
    @pytest.mark.parametrize("mark", ["\x00", "\x07", "\x1b", "\x7f", "\x9b", "\u202e", "\u2066", "\ud83d"])
    def test_letters_nobody_writes_are_taken_out(self, kind: str, mark: str) -> None:
        assert read(of_kind(kind), [f"Cold{mark} and wet"]) == "Cold and wet"

    @pytest.mark.parametrize("kind", ["text", "longtext"])
    @pytest.mark.parametrize(
        "words", ["المصعد معطّل منذ ثلاثة أسابيع", "لفٹ خراب ہے", "লিফট নষ্ট", "电梯坏了", "Ścierka, żółć", FAMILY, "🥶"]
    )
    def test_every_alphabet_and_every_face_is_kept(self, kind: str, words: str) -> None:
        assert read(of_kind(kind), [words]) == words

    def test_marks_that_arabic_needs_are_kept(self) -> None:
        assert read(of_kind("longtext"), ["شقة\u200f 12"]) == "شقة\u200f 12"

    def test_paragraphs_of_a_story_are_kept(self) -> None:
        assert read(of_kind("longtext"), ["  One.\r\n\r\nTwo.\rThree.\n "]) == "One.\n\nTwo.\nThree."

    def test_a_line_has_no_line_breaks_and_single_spaces(self) -> None:
        assert read(of_kind("text"), [" Amina\u00a0 \tBegum\r\nOBE "]) == "Amina Begum OBE"

    def test_choices_are_each_kept_once_in_their_order(self) -> None:
        assert read(of_kind("choices"), ["post", "email", "post", ""]) == ("post", "email")

    @pytest.mark.parametrize("kind", sorted(KINDS))
    def test_nothing_given_is_nothing_answered(self, kind: str) -> None:
        assert not read(of_kind(kind), [])
        assert not read(of_kind(kind), ["  "])

    @given(some.sampled_from(sorted(KINDS)), some.lists(some.text()))
    def test_whatever_is_given_is_read_and_reads_the_same_again(self, kind: str, given: list[str]) -> None:
        once = read(of_kind(kind), given)
        assert read(of_kind(kind), [once] if isinstance(once, str) else once) == once
        assert problem_with(of_kind(kind, optional=True), "", POLICY) is None

    @given(some.lists(some.text(some.characters(exclude_categories=()), max_size=50), max_size=3))
    def test_what_was_read_can_be_kept_as_utf_8(self, given: list[str]) -> None:
        assert str(read(of_kind("longtext"), given)).encode("utf-8") is not None


class TestProblems:
    @pytest.mark.parametrize("kind", sorted(KINDS))
    def test_every_kind_says_what_to_do_when_empty(self, kind: str) -> None:
        assert problem(kind) == MISSING[kind]

    def test_a_story_of_forty_thousand_letters_is_taken_whole(self) -> None:
        story = "It is cold. " * 3_333 + "ABCD"
        assert len(story) == 40_000
        assert read(question("story"), [story]) == story
        assert problem_with(question("story"), story, POLICY) is None

    def test_one_word_is_enough_for_a_story(self) -> None:
        assert problem_with(question("story"), "Mould", POLICY) is None

    def test_a_story_beyond_the_limit_is_sent_as_a_document(self) -> None:
        found = problem_with(question("story"), "x" * 50_001, POLICY)
        assert found is not None
        assert (found.words, found.values) == (TOO_LONG, {"limit": 50_000})

    @pytest.mark.parametrize(("kind", "limit"), [("text", 500), ("address", 1_000), ("postcode", 30)])
    def test_short_answers_have_room_and_an_end(self, kind: str, limit: int) -> None:
        assert problem(kind, "x" * limit) is None
        assert problem(kind, "x" * (limit + 1)) == TOO_LONG

    @pytest.mark.parametrize(
        "given", ["amina@example.com", "a.b+c@mail.example.org.uk", "ωμέγα@παράδειγμα.ελ", "a@b.co"]
    )
    def test_email_addresses_that_are_taken(self, given: str) -> None:
        assert problem("email", given) is None

    @pytest.mark.parametrize(
        "given",
        ["amina", "amina@", "@example.com", "amina@example", "a b@example.com", "a@b.com, c@d.com", "<a@b.com>", "a@b.",
         "a" * 250 + "@b.org"],
    )  # fmt: skip
    def test_email_addresses_that_are_not(self, given: str) -> None:
        assert problem("email", given) == EMAIL

    def test_an_email_address_cannot_carry_a_second_line(self) -> None:
        assert problem("email", "a@example.com\nBcc: all@example.com") == EMAIL

    @pytest.mark.parametrize(
        "given", ["07700 900 982", "+44 (0)20 7946 0999", "020-7946-0999 ext 4", "٠٧٧٠٠٩٠٠٩٨٢", "07700900982 after six"]
    )
    def test_phone_numbers_in_any_shape(self, given: str) -> None:
        assert problem("phone", given) is None

    @pytest.mark.parametrize("given", ["no phone", "12345", "1" * 201])
    def test_phone_numbers_that_are_none(self, given: str) -> None:
        assert problem("phone", given) == PHONE

    @pytest.mark.parametrize("given", ["SE1 3HN", "se13hn", "near the Co-op"])
    def test_postcodes_in_any_shape(self, given: str) -> None:
        assert problem("postcode", given) is None

    def test_a_choice_is_one_of_the_options(self) -> None:
        whom = question("for_whom")
        assert problem_with(whom, "me", POLICY) is None
        assert problem_with(whom, "the cat", POLICY) is not None
        assert problem_with(whom, ("me",), POLICY) is not None

    def test_twenty_files_are_taken_at_once_and_no_more(self) -> None:
        names = [f"photo{n}" for n in range(21)]
        assert problem("files", *names[:20]) is None
        assert problem("files", *names) == FILES
