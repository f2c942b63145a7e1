"""What we do differently for somebody, in words: the same on their page, in messages and in the chat."""

from collections.abc import Iterator, Mapping

from portal.domain.adjustments import Adjustment, Life, words_of
from portal.domain.person_events import AdjustmentChallenged
from portal.domain.person_record import PersonRecord
from portal.domain.policy import Policy
from portal.domain.words import N_
from portal.languages import LANGUAGES
from portal.wording import Wording

STANDS: Mapping[Life, str] = {
    Life.ASKED: N_("You asked for this on %(day)s. We answer you soon."),
    Life.ACKNOWLEDGED: N_("We have this from you. We are looking at how we can do it."),
    Life.AGREED: N_("We do this for you."),
    Life.AGREED_DIFFERENTLY: N_("We do this for you in another way. We have told you how and why."),
    Life.DECLINED: N_("We cannot do this. We have told you why. If you do not agree, tell us and we look again."),
    Life.ENDED: N_("You do not need this any more."),
}
CHALLENGED = N_("You told us that you do not agree. We look at it again.")
IN_OWN_WORDS = N_("Something in your own words")
IN_LANGUAGE = N_("Language: %(language)s")
WHO_HELPS = N_("Who else can help you")
OTHERS_HELP = N_("These can help you too. They are free and not part of us.")
RELAY = N_("You can also call us through Relay UK: dial 18001, then %(phone)s. You type, and somebody speaks for you.")
LOOK_AGAIN = N_("On %(day)s we ask you if it still helps.")


def title(adjustment: Adjustment, policy: Policy, wording: Wording) -> str:
    """What it is called: as the policy or we call it, else that their own words say it."""
    return wording.say(words_of(adjustment.need, policy.adjustments) or IN_OWN_WORDS)


def stands(adjustment: Adjustment, record: PersonRecord, wording: Wording) -> Iterator[str]:
    """Where it is now, in sentences."""
    own = [event for event in record.events if getattr(event, "adjustment", "") == adjustment.id]
    challenged = bool(own) and isinstance(own[-1], AdjustmentChallenged)
    yield wording.say(CHALLENGED if challenged else STANDS[adjustment.life], day=adjustment.asked_on)
    if adjustment.language in LANGUAGES:
        yield wording.say(IN_LANGUAGE, language=LANGUAGES[adjustment.language].own_name)
    if adjustment.is_in_place and adjustment.review_on:
        yield wording.say(LOOK_AGAIN, day=adjustment.review_on)
