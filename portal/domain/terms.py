"""What a policy says besides its stages: what a complaint is, what is left out, who may act, how a case ends."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from portal.domain.words import N_


class Unit(StrEnum):
    """How a clock counts."""

    WORKING = "working"
    CALENDAR = "calendar"
    WEEKS = "weeks"
    MONTHS = "months"
    HOURS = "hours"


class Kind(StrEnum):
    """What a case is handled as. Only a complaint has stages and clocks."""

    COMPLAINT = "complaint"
    SERVICE_REQUEST = "service_request"
    COMPLIMENT = "compliment"
    SUGGESTION = "suggestion"
    CONTACT = "contact"
    ADJUSTMENT = "adjustment"


class Ground(StrEnum):
    """What an exclusion rests on: the Code allows some grounds, some only with exceptions, some not at all."""

    OVER_TIME = "over_time"
    COURT_FILED = "court_filed"
    LEGAL_ACTION = "legal_action"
    SOLICITOR = "solicitor"
    INSURER = "insurer"
    ALREADY_CONSIDERED = "already_considered"
    PURSUED_UNREASONABLY = "pursued_unreasonably"
    OMBUDSMAN = "ombudsman"
    STAFF_MATTER = "staff_matter"
    OTHER_RESIDENTS = "other_residents"
    NOT_OURS = "not_ours"
    APPEAL = "appeal"
    CHARGES = "charges"
    SERVICE_REQUEST = "service_request"
    OTHER = "other"


UNLESS = {
    "still_going": N_("We still take it if it is still going on."),
    "health_or_safety": N_("We still take it if your health or safety is at risk."),
    "learnt_later": N_("We still take it if you heard of it less than 12 months ago."),
    "good_reason": N_("We still take it if there is a good reason why you could not tell us before."),
    "standards_missed": N_("We still take it if we did not keep to our own standards."),
    "procedure_not_followed": N_("We still take it if we did not follow our own rules."),
    "wrong_calculation": N_("We still take it if the sum is wrong."),
    "needed_more_time": N_("We still take it if you needed more time, for example because of your health."),
}
"""The exceptions an exclusion may have, and how a resident is told."""

COVERS = (
    "however_made", "service_standard", "actions", "lack_of_action", "own_staff", "acting_on_behalf",
    "one_resident", "group",
)  # fmt: skip
"""What the Code's definition of a complaint covers, element by element (1.2)."""

BEHAVIOUR_GROUNDS = (
    "abuse", "threats", "tone", "volume", "persistence", "expectations", "nothing_more_to_do", "resources",
    "non_cooperation", "intention", "number_of_requests",
)  # fmt: skip
"""What a policy may call unreasonable behaviour."""

