"""What a policy says about complaining to us in words: what, who, how, and what comes of it."""

from collections.abc import Collection, Iterator
from dataclasses import replace
from datetime import date

from portal.domain.policy import Policy
from portal.domain.terms import CHANNELS, WHEN_ASKED, WITH_CONSENT, Channel, Closure
from portal.domain.words import N_
from portal.policy_words.pieces import Contact, Point, Section, both, either, ended, one_line, points
from portal.policy_words.promises import FAIRNESS, promises
from portal.policy_words.stages import LATE
from portal.policy_words.times import in_words, is_bound
from portal.wording import Wording

ANSWERED_BY = N_("We answer you like this: %(ways)s.")
ELECTED = {
    WHEN_ASKED: N_(
        "If you asked your MP or councillor for help, we can answer them about that complaint. You do not have to "
        "sign anything. We tell you, and you can stop it at any time."
    ),
    WITH_CONSENT: N_("We ask you first, even if it is your MP or your councillor."),
}
WORKING_DAY = N_("A working day is Monday to Friday, but not a bank holiday.")
CLOSED_ON = N_("We are closed on %(day)s (%(why)s).")
CLOSED_FROM = N_("We are closed from %(first)s to %(last)s (%(why)s).")
LIMIT_FROM = N_("Who decides on a limit: %(who)s.")
MONEY_FROM = N_("Who can say yes to money: %(who)s.")
PLAIN_WORDS = N_("This is our complaints policy in plain words (%(title)s). We use it from %(day)s.")
UNTIL = N_("It ended on %(day)s. What was told to us before then still goes by it.")
LOOKED_AT_BY = N_("We look at it again by %(day)s.")
NOT_LOOKED_AT = N_("We should have looked at it again by %(day)s.")


def what_it_is(policy: Policy, wording: Wording) -> Iterator[Section]:
    """What a complaint is, what else there is, and what is a request for service."""
    say = wording.say
    yield _said("complaint", N_("What is a complaint?"), (policy.definition.words,), policy, wording)
    if len(policy.kinds) > 1:
        named = tuple(Point(ended(say(each.name)), (ended(say(each.words)),)) for each in policy.kinds)
        yield Section("kinds", say(N_("What you can tell us")), points=named)
    yield _said("service-request", N_("What is a service request?"), (policy.service_request.words,), policy, wording)


def how_to_complain(policy: Policy, wording: Wording) -> Iterator[Section]:
    """Who can complain, by what ways, with whose help, and without a name."""
    yield _said("who", N_("Who can complain"), (policy.who_may_complain.words,), policy, wording)
    ways = tuple(_way(each, policy, wording) for each in policy.channels)
    promised = points(promises(policy, "how-to-complain", wording))
    yield Section("how-to-complain", wording.say(N_("How to complain")), points=(*ways, *promised))
    elected = ELECTED[policy.elected_members.may_act] if policy.elected_members.source else ""
    acting = (policy.representative.words, elected)
    yield _said("representative", N_("Someone to act for you"), acting, policy, wording)
    yield _said("anonymous", N_("Without your name"), (policy.anonymous.words,), policy, wording)


def _way(channel: Channel, policy: Policy, wording: Wording) -> Point:
    contacts = policy.contacts
    reached = {
        "website": ("website", contacts.website),
        "email": ("email", contacts.email),
        "phone": ("phone", contacts.phone),
        "letter": ("address", one_line(contacts.address)),
    }
    kind, value = reached.get(channel.id, ("", ""))
    words = channel.words or (contacts.in_person if channel.id == "in_person" else "")
    more = [ended(wording.say(words))] if words else []
    if channel.answered_by:
        ways = either((_inside_a_sentence(wording.say(CHANNELS[each])) for each in channel.answered_by), wording)
        more.append(wording.say(ANSWERED_BY, ways=ways))
    name = wording.say(CHANNELS[channel.id])
    return Point(name if value else ended(name), tuple(more), Contact(kind, value) if value else None)


def _inside_a_sentence(words: str) -> str:
    return words[:1].lower() + words[1:]


def how_we_deal_with_it(policy: Policy, today: date, wording: Wording, told: Collection[str]) -> Iterator[Section]:
    """Working days, who is in charge, fairness, and what is promised about the answer and not `told` before."""
    say = wording.say
    pauses = points(say(each.words) for each in policy.pauses)
    yield Section(
        "working-days",
        say(N_("What is a working day?")),
        (say(WORKING_DAY), *(_closed(each, wording) for each in policy.closures if each.last >= today)),
        parts=(Section("pauses", say(N_("When we stop counting")), points=pauses),) if pauses else (),
    )
    yield _said("officer", N_("Who is in charge of complaints"), (policy.complaints_officer.words,), policy, wording)
    yield _promised(FAIRNESS, N_("How we deal with your complaint"), policy, wording)
    yield _promised("answer", N_("How we answer you"), policy, wording, told)


