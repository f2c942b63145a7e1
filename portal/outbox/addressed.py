"""Who is told what. To whom and how are looked up now: people change and erase what they told us."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from portal.blocks import Block, Heading, Items, Link, Paragraph, Quote
from portal.domain.channels import EMAIL, channels_for
from portal.domain.errors import NotFound
from portal.domain.events import REPRESENTATIVE, RESIDENT
from portal.domain.journey import Question, options
from portal.domain.messages import REPAIRS
from portal.domain.needs import AS_USUAL
from portal.domain.people import Person
from portal.domain.person_events import ConsentAsked, ConsentReminded
from portal.files.journeys import load_journey
from portal.languages import EASY_ENGLISH, ENGLISH, LANGUAGES, Language
from portal.outbox.about import About, AboutPerson, language_of
from portal.outbox.carry_on import carry_on_mail
from portal.outbox.consents import asked_discreetly
from portal.outbox.kinds import OF_PERSON, TO_RESIDENT, discreet
from portal.outbox.mail import Mail
from portal.outbox.pieces import reach_us, sender_of, your_case
from portal.outbox.representatives import to_representative
from portal.outbox.told import Told, subject_of
from portal.outbox.trouble import Needless, Unwanted
from portal.outbox.way_in import open_cases_mail
from portal.parts import Parts
from portal.services.casework import CaseFile, open_file
from portal.services.drafts import CARRY_ON, language_choices
from portal.services.getting_in import OPEN_CASES
from portal.services.office import Office
from portal.store import OutboxRow
from portal.store.landlord import PERSON

LEFT_OUT = ("told_before", "pass_on", "in_court", "also_true", "remedies", "outcome", "photos")
"""What people who do the work need not know."""


def told_to(parts: Parts, row: OutboxRow) -> Told:
    """What a waiting message says to whom. Raises NotFound where what it is about is gone.

    Raises Unwanted where it is not to go to them, or not by this channel, any more; Needless where nobody needs to
    tell them either.
    """
    told = RECIPIENTS[row.recipient.partition(":")[0]](about_of(parts, row), row)
    if row.channel not in channels_for(told.person, row.kind, told.needs):
        raise Unwanted(f"this does not go to them by {row.channel} any more")
    return told


def about_of(parts: Parts, row: OutboxRow) -> About:
    """What a waiting message is about: an event of a case, or of a person's record. Raises NotFound."""
    return about_event(parts, row.landlord, row.reference, row.number)


def about_event(parts: Parts, landlord: str, stream: str, number: int) -> About:
    """The same of an event by its place: `stream` is a reference, or `person:<id>`. Raises NotFound."""
    office, base_url = parts.office(landlord), parts.base_of(landlord)
    if not stream.startswith(PERSON):
        file = open_file(office, stream)
        return About(office, file, number, _language(file), base_url)
    record = office.store.person(stream.removeprefix(PERSON))
    if record.version < number:
        raise NotFound(stream)
    file = open_file(office, record.events[number - 1].reference)
    return AboutPerson(office, file, number, _language(file), base_url)


def mail_for(parts: Parts, row: OutboxRow) -> Mail:
    """The mail of a waiting message. Raises what `told_to` raises."""
    if asked := ASKED_MAILS.get(row.kind):
        return asked(parts.office(row.landlord), row, parts.base_of(row.landlord))
    return as_mail(told_to(parts, row))


def as_mail(told: Told) -> Mail:
    """The same, as a mail."""
    about, policy = told.about, told.about.policy
    sender = sender_of(policy, about.base_url)
    return Mail(told.person.email, policy.name, sender, told.subject, about.language, told.blocks)


def _language(file: CaseFile) -> Language:
    """The one agreed with them, else the one they complained in; in easy words where English was to be easy."""
    language = LANGUAGES.get(file.needs.language) or language_of(file.person.language)
    return EASY_ENGLISH if file.needs.easy_read and language is ENGLISH else language


def _to_resident(about: About, row: OutboxRow) -> Told:
    """The subject tells nobody what it is about; who did not say that it is safe gets no more than a sign."""
    is_question = isinstance(about.event, ConsentAsked)
    if isinstance(about, AboutPerson):
        said = _of_their_record(about, row.kind)
    else:
        said = (TO_RESIDENT[row.kind] if about.file.person.is_safe_to_message else discreet)(about)
    foot = reach_us(about.wording, about.language, about.policy.contacts)
    blocks = (*said, *(() if is_question else your_case(about)), *foot)
    return Told(about, about.file.person, about.file.needs.for_event(about.event), subject_of(about), blocks)


def _of_their_record(about: AboutPerson, kind: str) -> Iterator[Block]:
    """What is said to the resident about their own record. Raises Needless for what is settled since."""
    if _is_settled(about):
        raise Needless("it was answered, asked anew, or changed since")
    if about.file.person.is_safe_to_message:
        return OF_PERSON[kind](about)
    return asked_discreetly(about) if isinstance(about.event, ConsentAsked) else discreet(about)


def _is_settled(about: AboutPerson) -> bool:
    """Was the question answered since, or the end that comes moved?"""
    match about.event:
        case ConsentAsked(representative=id):
            return about.file.record.representations[id].asked_at != about.number
        case ConsentReminded(representative=id, until=until):
            granted = about.file.record.representations[id].granted
            return granted is None or granted.until != until
    return False


def _to_repairs(about: About, row: OutboxRow) -> Told:
    """A service request for the people who do the work, in English, with what they need to know."""
    about = replace(about, language=ENGLISH)
    person = Person(email=about.policy.contacts.repairs_email, contact_by=(EMAIL,))
    return Told(about, person, AS_USUAL, f"Service request {about.case.reference}", tuple(_work(about)))


def _work(about: About) -> Iterator[Block]:
    reference, linked = about.case.reference, about.case.made.linked_to
    yield Paragraph(f"A resident asked us to put something right. The reference of this request is {reference}.")
    if linked:
        yield Paragraph(f"They also made a complaint ({linked}). The work does not wait for it.")
    journey, answers = load_journey("complaint"), about.file.answers
    for question in journey.applying(answers, about.policy):
        if question.id in LEFT_OUT or not answers.get(question.id):
            continue
        yield Heading(question.short)
        given = answers[question.id]
        if isinstance(given, str) and question.is_free_text:
            yield Quote(given)
        else:
            yield Items(tuple(_in_words(about, question, (given,) if isinstance(given, str) else given)))
    if about.case.made.files:
        yield Paragraph(f"Photos or documents with it: {len(about.case.made.files)}.")
    yield Link("Open it among the cases", f"{about.base_url.rstrip('/')}/staff/")


def _in_words(about: About, question: Question, given: tuple[str, ...]) -> Iterator[str]:
    choices = options(question, about.policy, language_choices(about.office))
    words = {option.value: option.words for option in choices}
    yield from (words.get(value, value) for value in given)


RECIPIENTS: Mapping[str, Callable[[About, OutboxRow], Told]] = {
    RESIDENT: _to_resident,
    REPAIRS: _to_repairs,
    REPRESENTATIVE.removesuffix(":"): to_representative,
}
"""By what a recipient begins with, up to a colon: whom that means now, and what they may be told."""
ASKED_MAILS: Mapping[str, Callable[[Office, OutboxRow, str], Mail]] = {
    CARRY_ON: carry_on_mail,
    OPEN_CASES: open_cases_mail,
}
"""Mails that somebody asked for, which tell of no event."""
