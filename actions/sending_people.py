"""Sending what was answered about people: somebody who acts for the resident, and how the resident is reached."""

from collections.abc import Iterable

from actions.journeys import REACH, REPRESENTATIVE
from actions.sending import Sending, mark_sent, tell_done, the_case
from actions.talk import RasaEvent, Talk
from portal.domain.draft import Draft
from portal.domain.errors import Incomplete, LostUpdate, NotKept, UnfinishedDraft
from portal.domain.words import N_
from portal.services.consent import name_as_told
from portal.services.drafts import finished_answers, keep
from portal.services.reaching import change_contact


class LetThemAct(Sending):
    """The resident, in their open case, names somebody who acts for them from now on."""

    journey = REPRESENTATIVE

    def send(self, talk: Talk) -> Iterable[RasaEvent]:
        """Name them. What cannot be is said, and asked again."""
        answers, file = finished_answers(talk.office, talk.draft), the_case(talk)
        if file is None:
            return ()
        reference, record = file.case.reference, file.record
        if not talk.draft.reference:
            try:
                record = name_as_told(talk.office, reference, answers, form=talk.draft.id)
            except Incomplete as wrong:
                for words in wrong.problems.values():
                    talk.say(words)
                asked_again = tuple(wrong.problems)
                keep(talk.office, talk.draft, lambda latest: _without(latest, asked_again))
                raise UnfinishedDraft(asked_again[0]) from None
            except LostUpdate:
                raise NotKept(reference) from None
            mark_sent(talk, reference)
        talk.say(N_("They can act for you from now on."))
        named = [*record.representations][-1]
        tell_done(talk, THEIR_CODE, address=talk.address(f"case/people/{named}/code"))
        return ()


class ChangeHowWeReach(Sending):
    """How we reach whoever has a case open, from now on and in every case of theirs."""

    journey = REACH

    def send(self, talk: Talk) -> Iterable[RasaEvent]:
        """Keep it."""
        answers, file = finished_answers(talk.office, talk.draft), the_case(talk)
        if file is None:
            return ()
        if not talk.draft.reference:
            change_contact(talk.office, file.case.reference, answers, form=talk.draft.id)
            mark_sent(talk, file.case.reference)
        tell_done(talk, N_("We use your new contact from now on."))
        return ()


def _without(draft: Draft, questions: Iterable[str]) -> Draft:
    for question in questions:
        draft = draft.without(question)
    return draft


THEIR_CODE = N_("They need a code of their own to open your case. You get it here, and give it to them: %(address)s")
ABOUT_PEOPLE: tuple[type[Sending], ...] = (LetThemAct, ChangeHowWeReach)
