"""A waiting message becomes a mail. To whom and how are looked up now: people change and erase what they told us."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from portal.domain.events import RESIDENT
from portal.domain.journey import Question, options
from portal.domain.messages import REPAIRS
from portal.domain.policy import Policy
from portal.domain.words import N_
from portal.files.journeys import load_journey
from portal.languages import ENGLISH
from portal.outbox.about import About, language_of
from portal.outbox.carry_on import carry_on_mail
from portal.outbox.kinds import TO_RESIDENT, discreet
from portal.outbox.mail import Block, Heading, Items, Link, Mail, Paragraph, Quote, Unwanted
from portal.outbox.pieces import reach_us, sender_of, your_case
from portal.parts import Parts
from portal.services.casework import open_file
from portal.services.drafts import CARRY_ON, language_choices
from portal.store import OutboxRow

SUBJECT = N_("A message from %(landlord)s about %(reference)s")
LEFT_OUT = ("told_before", "pass_on", "in_court", "also_true", "remedies", "outcome", "photos")
"""What people who do the work need not know."""


def mail_for(parts: Parts, row: OutboxRow) -> Mail:
    """The mail of a waiting message. Raises Unwanted, and NotFound where what it is about is gone."""
    office = parts.office(row.landlord)
    if row.kind == CARRY_ON:
        return carry_on_mail(office, row, parts.base_of(row.landlord))
    file = open_file(office, row.reference)
    language = language_of(file.person.language)
    about = About(office, file, row.number, language, parts.base_of(row.landlord))
    return RECIPIENTS[row.recipient](about, row)


def _to_resident(about: About, row: OutboxRow) -> Mail:
    """The subject tells nobody what it is about; who did not say that it is safe gets no more than a sign."""
    person = about.file.person
    if not person.can_be_mailed:
        raise Unwanted("the resident cannot be reached by e-mail any more")
    says = TO_RESIDENT[row.kind] if person.is_safe_to_message else discreet
    subject = about.wording.say(SUBJECT, landlord=about.policy.name, reference=about.case.reference)
    foot = reach_us(about.wording, about.language, about.policy.contacts)
    return replace(_mail(about, person.email, (*says(about), *your_case(about), *foot)), subject=subject)


def _to_repairs(about: About, row: OutboxRow) -> Mail:
    """A service request for the people who do the work, in English, with what they need to know."""
    policy = about.policy
    if not policy.contacts.repairs_email:
        raise Unwanted("the policy names no address for repairs")
    about = replace(about, language=ENGLISH)
    mail = _mail(about, policy.contacts.repairs_email, tuple(_work(about)))
    return replace(mail, subject=f"Service request {about.case.reference}")


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


def _mail(about: About, to: str, blocks: tuple[Block, ...]) -> Mail:
    policy: Policy = about.policy
    return Mail(to, policy.name, sender_of(policy, about.base_url), "", about.language, blocks)


RECIPIENTS: Mapping[str, Callable[[About, OutboxRow], Mail]] = {RESIDENT: _to_resident, REPAIRS: _to_repairs}