def _closed(closure: Closure, wording: Wording) -> str:
    why = wording.say(closure.why)
    if closure.first == closure.last:
        return wording.say(CLOSED_ON, day=closure.first, why=why)
    return wording.say(CLOSED_FROM, first=closure.first, last=closure.last, why=why)


def what_comes_of_it(policy: Policy, today: date, wording: Wording) -> Iterator[Section]:
    """How we put things right, money, how a complaint can end, and when it is closed."""
    say, money = wording.say, policy.money
    promised = points(promises(policy, "put-right", wording))
    parts = [Section("put-right-promises", say(N_("What we promise")), points=promised)]
    if money:
        who = either((say(each) for each in money.who), wording)
        authority = (say(MONEY_FROM, who=who),) if money.who else ()
        parts.append(Section("money", say(N_("Money")), (say(money.words), *authority)))
    outcomes = points(say(each.words) for each in policy.outcomes)
    parts.append(Section("outcomes", say(N_("How a complaint can end")), points=outcomes))
    yield Section(
        "put-right",
        say(N_("How we can put things right")),
        points=points(say(each.words) for each in policy.remedies),
        parts=tuple(part for part in parts if not part.is_empty),
    )
    survey = (in_words(policy.survey, wording),) if policy.survey else promises(policy, "closing", wording)
    yield Section("closing", say(N_("When a complaint is closed")), (*_closing(policy, today, wording), *survey))


def _closing(policy: Policy, today: date, wording: Wording) -> Iterator[str]:
    """When we close it. Where the Code binds, somebody who is late may ask all the same."""
    if policy.closing:
        closes = is_bound(policy, today) and any(stage.window and stage.window.closes for stage in policy.stages)
        yield " ".join((wording.say(policy.closing.words), *([wording.say(LATE)] if closes else [])))


def what_you_need(policy: Policy, wording: Wording) -> Iterator[Section]:
    """What we do differently for somebody, and what happens when contact becomes difficult."""
    offered = points(wording.say(each.words) for each in policy.adjustments)
    title = wording.say(N_("What we can do differently for you"))
    yield Section("adjustments", title, promises(policy, "adjustments", wording), offered)
    found = policy.unreasonable_behaviour
    said = _said("behaviour", N_("If contact becomes difficult"), (found.words,), policy, wording)
    after = tuple(ended(wording.say(each)) for each in (*found.steps, found.review) if each)
    who = (wording.say(LIMIT_FROM, who=both(map(wording.say, found.who), wording)),) if found.who else ()
    yield replace(said, points=(*points((*after, *who)), *said.points))


def how_we_learn(policy: Policy, wording: Wording) -> Iterator[Section]:
    """Staff, board and reports, and the policies that belong to this one."""
    yield _promised("learning", N_("How we learn"), policy, wording)
    linked = tuple(
        Point(
            each.name if each.url else ended(each.name),
            (ended(wording.say(each.about)),),
            Contact("website", each.url) if each.url else None,
            foreign=True,
        )
        for each in policy.linked_policies
    )
    yield Section("linked", wording.say(N_("Our other policies")), points=linked)


def about(policy: Policy, today: date, wording: Wording) -> Iterator[str]:
    """Which version this is, since when and until when, and when it is looked at again."""
    yield wording.say(PLAIN_WORDS, title=policy.title, day=policy.in_force_from)
    ended_on, review = policy.in_force_to, policy.review_due
    if ended_on and ended_on < today:
        yield wording.say(UNTIL, day=ended_on)
    elif review:
        yield wording.say(LOOKED_AT_BY if review >= today else NOT_LOOKED_AT, day=review)


def _said(id: str, title: str, words: tuple[str, ...], policy: Policy, wording: Wording) -> Section:
    """What the policy says of it in words of its own, and what it promises there."""
    said = tuple(ended(wording.say(each)) for each in words if each)
    promised = promises(policy, id, wording)
    return Section(id, wording.say(title), said, points(each for each in promised if each not in " ".join(said)))


def _promised(id: str, title: str, policy: Policy, wording: Wording, told: Collection[str] = ()) -> Section:
    found = (each for each in promises(policy, id, wording) if each not in " ".join(told))
    return Section(id, wording.say(title), points=points(found))
