"""Who acts for somebody and what they may do, in words: the same on their page, in messages and in the chat."""

from collections.abc import Iterator, Mapping
from datetime import date

from portal.domain.consent import RELATIONSHIPS, SCOPES, Grant, Proof, Scope, Standing
from portal.domain.draft import Answer
from portal.domain.people import words
from portal.domain.person_record import Representation
from portal.domain.words import N_
from portal.wording import Wording

WITHOUT_NAME = N_("Somebody who did not tell us their name")
STANDS: Mapping[Standing, str] = {
    Standing.NAMED: N_("They told us that they act for you. They see nothing yet."),
    Standing.ASKED: N_("They want to act for you. They see nothing until you say yes."),
    Standing.REFUSED: N_("You said no. They see nothing."),
    Standing.EXPIRED: N_("It has ended. They see nothing any more."),
    Standing.WITHDRAWN: N_("You stopped it. They see nothing any more."),
}
SAID_YES: Mapping[Proof, str] = {
    Proof.OWN_CASE: N_("Since %(day)s. You said so on your own page."),
    Proof.OWN_LINK: N_("Since %(day)s. You said so by the link that we sent you."),
    Proof.TEXT_CODE: N_("Since %(day)s. You gave us the code from a text message."),
    Proof.SPOKEN: N_("Since %(day)s. You told %(who)s."),
    Proof.SIGNED_FORM: N_("Since %(day)s. You signed a form, and %(who)s has seen it."),
    Proof.AUTHORITY: N_("Since %(day)s. %(who)s has seen the papers that let them act."),
    Proof.ELECTED: N_("Since %(day)s. They told us that you asked them for help. %(who)s made sure who they are."),
}
UNTIL, NO_END, ENDED = N_("Until %(day)s."), N_("Until you stop it."), N_("It ended on %(day)s.")
FOR_CASES = N_("Only for %(references)s.")
FOR_ALL = N_("For all you have with us, now and later.")
MAY_FOR_THEM: Mapping[Scope, str] = {
    Scope.SEE: N_("See the case"),
    Scope.SPEAK: N_("Write to us for them, and ask us to look again"),
    Scope.LETTERS: N_("Get copies of what we send them"),
    Scope.LETTERS_INSTEAD: N_("Get what we send, in their place"),
    Scope.REMEDY: N_("Say yes for them to what we offer"),
}
FOR_ALL_OF_THEIRS, THEY_STOP_IT = N_("For all they have with us, now and later."), N_("Until they stop it.")
SAYS: Mapping[Scope, str] = {
    Scope.SEE: N_("They read everything here, and see your photos."),
    Scope.SPEAK: N_("They write to us for you, and can ask us to look again."),
    Scope.LETTERS: N_("You get it too."),
    Scope.LETTERS_INSTEAD: N_("You get nothing more from us. They do."),
    Scope.REMEDY: N_("They can say yes for you to what we offer."),
}
"""What each scope means, where somebody chooses."""


def name_of(details: Mapping[str, Answer], wording: Wording) -> str:
    """The name of somebody who acts for a resident."""
    return words(details, "name") or wording.say(WITHOUT_NAME)


def who_they_are(each: Representation, details: Mapping[str, Answer], wording: Wording) -> str:
    """Their relationship, and the organisation where there is one."""
    return ", ".join(filter(None, (wording.say(RELATIONSHIPS[each.relationship]), words(details, "organisation"))))


def may_do(grant: Grant, wording: Wording) -> list[str]:
    """Everything that is allowed, or asked for."""
    return [wording.say(words) for scope, words in SCOPES.items() if scope in grant.scope]


def how_far(grant: Grant, wording: Wording) -> Iterator[str]:
    """For which cases, and until when."""
    yield wording.say(FOR_CASES, references=", ".join(grant.cases)) if grant.cases else wording.say(FOR_ALL)
    yield wording.say(UNTIL, day=grant.until) if grant.until else wording.say(NO_END)


def for_them(grant: Grant, wording: Wording) -> Iterator[str]:
    """What is allowed and how far, to anybody but the resident."""
    yield from (wording.say(words) for scope, words in MAY_FOR_THEM.items() if scope in grant.scope)
    yield from how_far_for_them(grant, wording)


def how_far_for_them(grant: Grant, wording: Wording) -> Iterator[str]:
    """For which cases, and until when, to anybody but the resident."""
    cases = ", ".join(grant.cases)
    yield wording.say(FOR_CASES, references=cases) if cases else wording.say(FOR_ALL_OF_THEIRS)
    yield wording.say(UNTIL, day=grant.until) if grant.until else wording.say(THEY_STOP_IT)


def stands(each: Representation, seen_by: str, today: date, wording: Wording) -> Iterator[str]:
    """Where it is now, to the resident. `seen_by` is the name of the member of staff who heard or saw it."""
    if each.granted is None or each.proof is None or each.confirmed_on is None:
        yield wording.say(STANDS.get(each.standing, STANDS[Standing.NAMED]))
    elif not each.is_in_force(today):
        yield wording.say(ENDED, day=each.granted.until)
    else:
        yield wording.say(SAID_YES[each.proof], day=each.confirmed_on, who=seen_by)
        yield from how_far(each.granted, wording)
