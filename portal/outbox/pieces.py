"""Pieces that several messages share: dates with their working, what was written, how to go on, whom to turn to."""

from collections.abc import Iterator
from urllib.parse import urlsplit

from portal.blocks import Block, Heading, Items, Link, Paragraph, Quote
from portal.domain.contacts import Body, Contacts
from portal.domain.deadlines import Deadline
from portal.domain.kept import Ref
from portal.domain.policy import Policy
from portal.domain.words import N_
from portal.languages import Language
from portal.outbox.about import About
from portal.wording import Wording

ADVICE = N_("You can ask them for advice at any time.")
LATE = N_("They can also press us to answer you if we are late.")
NOT_AGREED = N_("You can ask them to look at this if you do not agree that we need longer.")
FINAL = N_("You have had our final answer. If it is not right, you can ask them to look into your complaint.")


def when(about: About, dates: tuple[Deadline, ...]) -> Iterator[Block]:
    """Each date in full, and why it is that date."""
    say = about.wording.say
    for deadline in dates:
        told = about.wording.explain(deadline, about.office.today, about.case.events)
        yield Heading(told.what)
        yield Paragraph(told.when)
        if told.note:
            yield Paragraph(told.note)
        lines = (say(N_("We do not count weekends and bank holidays.")),) if told.skipped else ()
        source = say(N_("Where this rule is: %(source)s."), source=told.source)
        yield Items((*told.why, *lines, source))


def quoted(about: About, heading: str, ref: Ref | None) -> Iterator[Block]:
    """What somebody wrote, under a heading; nothing where they wrote nothing."""
    if words := about.written(ref):
        yield Heading(about.wording.say(heading))
        yield Quote(words)


def in_english(about: About) -> Iterator[Block]:
    """What our staff wrote is not translated by software."""
    if about.language.html_lang != "en":
        yield Paragraph(
            about.wording.say(N_("Our own words to you are in English. If you want them in your language, tell us."))
        )


def ombudsman(about: About, *roads: str) -> Iterator[Block]:
    """The Ombudsman, what for, and how to reach them (Code 3.7, 6.5, 6.9, 6.16, 6.19)."""
    say, body = about.wording.say, about.policy.ombudsman
    yield Heading(body.name)
    free = say(N_("The %(name)s is free and is not part of us."), name=body.name)
    yield Paragraph(" ".join((free, *map(say, roads))))
    yield Items(tuple(_contact(about, body)))


def _contact(about: About, body: Body) -> Iterator[str]:
    if website := body.complain_at or body.website:
        yield website
    yield from ways(about.wording, about.language, phone=body.phone, address=body.address)


def your_case(about: About) -> Iterator[Block]:
    """The case page, and what opens it."""
    say = about.wording.say
    yield Heading(say(N_("See your case or write to us")))
    yield Link(say(N_("Open your case with your reference and code")), about.page)
    reference = ltr(about.opened_as, about.language)
    yield Paragraph(say(N_("Your reference is %(reference)s. We never send your code by email."), reference=reference))


def reach_us(wording: Wording, language: Language, contacts: Contacts) -> Iterator[Block]:
    """How to reach the landlord, and that nobody has checked a translation."""
    yield Heading(wording.say(N_("How to reach us")))
    yield Items(tuple(ways(wording, language, contacts.phone, contacts.email, contacts.address)))
    if not language.checked:
        yield Paragraph(
            wording.say(N_("No fluent speaker has checked this translation yet. If something is not clear, call us."))
        )


def ways(wording: Wording, language: Language, phone: str = "", email: str = "", address: str = "") -> Iterator[str]:
    """One line for each way there is to reach somebody."""
    told = (N_("Phone:"), phone), (N_("Email:"), email), (N_("Post:"), ", ".join(address.splitlines()))
    yield from (f"{wording.say(label)} {ltr(way, language)}" for label, way in told if way)


def sender_of(policy: Policy, base_url: str) -> str:
    """The landlord's address, which answers go to. Where it has none: one of this server that nobody reads."""
    return policy.contacts.email or f"no-reply@{urlsplit(base_url).hostname}"


def ltr(words: str, language: Language) -> str:
    """Numbers and names that read from left to right, kept in their order inside a line that does not."""
    return f"\N{LEFT-TO-RIGHT ISOLATE}{words}\N{POP DIRECTIONAL ISOLATE}" if language.direction == "rtl" else words
