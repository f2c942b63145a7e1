"""A policy's terms, as a pack writes them: key by key, each with its place in the policy."""

from collections.abc import Mapping

from portal.domain.contacts import Body, Contacts
from portal.domain.policy import OMBUDSMAN, Policy, Start
from portal.domain.terms import (
    BEHAVIOUR_GROUNDS,
    CHANNELS,
    COVERS,
    ELECTED_MAY_ACT,
    PROMISES,
    UNLESS,
    Behaviour,
    CaseKind,
    Channel,
    Choice,
    Closing,
    Closure,
    Definition,
    ElectedMembers,
    Exclusion,
    Ground,
    Kind,
    LinkedPolicy,
    Money,
    NotOurs,
    OmbudsmanTerms,
    Said,
)
from portal.files.stage_parts import read_clock, read_length, read_stages
from portal.files.yaml_parts import Part

REGIONS = ("england", "wales", "scotland", "northern_ireland")
COUNTS_FROM = ("occurrence", "awareness")
HANDLED_AS = tuple(kind.value for kind in Kind if kind not in (Kind.CONTACT, Kind.ADJUSTMENT))
"""A wish to speak to a person is no case of a policy's: every landlord takes it alike."""
READABLE = 4.5
"""WCAG 1.4.3: words of ordinary size against what is behind them."""


def read_policy(part: Part, bodies: Mapping[str, Body], content_hash: str) -> Policy:
    """A whole pack. `bodies` are those that every pack may name. Raises WrongData."""
    own = _own_bodies(part)
    everybody = {**bodies, **own}
    stages = read_stages(part, "policy")
    for index, stage in enumerate(stages):
        if stage.held_by not in ("", OMBUDSMAN, *everybody):
            part.parts("stages")[index].wrong(
                "held_by", f"there is no body {stage.held_by!r}.", "Describe it under bodies, or correct the name."
            )
    ombudsman = part.part("ombudsman")
    survey = part.part_or_none("survey")
    return Policy(
        landlord=part.text("landlord"),
        version=part.text("version"),
        name=part.text("name"),
        letters=_letters(part),
        title=part.text("title"),
        in_force_from=part.day("in_force_from"),
        in_force_to=part.day_or_none("in_force_to"),
        review_due=part.day_or_none("review_due"),
        region=part.one_of("region", REGIONS),
        colour=_colour(part),
        logo=part.text("logo", ""),
        hosts=part.texts("hosts"),
        contacts=_contacts(part.part("contacts")),
        definition=_definition(part.part("definition")),
        service_request=_said(part, "service_request"),
        kinds=tuple(_kind(each) for each in part.parts("kinds")),
        who_may_complain=_said(part, "who_may_complain"),
        channels=tuple(_channel(each) for each in part.parts("channels")),
        exclusions=tuple(_exclusion(each) for each in part.parts("exclusions")),
        stages=stages,
        outcomes=_choices(part, "outcomes"),
        adjustments=_choices(part, "adjustments"),
        remedies=_choices(part, "remedies"),
        money=_money(part),
        ombudsman=_named_body(ombudsman, everybody),
        ombudsman_terms=_ombudsman_terms(ombudsman),
        representative=_said(part, "representative"),
        elected_members=_elected_members(part),
        anonymous=_said(part, "anonymous"),
        unreasonable_behaviour=_behaviour(part),
        not_ours=tuple(_not_ours(each) for each in part.parts("not_ours")),
        complaints_officer=_said(part, "complaints_officer"),
        closing=_closing(part),
        informal_first=_said(part, "informal_first"),
        survey=read_clock(survey, "survey", (Start.CLOSED,)) if survey else None,
        pauses=_choices(part, "pauses"),
        closures=tuple(_closure(each) for each in part.parts("closures")),
        bodies=own,
        advice=tuple(_advice(part, everybody)),
        linked_policies=tuple(_linked(each) for each in part.parts("linked_policies")),
        says=part.texts_by_key("says", tuple(PROMISES)),
        languages=part.texts("languages"),
        hash=content_hash,
        lines=part.lines,
    )


def read_bodies(part: Part) -> dict[str, Body]:
    """Everybody under a key of their own. Raises WrongData."""
    return {id: _body(each) for id, each in part.named_parts()}


def _own_bodies(part: Part) -> dict[str, Body]:
    found = part.part_or_none("bodies")
    return read_bodies(found) if found else {}


def _body(part: Part) -> Body:
    refer = part.part_or_none("refer_within")
    within = read_length(refer, "Ombudsman") if refer else None
    if refer:
        refer.finish()
    part.one_of("sure", ("A", "B", "C"), "B")
    body = Body(
        name=part.text("name"),
        phone=part.text("phone", ""),
        address=part.text("address", ""),
        website=part.text("website", ""),
        checked_on=part.day("checked_on"),
        complain_at=part.text("complain_at", ""),
        email=part.text("email", ""),
        refer_within=within,
        wait_ended=part.day_or_none("wait_ended"),
        old_contacts=part.texts("old_contacts"),
    )
    part.finish()
    return body


def _named_body(part: Part, bodies: Mapping[str, Body]) -> Body:
    return bodies[part.one_of("body", tuple(bodies))]


def _advice(part: Part, bodies: Mapping[str, Body]) -> list[Body]:
    return [bodies[name] for name in part.some_of("advice", tuple(bodies))]


def _ombudsman_terms(part: Part) -> OmbudsmanTerms:
    wait = part.part_or_none("wait")
    terms = OmbudsmanTerms(
        source=part.text("source", ""),
        printed=part.texts("printed"),
        not_until=part.text("not_until", ""),
        wait=read_length(wait) if wait else None,
        designated_person=part.text("designated_person", ""),
    )
    if wait:
        wait.finish()
    part.finish()
    return terms


