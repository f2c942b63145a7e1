"""Somebody acts for somebody: from both sides, and how it is taken back, at once and everywhere."""

import re
from collections.abc import Iterable, Sequence
from contextlib import suppress

from rasa_sdk.events import ActiveLoop, FollowupAction, SlotSet

from actions.about_case import opened_case, tell_how_to_open
from actions.about_process import AskProcess
from actions.ahead_person import FOR_WHOM
from actions.answers import COMPLAIN, has_begun, main_ways
from actions.beginning import begin_journey
from actions.ending import ask_to_withdraw
from actions.journeys import REPRESENTATIVE
from actions.moves import OLD_BUTTON
from actions.other_words import says_complaint
from actions.said import length_of
from actions.talk import Button, PutrightAction, RasaEvent, Talk, payload
from portal import consent_words
from portal.domain.choosing import plain
from portal.domain.errors import ImpossibleMove
from portal.domain.person_commands import WithdrawConsent
from portal.domain.person_events import ConsentWithdrawn
from portal.domain.person_record import CONSENT_MOVES, Representation
from portal.domain.words import N_
from portal.services.casework import CaseFile, answers_from
from portal.services.people import do_for_person

FOR_ME, FOR_THEM, THEIR_CASE = "for_me", "for_them", "their_case"
REQUESTED = "requested_slot"
STANDING = tuple(standing for event, standing in CONSENT_MOVES if event is ConsentWithdrawn)
"""Those who act, or wait for an answer: it can be taken back from them."""
ASKS = re.compile(
    r"\?|^\W*(?:can|could|may|who|how|is|are|do|does|what|am)\b|\bcan (?:i|she|he|they|my|someone|somebody|an?)\b",
    re.IGNORECASE,
)
"""A question is answered first, and begins nothing."""
THEY_ACT_FOR_ME = re.compile(
    r"\b(?:act|acts|acting|speak|speaks|speaking|talk|talks|write|writes|deal|deals|dealing|do|does|doing|handle|handles|"
    r"complain|complains|help|helps|helping|represent|represents|sort|sorts)\b.{0,30}\b(?:for|with|instead of) me\b"
    r"|\bon my behalf\b|\b(?:help|helps|helping|represent|represents) me\b|\bmy (?:representative|advocate) is\b"
    r"|\b(?:w moim imieniu|za mnie|en mi nombre|por m[ií]|în numele meu|in numele meu|em meu nome|en mon nom|"
    r"meri taraf se|amar (?:hoye|pokkhe))\b|نيابة عني|عني|میری طرف سے|আমার (?:হয়ে|পক্ষে)|ਮੇਰੇ ਵੱਲੋਂ|代表我|替我",
    re.IGNORECASE,
)
I_ACT_FOR_THEM = re.compile(
    r"\b(?:i|i'm|im|we|i am)\b.{0,12}\b(?:act|acting|speak|speaking|represent|representing|complain|complaining|write|"
    r"writing)\b"
    r".{0,12}\b(?:for|on behalf of|his|her|their|a|my|them)\b|\bmy client\b|\bon (?:his|her|their) behalf\b"
    r"|\bi(?:'m| am|m) (?:a|an|the|his|her|their) (?:\w+ )?(?:advocate|solicitor|councillor|support worker|carer|"
    r"social worker|mp)\b",
    re.IGNORECASE,
)


class Represent(PutrightAction):
    """Somebody acts for somebody: whoever has a case open names who acts for them; others are told how."""

    action = "action_representative"

    def act(self, talk: Talk) -> Iterable[RasaEvent]:
        """Go on with the side that is meant; where it is not clear, say what the policy says, and ask."""
        side = _side(talk)
        if talk.text and not side and opened_case(talk) and not ASKS.search(talk.text):
            side = FOR_ME  # whoever has opened their own case speaks of that
        if talk.in_form or not side:
            return AskProcess().act(talk)
        if side == FOR_ME:
            return self._for_me(talk)
        if side == THEIR_CASE:
            talk.say(THEY_LET_YOU, address=talk.address("case/people"), phone=talk.policy.contacts.phone)
            return ()
        buttons = [
            talk.button(N_("Complain for them"), payload("begin", for_whom="someone_else")),
            talk.button(N_("They have a case with you already"), payload("representative", side=THEIR_CASE)),
        ]
        talk.say(YOU_ACT, buttons=buttons)
        return ()

    def _for_me(self, talk: Talk) -> Iterable[RasaEvent]:
        if opened_case(talk):
            talk.say(N_("You decide who acts for you. You can change or stop it at any time."))
            return begin_journey(talk, REPRESENTATIVE)
        talk.say(OPEN_TO_LET_THEM)
        tell_how_to_open(talk)
        talk.say(NO_CASE_YET, buttons=main_ways(talk) if has_begun(talk) else [_complain(talk)])
        return ()


