"""A form on paper by which a resident lets somebody act for them: to print, to sign, and to send as a photo."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from portal import consent_words
from portal.blocks import Block, Heading, Items, Paragraph
from portal.domain.consent import SCOPES
from portal.domain.draft import Answer
from portal.domain.person_record import Representation
from portal.domain.policy import Policy
from portal.domain.words import N_
from portal.languages import Language
from portal.letters.letter import Letter, Sender, Size
from portal.letters.setting import letter_pdf
from portal.letters.to_fill import Line, Tick, ToFill
from portal.wording import Wording

TITLE = N_("You let somebody act for you")
NOT_A_MUST = N_("Sign this only if you want it. You do not have to, and you do not have to say why.")
WHO_YOU_ARE, YOUR_NAME = N_("Who you are"), N_("Your name")
WHO_ACTS = N_("Who acts for you")
THEIR_NAME, THEIR_CONTACT = N_("Their name"), N_("Their email address or phone number")
WHO_TO_YOU = N_("Who they are to you, like a friend, a councillor or a solicitor")
ADULT = N_("They must be 18 or older.")
ASKED_FOR = N_("They asked for this:")
WHAT = N_("What may they do? Tick as many as you like.")
FOR_WHAT, ALL = N_("For what?"), N_("All I have with you, now and later")
ONLY_THIS, ONLY_ONE = N_("Only this: %(reference)s"), N_("Only one complaint")
ITS_REFERENCE = N_("The reference of the complaint, if you know it")
UNTIL = N_("Until when? Leave this out if it has no end.")
AT_ANY_TIME = N_("You can change or stop this at any time. Tell us, and it ends at once.")
SIGN, SIGNATURE, DAY = N_("Sign it"), N_("Your signature"), N_("Day")
WHERE = N_("How it comes to us")
AS_A_PHOTO = N_("Take a photo of it. Send the photo on the page where you see the case, or let them do it.")
BY_EMAIL, BY_POST = N_("Or email the photo to us: %(email)s"), N_("Or post it to us:")
THEN = N_("We look at it and tell you. Until then nothing changes.")


@dataclass(frozen=True)
class OnPaper:
    """What is printed on the form. What is empty is left to be written by hand.

    `resident` is the resident's name. `acts` is who acts for them, with `details` by question (name, organisation).
    """

    policy: Policy
    language: Language
    day: date
    size: Size = Size.STANDARD
    resident: str = ""
    reference: str = ""
    acts: Representation | None = None
    details: Mapping[str, Answer] = field(default_factory=dict)

    @property
    def wording(self) -> Wording:
        """In the form's language."""
        return Wording(self.language.code)


def consent_paper(form: OnPaper) -> bytes:
    """The form as a PDF (PDF/UA-1). Raises FontsMissing."""
    policy = form.policy
    sender = Sender(policy.name, tuple(policy.contacts.address.splitlines()), policy.contacts.phone)
    title, blocks = form.wording.say(TITLE), (*_people(form), *_allowed(form), *_signed(form))
    return letter_pdf(Letter((), sender, form.day, title, form.reference, form.language, blocks, form.size))


def _people(form: OnPaper) -> Iterator[Block | ToFill]:
    say = form.wording.say
    yield Paragraph(say(NOT_A_MUST))
    yield Heading(say(WHO_YOU_ARE))
    yield Paragraph(form.resident) if form.resident else Line(say(YOUR_NAME))
    yield Heading(say(WHO_ACTS))
    if form.acts is None:
        yield from (Line(say(words)) for words in (THEIR_NAME, WHO_TO_YOU, THEIR_CONTACT))
    else:
        name = consent_words.name_of(form.details, form.wording)
        yield Paragraph(f"{name}\n{consent_words.who_they_are(form.acts, form.details, form.wording)}")
    yield Paragraph(say(ADULT))


def _allowed(form: OnPaper) -> Iterator[Block | ToFill]:
    """What may be ticked. What was asked for is only said: whoever signs decides."""
    say, asked = form.wording.say, form.acts.asked if form.acts else None
    if asked:
        yield Paragraph(say(ASKED_FOR))
        yield Items((*consent_words.may_do(asked, form.wording), *consent_words.how_far(asked, form.wording)))
    yield Heading(say(WHAT))
    yield from (Tick(say(words)) for words in SCOPES.values())
    yield Heading(say(FOR_WHAT))
    yield Tick(say(ONLY_THIS, reference=form.reference) if form.reference else say(ONLY_ONE))
    yield Tick(say(ALL))
    if not form.reference:
        yield Line(say(ITS_REFERENCE))
    yield Line(say(UNTIL))


def _signed(form: OnPaper) -> Iterator[Block | ToFill]:
    say, contacts = form.wording.say, form.policy.contacts
    yield Heading(say(SIGN))
    yield Paragraph(say(AT_ANY_TIME))
    yield Line(say(SIGNATURE))
    yield Line(say(DAY))
    yield Heading(say(WHERE))
    yield Paragraph(say(AS_A_PHOTO))
    if contacts.email:
        yield Paragraph(say(BY_EMAIL, email=contacts.email))
    if contacts.address:
        named = () if form.policy.name in contacts.address else (form.policy.name,)
        yield Paragraph("\n".join((say(BY_POST), *named, *contacts.address.splitlines())))
    yield Paragraph(say(THEN))
