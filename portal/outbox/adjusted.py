"""What we do differently for somebody, and how we reach them: what we say about each step."""

from collections.abc import Iterator
from typing import Any, cast

from portal import adjustment_words
from portal.adjustment_words import OTHERS_HELP, RELAY, WHO_HELPS
from portal.blocks import Block, Heading, Items, Link, Paragraph
from portal.domain.adjustments import FROM_OUTSIDE, Need, meant
from portal.domain.kept import Ref
from portal.domain.person_events import AdjustmentAgreed, AdjustmentDeclined, AdjustmentEnded, AdjustmentReviewed
from portal.domain.words import N_
from portal.languages import LANGUAGES
from portal.outbox.about import AboutPerson
from portal.outbox.pieces import ADVICE, in_english, ltr, ombudsman, quoted, ways

ASKED = N_("You asked us to do something differently for you.")
IN_ANOTHER_WAY = N_("We cannot do it just as you asked. We do it in another way from today, and tell you how and why.")
NOT_AGREED = N_("If you do not agree")
LOOK_AGAIN = N_("Tell us, and we look at it again. You can do that on your case page. Or call us.")


def contact_changed(about: AboutPerson) -> Iterator[Block]:
    """There is a new way to reach them."""
    say = about.wording.say
    yield Paragraph(say(N_("You told us a new way to reach you. We use it from now on.")))
    yield Paragraph(say(N_("If it was not you who told us, call us now.")))


def acknowledged(about: AboutPerson) -> Iterator[Block]:
    """We have what they asked for."""
    yield from _what(about, ASKED, N_("We have it. We look at how we can do it, and tell you."))


def agreed(about: AboutPerson) -> Iterator[Block]:
    """We do it: as it was asked, or in another way, which they need not accept."""
    event = cast(AdjustmentAgreed, about.event)
    yield from _what(about, ASKED, IN_ANOTHER_WAY if event.differently else N_("We do it from today."))
    yield from _our_words(about, N_("How we do it"), event.words)
    yield from _who_helps(about)
    yield from _next_look(about)
    if event.differently:
        yield from _not_agreed(about)


def declined(about: AboutPerson) -> Iterator[Block]:
    """We do not, why, and how not to accept that (Code 5.10)."""
    event = cast(AdjustmentDeclined, about.event)
    yield from _what(about, ASKED, N_("We looked at it. We cannot do it."))
    yield from _our_words(about, N_("Why we cannot do it"), event.reasons)
    yield from _not_agreed(about)
    yield from ombudsman(about, ADVICE)


def reviewed(about: AboutPerson) -> Iterator[Block]:
    """It stays."""
    event = cast(AdjustmentReviewed, about.event)
    yield from _what(about, N_("We looked again at what we do differently for you. We go on doing it."))
    yield from _our_words(about, N_("What we say about it"), event.words)
    yield from _next_look(about)


def ended(about: AboutPerson) -> Iterator[Block]:
    """It is over."""
    event = cast(AdjustmentEnded, about.event)
    yield from _what(about, N_("We stop what we did differently for you. You do not need it any more."))
    yield from quoted(about, N_("What was said about it"), event.words)
    yield Paragraph(about.wording.say(N_("If that is not right, or you need it again, tell us.")))


def _what(about: AboutPerson, *sentences: str) -> Iterator[Block]:
    """What has happened, and to what: by its name, and in the words in which it was asked for."""
    adjustment, say = about.record.adjustments[cast(Any, about.event).adjustment], about.wording.say
    yield Paragraph(" ".join(map(say, sentences)))
    language = LANGUAGES.get(adjustment.language)
    named = adjustment_words.title(adjustment, about.policy, about.wording)
    in_language = say(adjustment_words.IN_LANGUAGE, language=language.own_name) if language else ""
    yield Items(tuple(filter(None, (named, in_language))))
    yield from quoted(about, N_("What you told us"), adjustment.words)


def _our_words(about: AboutPerson, heading: str, ref: Ref) -> Iterator[Block]:
    if about.written(ref):
        yield from in_english(about)
        yield from quoted(about, heading, ref)


def _who_helps(about: AboutPerson) -> Iterator[Block]:
    """Who meets it besides us: those whom our policy names, and the relay service for whoever signs or types."""
    need, say = meant(cast(AdjustmentAgreed, about.event).need), about.wording.say
    if need in FROM_OUTSIDE:
        yield Paragraph(say(OTHERS_HELP))
        named = ([body.name, *ways(about.wording, about.language, body.phone)] for body in about.policy.advice)
        yield Items(tuple(", ".join(each) for each in named))
        yield Link(say(WHO_HELPS), f"{about.base_url.rstrip('/')}/{about.office.landlord}/help")
    if need == Need.SIGN_LANGUAGE:
        yield Paragraph(say(RELAY, phone=ltr(about.policy.contacts.phone, about.language)))


def _next_look(about: AboutPerson) -> Iterator[Block]:
    adjustment = about.record.adjustments[cast(Any, about.event).adjustment]
    if adjustment.review_on:
        yield Paragraph(about.wording.say(adjustment_words.LOOK_AGAIN, day=adjustment.review_on))


def _not_agreed(about: AboutPerson) -> Iterator[Block]:
    yield Heading(about.wording.say(NOT_AGREED))
    yield Paragraph(about.wording.say(LOOK_AGAIN))
