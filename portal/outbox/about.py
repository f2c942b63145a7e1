"""What a message is about: the case as it stood after the event, and the language it is told in."""

from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from portal.domain.case import Case
from portal.domain.case_dates import case_deadlines
from portal.domain.deadlines import NOT_OUR_DUTY, SURVEY, Deadline
from portal.domain.events import Event
from portal.domain.kept import Ref
from portal.domain.person_events import ConsentAsked, PersonEvent
from portal.domain.person_record import PersonRecord
from portal.domain.policy import Policy
from portal.domain.terms import Kind
from portal.languages import ENGLISH, LANGUAGES, Language
from portal.services.casework import CaseFile
from portal.services.consent import consent_link
from portal.services.office import Office
from portal.wording import Wording


@dataclass(frozen=True)
class About:
    """An event of a case, and everything a message about it may say. `base_url` is where the portal is reached."""

    office: Office
    file: CaseFile
    number: int
    language: Language
    base_url: str

    @property
    def event(self) -> Event:
        """The event that the message tells of."""
        return self.case.events[-1]

    @cached_property
    def case(self) -> Case:
        """The case just after the event, whatever has happened since."""
        return Case.from_events(self.file.case.events[: self.number])

    @property
    def policy(self) -> Policy:
        """The policy the case is bound to."""
        return self.file.policy

    @property
    def wording(self) -> Wording:
        """How things are said in the language of the message."""
        return Wording(self.language.code)

    @property
    def is_complaint(self) -> bool:
        """Only a complaint has stages, dates and the Ombudsman."""
        return self.case.kind is Kind.COMPLAINT

    @property
    def page(self) -> str:
        """The address where the case is opened with reference and code."""
        return f"{self.base_url.rstrip('/')}/{self.office.landlord}/case"

    @property
    def opened_as(self) -> str:
        """The reference that has a code: a service request passed on with a complaint is seen beside it."""
        made = self.case.made
        return made.linked_to if made.kind is Kind.SERVICE_REQUEST and made.linked_to else made.reference

    def written(self, ref: Ref | None) -> str:
        """What somebody wrote; empty where there is nothing or it was erased."""
        return self.file.words.get(ref.id, "").strip() if ref else ""

    def dates(self, *kinds: str) -> tuple[Deadline, ...]:
        """The open deadlines of the present stage, as they were told with the event.

        Only these kinds; without any, all that we owe while we look into it.
        """
        calendar = self.office.calendar(self.policy)
        told: dict[str, date] = dict(getattr(self.event, "told", {}))
        return tuple(
            replace(each, due=told.get(each.kind, each.due))
            for each in case_deadlines(self.case, self.policy, calendar)
            if each.stage == self.case.stage
            and each.met_on is None
            and (each.kind in kinds if kinds else each.kind not in (*NOT_OUR_DUTY, SURVEY))
        )


@dataclass(frozen=True)
class AboutPerson(About):
    """An event of a person's record, and the case that it was said with."""

    @property
    def event(self) -> PersonEvent:
        """The event that the message tells of."""
        return self.record.events[-1]

    @cached_property
    def record(self) -> PersonRecord:
        """The record just after the event, whatever has happened since."""
        return PersonRecord.from_events(self.file.record.id, self.file.record.events[: self.number])

    @cached_property
    def case(self) -> Case:
        """The case as it is now."""
        return self.file.case

    @cached_property
    def page(self) -> str:
        """Where the case is opened; or, for who is asked to let somebody act for them, where they answer.

        The link is made when it is sent, so that nobody who reads the outbox can use it.
        """
        if isinstance(self.event, ConsentAsked):
            person, base_url = self.record.id, self.base_url
            return consent_link(self.office, person, self.event.representative, self.number, base_url)
        return super().page


def language_of(code: str) -> Language:
    """The language to write in: the person's own where it is one of ours, else English."""
    return LANGUAGES.get(code, ENGLISH)
