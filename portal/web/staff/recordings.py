"""What staff write down about a consent: each thing with its form, and the command that comes of it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from portal import consent_words
from portal.domain.consent import BY_LAW, ELECTED, ELECTED_MAY, Grant, Proof, Scope, Standing
from portal.domain.person_commands import AskConsent, ConfirmConsent, PersonCommand, RefuseConsent, WithdrawConsent
from portal.domain.person_record import Representation
from portal.domain.words import N_
from portal.web.case import shown
from portal.web.consent_form import grant_fields
from portal.web.here import gettext as _
from portal.web.staff.desk import Desk
from portal.web.typed import Field, chosen, field

USUAL = (Scope.SEE, Scope.SPEAK, Scope.LETTERS)
OPEN = (Standing.NAMED, Standing.ASKED, Standing.CONFIRMED)
FORMS, QUIETLY = "forms", "quietly"


@dataclass(frozen=True)
class Recording:
    """One thing staff write down about a consent: a link, a form, and the command that comes of it.

    `by_resident`: the resident decides, staff write it down. `quietly` is what not telling means here, where that can
    be chosen. `asks_forms`: which photos of a signed form they looked at; with one, `words` may be left out, and
    nothing is ticked beforehand, for the form says what is allowed. `more` is what else to know before deciding.
    """

    heading: str
    intro: str
    submit: str
    fits: Callable[[Desk, Representation], bool]
    command: Callable[[Desk, Representation, Grant], PersonCommand]
    asks_grant: bool = False
    asks_forms: bool = False
    words: str = ""
    by_resident: bool = True
    quietly: str = ""
    more: Callable[[Desk], list[str]] = lambda desk: []

    def told(self, desk: Desk) -> list[str]:
        """What stands above the form."""
        return [_(self.intro), *self.more(desk)]

    def fields(self, desk: Desk, each: Representation) -> list[Field]:
        """What is asked."""
        told = None if self.asks_forms else each.asked or each.granted or Grant(USUAL)
        asked = _forms(each) if self.asks_forms else []
        asked += grant_fields(desk.case.reference, told, for_staff=True) if self.asks_grant else []
        asked.append(field("date", "on", _("On which day?"), value=desk.office.today.isoformat()))
        if self.words:
            hint, optional = _("The resident may ask to read it."), self.asks_forms and bool(each.files)
            asked.append(field("longtext", "words", _(self.words), rows="3", hint=hint, optional=optional))
        if self.quietly:
            quietly = {"value": QUIETLY, "text": _(self.quietly)}
            asked.append(field("choices", QUIETLY, _("Telling them"), value=[], options=[quietly]))
        return asked


def looked_at(each: Representation) -> tuple[str, ...]:
    """Which photos of a signed form were chosen, of those that came for this somebody."""
    return tuple(photo.id for photo in each.files if photo.id in chosen(FORMS))


def _forms(each: Representation) -> list[Field]:
    photos = [{"value": photo.id, "text": photo.name} for photo in each.files]
    if not photos:
        return []
    return [field("choices", FORMS, _("Which photos of the form did you look at?"), value=[], options=photos)]


def _seen(proof: Proof) -> Callable[[Desk, Representation, Grant], PersonCommand]:
    """Whoever writes it down is who heard or saw it."""

    def command(desk: Desk, each: Representation, grant: Grant) -> PersonCommand:
        return ConfirmConsent(
            each.id,
            grant,
            proof,
            seen_by=desk.by,
            words=desk.words("words"),
            forms=looked_at(each) if proof is Proof.SIGNED_FORM else (),
        )

    return command


def _is_open(desk: Desk, each: Representation) -> bool:
    return each.standing in OPEN


def _acts_when_asked(desk: Desk, each: Representation) -> bool:
    """A councillor or an MP who may act because the resident asked them, as the policy of this case has it."""
    return (
        each.relationship in ELECTED
        and each.standing in (Standing.NAMED, Standing.ASKED)
        and not desk.file.policy.elected_members.need_consent
        and not desk.file.record.was_told_no(each.id)
    )


def _as_elected(desk: Desk, each: Representation, grant: Grant) -> PersonCommand:
    """For this case alone, and as far as an answer needs."""
    return ConfirmConsent(
        each.id,
        Grant(ELECTED_MAY, (desk.case.reference,)),
        Proof.ELECTED,
        seen_by=desk.by,
        words=desk.words("words"),
        quietly=QUIETLY in chosen(QUIETLY),
    )


def _ground(desk: Desk) -> list[str]:
    """Where the policy says so, and what they may do then."""
    may = consent_words.for_them(Grant(ELECTED_MAY, (desk.case.reference,)), shown.wording())
    source = desk.file.policy.elected_members.source
    return [
        _(
            "Our policy (part %(source)s) lets a councillor or an MP act because the resident asked them.",
            source=source,
        ),
        _("They may then: %(what)s", what=" · ".join(may)),
    ]


RECORDINGS: Mapping[str, Recording] = {
    "elected": Recording(
        heading=N_("They are a councillor or an MP whom the resident asked"),
        intro=N_("Make sure who they are: call their office back, or write to their official address."),
        submit=N_("Let them act in this case"),
        fits=_acts_when_asked,
        command=_as_elected,
        words=N_("How do you know that they hold this office, and that the resident asked them?"),
        by_resident=False,
        quietly=N_("Send the resident no message about it. It could put them at risk."),
        more=_ground,
    ),
    "spoken": Recording(
        heading=N_("The resident told me that they agree"),
        intro=N_(
            "Speak with the resident alone. Say who asks, what they could see, and that it can be stopped at any time."
        ),
        submit=N_("Write it down"),
        fits=_is_open,
        command=_seen(Proof.SPOKEN),
        asks_grant=True,
        words=N_("What did they say, and how do you know it was them?"),
    ),
    "signed": Recording(
        heading=N_("I have a form that the resident signed"),
        intro=N_("Only what is ticked on the form is allowed."),
        submit=N_("Write it down"),
        fits=_is_open,
        command=_seen(Proof.SIGNED_FORM),
        asks_grant=True,
        asks_forms=True,
        words=N_("Where is the form kept?"),
    ),
    "papers": Recording(
        heading=N_("I have seen the papers that let them act"),
        intro=N_(
            "A power of attorney, an order of the court, or the papers of an executor. They say what may be done."
        ),
        submit=N_("Write it down"),
        fits=lambda desk, each: each.standing in OPEN and each.relationship in BY_LAW,
        command=_seen(Proof.AUTHORITY),
        asks_grant=True,
        words=N_("Which papers did you see?"),
        by_resident=False,
    ),
    "refused": Recording(
        heading=N_("The resident said no"),
        intro=N_("Whoever asked is told that the resident said no, and sees nothing."),
        submit=N_("Write it down"),
        fits=lambda desk, each: each.asked is not None,
        command=lambda desk, each, grant: RefuseConsent(each.id, each.asked_at),
    ),
    "ask": Recording(
        heading=N_("Ask the resident again"),
        intro=N_("The resident gets a new question. The one before does not work any more."),
        submit=N_("Ask the resident"),
        fits=lambda desk, each: each.standing is not Standing.CONFIRMED,
        command=lambda desk, each, grant: AskConsent(each.id, grant),
        asks_grant=True,
        by_resident=False,
    ),
    "stop": Recording(
        heading=N_("The resident wants it to stop"),
        intro=N_("It ends at once and everywhere: what they have open is closed."),
        submit=N_("Stop it now"),
        fits=_is_open,
        command=lambda desk, each, grant: WithdrawConsent(each.id, quietly=QUIETLY in chosen(QUIETLY)),
        quietly=N_("Do not tell them. The resident is not safe when they know."),
    ),
}
"""What can be written down, in the order of its links."""
