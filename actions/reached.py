"""How somebody is reached from now on, as far as a message says it: a new number, another way, what is not safe."""

import re
from collections.abc import Mapping, Sequence

from actions.ahead import AHEAD, understood_ahead
from actions.ahead_acting import the_one
from actions.ahead_person import contact_by
from actions.asking import titled
from actions.clauses import Message
from actions.hearing import hear_change, language_named
from actions.journeys import REACH
from actions.said import Said
from actions.talk import Talk
from portal.domain.choosing import mentions
from portal.domain.draft import Answer

Told = Mapping[str, Answer]
READ = ("contact_by", "email", "phone", "contact_when", "address", "postcode")
BY_NUMBER = ("phone", "text")

_NEW_AND_THING = (
    (
        r"new|chang\w+|different|another|updat\w+|swap\w*|correct|replace|wrong",
        r"phone|mobile|telephone|number|e-?mail|contact|address|post ?code|"
        r"how (?:you|u|to) (?:reach|contact|get hold|write|ring|call)",
    ),
    (r"now[yeaą]|zmieni\w*|zmian\w*|inny", r"numer\w*|telefon\w*|adres\w*|e-?mail\w*|mail\w*"),
    (r"nuev[oa]|cambi\w+|otro", r"n[úu]mero|tel[ée]fono|m[óo]vil|correo|e-?mail|direcci[óo]n"),
    (r"nou[ăa]?|schimb\w*|alt", r"num[ăa]r\w*|telefon\w*|adres\w*|e-?mail\w*"),
    (r"nov[oa]|mud\w+|alterar|outro", r"n[úu]mero|telefone|telem[óo]vel|morada|endere[çc]o|e-?mail"),
    (r"nouve\w+|chang\w+|autre", r"num[ée]ro|t[ée]l[ée]phone|adresse|e-?mail|mail"),
    (r"n[ua]ya|nai|notun|badal\w*|bodl\w*|chang\w+", r"number|phone|address|email|pata|thikana"),
)
"""What makes something new, and what of theirs it can be, by language; either may come first."""
_RUN_TOGETHER = (
    (r"غي[رّ]|تغيير|جديد|بدل|تغير|تغيّر", r"رقم|هاتف|عنوان|ايميل|إيميل|بريد"),
    (r"نیا|نئی|بدل", r"نمبر|فون|پتہ|پتا|ای میل"),
    (r"নতুন|বদল|পরিবর্তন", r"নম্বর|নাম্বার|ফোন|ঠিকানা|ইমেইল"),
    (r"ਨਵਾਂ|ਨਵੀਂ|ਬਦਲ", r"ਨੰਬਰ|ਫ਼ੋਨ|ਫੋਨ|ਪਤਾ|ਈਮੇਲ"),
    (r"新|换|換|改", r"号码|號碼|电话|電話|手机|手機|地址|邮箱|郵箱"),
)
"""The same where words take endings, or stand without spaces."""


def _either_way(new: str, thing: str, bound: str) -> str:
    one, other = rf"{bound}(?:{new}){bound}", rf"{bound}(?:{thing}){bound}"
    return rf"{one}.{{0,30}}{other}|{other}.{{0,25}}{one}"


WANTS = re.compile(
    "|".join(
        (
            *(_either_way(new, thing, r"\b") for new, thing in _NEW_AND_THING),
            *(_either_way(new, thing, "") for new, thing in _RUN_TOGETHER),
            r"\b(?:i|we)(?:'ve| have)? moved\b(?! in\b)",
            r"\bdo ?n[o']?t (?:ever )?(?:leave|text|ring|call|phone|e-?mail|write)\b"
            r".{0,40}\b(?:message|messages|me|voicemail|phone|number|any ?more)\b",
        )
    ),
    re.IGNORECASE,
)
"""They want to be reached in another way than until now."""
IN_PLACE = re.compile(
    r"\b(?:instead|only|rather than|not by|no more|zamiast|tylko|en vez|solo|solamente)\b|بدل|فقط|صرف", re.IGNORECASE
)
"""This way in place of the others, not beside them."""
NOT_SAFE = re.compile(
    r"\bdo ?n[o']?t (?:ever )?leave\b.{0,30}\b(?:message|voicemail|anything)|\bnot safe\b"
    r"|\bno (?:voice)?(?:messages|mails?)\b"
    r"|\bnie zostawia\w*\b|\bno dej\w+ (?:un )?mensaje|لا تتركوا رسال|پیغام (?:نہ|مت) چھوڑ",
    re.IGNORECASE,
)
THEIRS = {**AHEAD, "email": the_one("email"), "phone": the_one("phone")}
"""Whose number it is need not be said by somebody who has a new one."""


def ways_asked_for(talk: Talk) -> Sequence[str]:
    """The ways in which the last message asks to be reached: "ring me", "text me back"."""
    return contact_by(Message.of(talk.text, ()))


def wants_to_be_reached_otherwise(text: str) -> bool:
    """Do they say that how we reach them has changed, or must?"""
    return bool(WANTS.search(text.replace("’", "'")))


def says_not_safe(text: str) -> bool:
    """Do they say that a message for them may be heard by others?"""
    return bool(NOT_SAFE.search(text.replace("’", "'")))


def changed_by(talk: Talk, now: Told) -> dict[str, Answer]:
    """What the last message changes of how they are reached `now`; a number or address that is given is also used."""
    told = dict(told_to_change(talk))
    before = now.get("contact_by") or ()
    ways = [*told.get("contact_by", ())]
    for id in ("email", "phone"):
        if id in told:
            ways += used_for(id, {"contact_by": (*before, *ways)})
    if ways:
        kept = () if IN_PLACE.search(talk.text) else before
        told["contact_by"] = tuple(dict.fromkeys((*kept, *ways)))
    return told


def used_for(id: str, now: Told) -> tuple[str, ...]:
    """The ways to reach them once there is an answer to `email` or `phone`: a number may be for calls or for texts."""
    ways = tuple(now.get("contact_by") or ())
    fits = BY_NUMBER if id == "phone" else (id,)
    return ways if set(fits).intersection(ways) else (*ways, fits[0])


def named_to_change(talk: Talk) -> str:
    """Which of it the last message wants to change, without saying to what: the id of the question; empty for none."""
    said = Said(talk.text, talk.intent, talk.confidence)
    shorts = [(each.id, talk.wording.say(each.short)) for each in REACH.questions.questions]
    named = hear_change(said, shorts) if talk.text else ""
    return named if named != "change" else ""


def told_to_change(talk: Talk) -> Told:
    """What the last message says of how to reach them, by question."""
    if not talk.text:
        return {"language": talk.entities["language"]} if talk.entities.get("language") else {}
    questions = {each.id: each for each in REACH.questions.questions}
    entities: Sequence[dict[str, object]] = talk.tracker.latest_message.get("entities") or ()
    found = understood_ahead(
        talk.text, entities, [questions[id] for id in READ], {}, lambda question: titled(question, talk), THEIRS
    )
    told: dict[str, Answer] = {
        id: tuple(values) if questions[id].kind == "choices" else values[0] for id, values in found.items()
    }
    if says_not_safe(talk.text):
        told["safe_message"] = "not_safe"
    language = language_named(talk.text)
    if language in dict(titled(questions["language"], talk)) and any(mentions(talk.text, word) for word in WRITING):
        told["language"] = language
    return told


WRITING = (
    "write",
    "letters",
    "letter",
    "send",
    "pisac",
    "pisz",
    "piszcie",
    "listy",
    "escribir",
    "escribanme",
    "cartas",
)
"""Which language we write in is not which one they chat in."""