PROMISES = {
    "word_not_needed": N_("You do not need to use the word complaint."),
    "choice_offered": N_("If you are not happy, we ask if you want to complain."),
    "representative_same_rules": N_("If someone acts for you, we follow the same rules."),
    "may_be_accompanied": N_("You can bring someone with you when you meet us."),
    "requests_recorded": N_("We write down every request for work."),
    "unhappy_request_is_complaint": N_("If you are not happy with how we deal with a request, you can complain."),
    "request_goes_on": N_("A request for work goes on while we look into your complaint."),
    "survey_says_how": N_("When we ask what you think of us, we tell you how to complain."),
    "each_on_its_merits": N_("We look at each complaint for itself."),
    "time_discretion": N_("We can take a complaint that is older if there is a good reason."),
    "refusal_explained": N_("If we cannot take your complaint, we tell you why."),
    "refusal_to_ombudsman": N_("You can ask the Housing Ombudsman to look at that decision."),
    "any_staff": N_("You can complain to anyone who works for us."),
    "published": N_("You can read this policy on our website."),
    "publicised": N_("We tell you about these rules in other ways too."),
    "ombudsman_any_time": N_("You can ask the Housing Ombudsman for advice at any time."),
    "officer_has_authority": N_("The person who deals with complaints can decide how to put things right."),
    "staff_trained": N_("Our staff are trained to deal with complaints."),
    "treated_the_same": N_("We treat you the same as before you complained."),
    "contractors_inside": N_("If someone works for us, you complain to us. You do not have to complain to them too."),
    "contractors_follow_code": N_("Those who work for us must follow the same rules and times."),
    "definition_confirmed": N_("We tell you how we understand your complaint and what you want to happen."),
    "not_ours_told": N_("We tell you which part, if any, is not ours to deal with."),
    "independent": N_("We keep an open mind."),
    "conflicts_of_interest": N_("If it is about one of us, that person does not look into it."),
    "all_evidence": N_("We look at everything you send us."),
    "chance_to_speak": N_("You can tell us what you think before we decide."),
    "private": N_("We keep what you tell us private, as far as we can."),
    "intervals_agreed": N_("If it takes much longer, we agree with you how often we write."),
    "adjustments_recorded": N_("We write down what you need and check from time to time that it is still right."),
    "escalation_refusal_explained": N_("If we cannot look at it again, we tell you why."),
    "record_kept": N_("We keep a full record of your complaint."),
    "remedy_any_stage": N_("We can put things right at any time. You do not have to wait for the end."),
    "restriction_reasoned": N_("If we limit how you contact us, we tell you why, and we look at it again."),
    "restriction_fair": N_("We think about your needs and your rights before we limit contact."),
    "early_answer": N_("If we can put it right at once, we do."),
    "extension_explained": N_("If we need longer, we tell you why and until when."),
    "extension_ombudsman": N_("If you do not agree that we need longer, you can ask the Housing Ombudsman."),
    "answer_when_known": N_("We answer as soon as we know the answer, even if work is still to be done."),
    "updates_until_done": N_("We keep you informed until promised work is done."),
    "every_point_answered": N_("We answer every point and give our reasons."),
    "new_issues_joined": N_("If you tell us of something new in time, we look into it too."),
    "unresolved_goes_on": N_("If you are not happy with our answer, you can ask us to look again."),
    "final_stage": N_("After the last stage you have our final answer."),
    "remedy_reflects_impact": N_("How we put it right depends on what it meant for you."),
    "remedy_by_when": N_("We tell you what will happen and by when."),
    "ombudsman_guidance": N_("We put things right in the way the Housing Ombudsman asks for."),
    "annual_report": N_("Every year we report on our complaints."),
    "report_published": N_("Our board answers that report and we publish both."),
    "learning_shared": N_("We tell residents what we have learnt."),
    "board_member": N_("A member of our board is responsible for complaints."),
    "board_informed": N_("Our board sees how many complaints there are and how we deal with them."),
    "own_staff_another_manager": N_("If it is about our staff, someone else looks into it."),
    "told_who_and_when": N_("We tell you who deals with it and when to expect our answer."),
    "member_of_parliament": N_("You can ask your MP or councillor for help at any time."),
    "extension_agreed": N_("If we need longer, we agree a new date with you."),
    "enquiries_told": N_("We tell you if we need to ask other people about it."),
    "review_explained": N_("When you ask us to look again, we explain how that works."),
    "asked_how_it_went": N_("When your complaint is closed, we ask you how we did."),
    "contact_agreed": N_("We agree with you how we contact you, and how often."),
    "spoken_to": N_("We phone you or meet you to talk about it, if we can."),
    "answer_in_writing": N_("We write to you with our answer."),
    "withheld_explained": N_("If there is something that we may not tell you, we say why."),
    "action_followed_up": N_("We check that what we promised is done."),
    "learns": N_("We learn from complaints, so that it does not happen again."),
    "self_assessment": N_("Every year we check if we keep to the rules of the Housing Ombudsman."),
}
"""What a policy may promise, by a short name: a pack says where it stands, a resident reads it here."""

ANSWER_ITEMS = ("stage", "definition", "decision", "reasons", "remedy", "outstanding", "next_stage", "ombudsman")
"""What a written answer may have to hold (Code 6.9, 6.19)."""

CHANNELS = {
    "website": N_("On our website"),
    "email": N_("By email"),
    "phone": N_("By phone"),
    "letter": N_("By letter"),
    "in_person": N_("In person"),
    "social_media": N_("On social media"),
    "dictated": N_("Spoken to a member of staff, who writes it down"),
    "representative": N_("Through someone who acts for you"),
    "staff": N_("Raised by a member of our staff"),
    "director": N_("Through one of our directors"),
    "council": N_("Through the council"),
}
"""The ways in which a complaint may come, by a short name."""