class TakeBackConsent(PutrightAction):
    """A permission is to be taken back: from whom, where several have one, and then surely."""

    action = "action_take_back_consent"

    def act(self, talk: Talk) -> Iterable[RasaEvent]:
        """Ask once more, in their open case; else say how to open it, and that the phone does it at once, too."""
        file = opened_case(talk)
        if file is None:
            talk.say(TAKE_BACK, address=talk.address("case/people"), phone=talk.policy.contacts.phone)
            if not talk.in_form:
                tell_how_to_open(talk)
            return ()
        acting = [each for each in file.record.representations.values() if each.standing in STANDING]
        if not acting and says_complaint(talk.text) and not talk.in_form:
            return ask_to_withdraw(talk, file)
        if not acting:
            talk.say(N_("Nobody acts for you in this case."))
            return ()
        meant = _meant(talk, file, acting)
        if len(meant) > 1:
            buttons = [_choice(talk, file, each) for each in meant]
            talk.say(N_("Who should not act for you any more?"), buttons=[*buttons, talk.button(NOBODY, NO)])
        else:
            _ask_surely(talk, file, meant[0])
        return _out_of_the_form(talk)


class EndConsent(PutrightAction):
    """The button that takes it back: told to them, or not."""

    action = "action_end_consent"

    def act(self, talk: Talk) -> Iterable[RasaEvent]:
        """End it, everywhere. Pressed again, it says so again."""
        file = opened_case(talk)
        known = file.record.representations.get(talk.entities.get("who", "")) if file else None
        if file is None or known is None or talk.in_form:
            talk.say(OLD_BUTTON)
            return ()
        quietly = talk.entities.get("told") != "yes"
        with suppress(ImpossibleMove):  # it has ended by itself: what they wanted is so
            do_for_person(talk.office, file.case.reference, WithdrawConsent(known.id, quietly=quietly))
        talk.say(N_("It has stopped. They see nothing any more."), buttons=main_ways(talk))
        return ()


def _side(talk: Talk) -> str:
    """`for_me`, `for_them`, `their_case`, or empty where it is not clear."""
    if not talk.text:
        return talk.entities.get("side", "")
    text = talk.text.replace("’", "'")
    if ASKS.search(text):
        return ""
    if I_ACT_FOR_THEM.search(text) or FOR_WHOM["someone_else"].search(text):
        return FOR_THEM
    return FOR_ME if THEY_ACT_FOR_ME.search(text) else ""


def _meant(talk: Talk, file: CaseFile, acting: Sequence[Representation]) -> Sequence[Representation]:
    """Those whom a button or a name in the message means; all of them where it names none."""
    who = talk.entities.get("who", "")
    said = frozenset(plain(talk.text).split())
    named = [each for each in acting if said.intersection(_names(talk, file, each))]
    return [each for each in acting if each.id == who] or named or acting


def _names(talk: Talk, file: CaseFile, each: Representation) -> frozenset[str]:
    return frozenset(word for word in plain(_name(talk, file, each)).split() if length_of(word) and len(word) > 1)


def _name(talk: Talk, file: CaseFile, each: Representation) -> str:
    details = answers_from(file.words.get(each.details.id, "{}"))
    return consent_words.name_of(details, talk.wording)


def _choice(talk: Talk, file: CaseFile, each: Representation) -> Button:
    return {"title": _name(talk, file, each), "payload": payload("withdraw_consent", who=each.id)}


def _ask_surely(talk: Talk, file: CaseFile, each: Representation) -> None:
    talk.say(N_("It ends at once. They see nothing more, and get nothing more from us."))
    if each.granted:
        talk.say(LESS, address=talk.address(f"case/people/{each.id}"))
    buttons = [
        talk.button(N_("Yes, and tell them"), payload("take_back", who=each.id, told="yes")),
        talk.button(N_("Yes, and do not tell them"), payload("take_back", who=each.id, told="no")),
        talk.button(NOBODY, NO),
    ]
    talk.say(SURELY, name=_name(talk, file, each), buttons=buttons)


def _out_of_the_form(talk: Talk) -> Sequence[RasaEvent]:
    """What was begun waits: it can be carried on with. In the midst of a form there is no room for this question."""
    if not talk.in_form:
        return ()
    return [ActiveLoop(None), SlotSet(REQUESTED, None), FollowupAction("action_listen")]


def _complain(talk: Talk) -> Button:
    return talk.button(N_("Make a complaint"), payload(COMPLAIN))


NO = payload("deny")
NOBODY = N_("No, leave it as it is")
SURELY = N_(
    "Do you want to stop %(name)s acting for you? If you are not safe when they know, choose that we do not tell them."
)
LESS = N_("If you want them to do less, but not to stop, use this page: %(address)s")
TAKE_BACK = N_(
    "You can take back your permission in your case: %(address)s. Or phone us on %(phone)s. It ends at once."
)
OPEN_TO_LET_THEM = N_("You decide who acts for you. For this your case must be open.")
NO_CASE_YET = N_("If you have no case with us yet, tell us first what went wrong.")
YOU_ACT = N_("You can complain for somebody else. We start at once, and ask them if they agree.")
THEY_LET_YOU = N_(
    "They decide who acts for them. They can name you in their case, and then give you a code of your own: "
    "%(address)s. If they cannot, phone us on %(phone)s."
)
