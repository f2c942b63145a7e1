"""Pieces that several messages share: dates with their working, what was written, how to go on, whom to turn to."""

from collections.abc import Iterator

from portal.domain.deadlines import Deadline
from portal.domain.kept import Ref
from portal.domain.policy import Body
from portal.domain.words import N_
from portal.outbox.about import About
from portal.outbox.mail import Block, Heading, Items, Link, Paragraph, Quote

ADVICE = N_("You can ask them for advice at any time.")
LATE = N_("They can also press us to answer you if we are late.")
NOT_AGREED = N_("You can ask them to look at this if you do not agree that we need longer.")
FINAL = N_("You have had our final answer. If it is not right, you can ask them to look into your complaint.")


def when(about: About, dates: tuple[Deadline, ...]) -> Iterator[Block]:
    """Each date in full, and why it is that date."""
    say = about.wording.say
    for deadline in dates:
        told = about.wording.explain(deadline, about.office.today)
        yield Heading(told.what)
        yield Paragraph(say(N_("By %(day)s at the latest") if told.projected else N_("By %(day)s"), day=told.day))
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
    say = about.wording.say
    if website := body.complain_at or body.website:
        yield website
    if body.phone:
        yield f"{say(N_('Phone:'))} {body.phone}"
    if body.address:
        yield f"{say(N_('Post:'))} {', '.join(body.address.splitlines())}"


def reach_us(about: About) -> Iterator[Block]:
    """The case page, and how to reach the landlord."""
    say, contacts = about.wording.say, about.policy.contacts
    yield Heading(say(N_("See your case or write to us")))
    yield Link(say(N_("Open your case with your reference and code")), about.page)
    yield Paragraph(
        say(N_("Your reference is %(reference)s. We never send your code by email."), reference=about.opened_as)
    )
    yield Heading(say(N_("How to reach us")))
    phone = (f"{say(N_('Phone:'))} {contacts.phone}",) if contacts.phone else ()
    mail = (f"{say(N_('Email:'))} {contacts.email}",) if contacts.email else ()
    post = (f"{say(N_('Post:'))} {', '.join(contacts.address.splitlines())}",) if contacts.address else ()
    yield Items((*phone, *mail, *post))
    if not about.language.checked:
        yield Paragraph(
            say(N_("No fluent speaker has checked this translation yet. If something is not clear, call us."))
        )