def _letters(part: Part) -> str:
    letters = part.text("letters")
    if not (letters.isascii() and letters.isalpha() and letters.isupper() and 2 <= len(letters) <= 5):
        part.wrong("letters", f"letters is {letters!r}.", "Write two to five capital letters, like LMJ.")
    return letters


def _colour(part: Part) -> str:
    colour = part.text("colour")
    digits = colour.removeprefix("#")
    if len(colour) != 7 or len(digits) != 6 or any(digit not in "0123456789abcdefABCDEF" for digit in digits):
        part.wrong("colour", f"colour is {colour!r}.", 'Write it like "#0b5563", in quotation marks.')
    if _contrast_with_white(digits) < READABLE:
        part.wrong("colour", f"white words on {colour} are hard to read (WCAG 1.4.3).", "Choose a darker colour.")
    return colour.lower()


def _contrast_with_white(digits: str) -> float:
    channels = (int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)


def _contacts(part: Part) -> Contacts:
    contacts = Contacts(
        email=part.text("email", ""),
        phone=part.text("phone"),
        address=part.text("address", ""),
        in_person=part.text("in_person", ""),
        website=part.text("website", ""),
        repairs_email=part.text("repairs_email", ""),
        repairs_phone=part.text("repairs_phone", ""),
        emergency_phone=part.text("emergency_phone", ""),
    )
    part.finish()
    return contacts


def _said(part: Part, key: str) -> Said:
    """Words with their place in the policy; empty where the policy is silent."""
    found = part.part_or_none(key)
    if not found:
        return Said()
    said = Said(found.text("words"), found.text("source"))
    found.finish()
    return said


def _elected_members(part: Part) -> ElectedMembers:
    found = part.part_or_none("elected_members")
    if not found:
        return ElectedMembers()
    elected = ElectedMembers(found.one_of("may_act", ELECTED_MAY_ACT), found.text("source"))
    found.finish()
    return elected


def _definition(part: Part) -> Definition:
    definition = Definition(part.text("words"), part.text("source"), part.some_of("covers", COVERS))
    part.finish()
    return definition


def _kind(part: Part) -> CaseKind:
    kind = CaseKind(
        id=part.text("id"),
        name=part.text("name"),
        words=part.text("words"),
        source=part.text("source"),
        kind=Kind(part.one_of("handled_as", HANDLED_AS)),
    )
    part.finish()
    return kind


def _channel(part: Part) -> Channel:
    channel = Channel(
        id=part.one_of("id", tuple(CHANNELS)),
        source=part.text("source"),
        words=part.text("words", ""),
        answered_by=part.some_of("answered_by", tuple(CHANNELS)),
    )
    part.finish()
    return channel


def _exclusion(part: Part) -> Exclusion:
    within = part.part_or_none("within")
    exclusion = Exclusion(
        id=part.text("id"),
        ground=Ground(part.one_of("ground", tuple(ground.value for ground in Ground))),
        words=part.text("words"),
        source=part.text("source"),
        means=part.text("means", ""),
        unless=part.some_of("unless", tuple(UNLESS)),
        within=read_length(within) if within else None,
        counts_from=part.some_of("counts_from", COUNTS_FROM),
        instead=part.text("instead", ""),
        who=part.text("who", ""),
    )
    if within:
        within.finish()
    part.finish()
    return exclusion


def _choices(part: Part, key: str) -> tuple[Choice, ...]:
    choices: list[Choice] = []
    for each in part.parts(key):
        choice = Choice(each.text("id"), each.text("words"), each.text("source", ""))
        if choice.id in {other.id for other in choices}:
            each.wrong("id", f"{key} has {choice.id!r} twice.", "Give each entry an id of its own.")
        choices.append(choice)
        each.finish()
    return tuple(choices)


def _money(part: Part) -> Money | None:
    found = part.part_or_none("money")
    if not found:
        return None
    money = Money(found.texts("who"), found.text("words"), found.text("source"), found.flag("only_direct_loss"))
    found.finish()
    return money


def _behaviour(part: Part) -> Behaviour:
    found = part.part_or_none("unreasonable_behaviour")
    if not found:
        return Behaviour()
    behaviour = Behaviour(
        words=found.text("words"),
        source=found.text("source"),
        grounds=found.some_of("grounds", BEHAVIOUR_GROUNDS),
        cap=found.number_or_none("cap"),
        review=found.text("review", ""),
        steps=found.texts("steps"),
        who=found.texts("who"),
        refuses=found.flag("refuses"),
    )
    found.finish()
    return behaviour


def _closing(part: Part) -> Closing | None:
    found = part.part_or_none("closing")
    if not found:
        return None
    silence = found.part_or_none("silence")
    closing = Closing(
        words=found.text("words"),
        source=found.text("source"),
        when_done=found.flag("when_done"),
        silence=read_length(silence) if silence else None,
    )
    if silence:
        silence.finish()
    found.finish()
    return closing


def _closure(part: Part) -> Closure:
    first = part.day("first")
    closure = Closure(first, part.day_or_none("last") or first, part.text("why"))
    part.finish()
    if closure.last < closure.first:
        part.wrong("last", "it ends before it begins.", "Correct one of the two dates.")
    return closure


def _not_ours(part: Part) -> NotOurs:
    found = NotOurs(part.text("words"), part.text("who"), part.text("source"))
    part.finish()
    return found


def _linked(part: Part) -> LinkedPolicy:
    linked = LinkedPolicy(part.text("name"), part.text("about"), part.text("source"), part.text("url", ""))
    part.finish()
    return linked