@dataclass(frozen=True)
class Said:
    """Words of the policy and the part of it where they stand. Empty where the policy is silent."""

    words: str = ""
    source: str = ""


WITH_CONSENT, WHEN_ASKED = "with_consent", "when_asked"
ELECTED_MAY_ACT = (WITH_CONSENT, WHEN_ASKED)


@dataclass(frozen=True)
class ElectedMembers:
    """A councillor or an MP: they act `with_consent` as anybody, or `when_asked`, because the resident asked them.

    A policy that says nothing of them is read with care: with consent.
    """

    may_act: str = WITH_CONSENT
    source: str = ""

    @property
    def need_consent(self) -> bool:
        """Must the resident agree in their own words or with their name, as with anybody else?"""
        return self.may_act != WHEN_ASKED


@dataclass(frozen=True)
class Definition:
    """What counts as a complaint. `covers` names the elements of the Code's definition that the policy has."""

    words: str
    source: str
    covers: tuple[str, ...]


@dataclass(frozen=True)
class CaseKind:
    """A kind of case under this policy, and what it is handled as."""

    id: str
    name: str
    words: str
    source: str
    kind: Kind


@dataclass(frozen=True)
class Channel:
    """A way to complain. `answered_by` are the ways we answer it where that differs."""

    id: str
    source: str
    words: str = ""
    answered_by: tuple[str, ...] = ()


@dataclass(frozen=True)
class Length:
    """A length of time: so many working days, calendar days, weeks, months or hours."""

    length: int
    unit: Unit
    source: str


@dataclass(frozen=True)
class Choice:
    """Something a resident may choose: a remedy, an adjustment. `id` is stable, `words` are translated."""

    id: str
    words: str
    source: str = ""


@dataclass(frozen=True)
class Exclusion:
    """A reason the policy gives for not considering something. Staff decide; software never refuses (Code 2.1).

    `unless` are its exceptions (keys of UNLESS), `within` and `counts_from` its time limit and whether that runs from
    the `occurrence`, from `awareness` or both. `instead` says what else can be done, `who` answers there.
    """

    id: str
    ground: Ground
    words: str
    source: str
    means: str = ""
    unless: tuple[str, ...] = ()
    within: Length | None = None
    counts_from: tuple[str, ...] = ()
    instead: str = ""
    who: str = ""


@dataclass(frozen=True)
class NotOurs:
    """Something the landlord is not responsible for, and who is."""

    words: str
    who: str
    source: str


@dataclass(frozen=True)
class Behaviour:
    """What the policy says of unreasonable behaviour. `cap` is a limit on complaints or requests in a year.

    `steps` are what is done, in order; `who` decides on a limit; `refuses` says that a complaint may be refused for it.
    """

    words: str = ""
    source: str = ""
    grounds: tuple[str, ...] = ()
    cap: int | None = None
    review: str = ""
    steps: tuple[str, ...] = ()
    who: tuple[str, ...] = ()
    refuses: bool = False


@dataclass(frozen=True)
class Money:
    """Who may authorise money, and whether it is paid for direct loss alone."""

    who: tuple[str, ...]
    words: str
    source: str
    only_direct_loss: bool = False


@dataclass(frozen=True)
class Closing:
    """When a case is closed: when everything promised is done, or after silence. `silence` runs from the answer."""

    words: str
    source: str
    when_done: bool = False
    silence: Length | None = None


@dataclass(frozen=True)
class Closure:
    """Days on which the landlord is closed: they stretch its own clocks, never the Code's."""

    first: date
    last: date
    why: str


@dataclass(frozen=True)
class LinkedPolicy:
    """Another policy of the landlord's that belongs to this one."""

    name: str
    about: str
    source: str
    url: str = ""


@dataclass(frozen=True)
class OmbudsmanTerms:
    """What the policy says of the Ombudsman. Residents are shown the checked contacts, never `printed` ones.

    `not_until` are words that close the road until the landlord has finished; `wait` is a time to wait after the
    final answer; `designated_person` says that somebody else must be asked first (both ended on 1 October 2022).
    """

    source: str = ""
    printed: tuple[str, ...] = ()
    not_until: str = ""
    wait: Length | None = None
    designated_person: str = ""
