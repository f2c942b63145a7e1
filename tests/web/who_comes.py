"""One case, and everybody who might come to it: the resident, people in every state of consent, staff, strangers."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from io import BytesIO
from uuid import uuid4

from PIL import Image

from portal.access import replace_code
from portal.domain.commands import Acknowledge, Close, Command, Escalate, Refuse, Send, Withdraw
from portal.domain.consent import Grant, Proof, Relationship, Scope
from portal.domain.events import REPRESENTATIVE, RESIDENT
from portal.domain.kept import File
from portal.domain.person_commands import (
    AgreeAdjustment,
    AskAdjustment,
    AskConsent,
    ConfirmConsent,
    DeclineAdjustment,
    ExpireConsent,
    PersonCommand,
    RefuseConsent,
    SendSignedForm,
    WithdrawConsent,
)
from portal.outbox import deliver_waiting
from portal.outbox.read_aloud import ALOUD
from portal.parts import Parts
from portal.services.casework import carry_out, open_file
from portal.services.complaints import Receipt
from portal.services.drafts import begin
from portal.services.office import Office
from portal.services.people import do_for_person
from portal.services.staff import ROLES
from portal.services.told_of_people import naming
from portal.web.staff.receiving import CALLED, RECEIVED
from tests.builders import some_words
from tests.web.browser import Browser
from tests.web.conftest import ANSWERS, LEATHERMARKET, OAK, Clock
from tests.web.test_case_page import CASE, acknowledge, an_answer

DANA, IMRAN = "staff:dana", "staff:imran"
STORY, NAME, PHONE = "The balcony door has not shut since spring.", "Amina Begum", "07700 900982"
SECRETS = (STORY, PHONE)
ALL = tuple(each for each in Scope if each is not Scope.LETTERS_INSTEAD)
ELSEWHERE = "LMJ-2222-2222"
ALLOWED: Mapping[str, tuple[Scope, ...]] = {
    "see": (Scope.SEE,),
    "write": (Scope.SPEAK,),
    "copies": (Scope.LETTERS,),
    "instead": (Scope.LETTERS_INSTEAD,),
    "remedy": (Scope.REMEDY,),
    "all": ALL,
    "last day": ALL,
    "withdrawn": ALL,
    "expired": ALL,
    "yesterday": ALL,
}
"""What the resident allowed whom, at first."""
UNTIL = {"last day": date(2026, 11, 9), "expired": date(2026, 11, 5), "yesterday": date(2026, 11, 8)}
STATES: Mapping[str, tuple[tuple[Command, str], ...]] = {
    "new": (),
    "acknowledged": ((acknowledge(), DANA),),
    "answered": ((acknowledge(), DANA), (an_answer(), DANA)),
    "asked again": ((acknowledge(), DANA), (an_answer(), DANA), (Escalate(), RESIDENT)),
    "answered again": (
        (acknowledge(), DANA), (an_answer(), DANA), (Escalate(), RESIDENT),
        (Acknowledge(some_words(), some_words(), some_words()), IMRAN), (an_answer(), IMRAN),
    ),
    "closed": ((acknowledge(), DANA), (an_answer(), DANA), (Close(some_words()), DANA)),
    "withdrawn": ((acknowledge(), DANA), (Withdraw(), RESIDENT)),
    "not taken on": ((Refuse("over_12_months", some_words(), some_words()), DANA),),
    "a wish for contact": ((Send("landlord", some_words("Ring me."), contact=True), RESIDENT),),
}  # fmt: skip
"""What was done with the case, and by whom."""


@dataclass(frozen=True)
class Place:
    """A case in some state, and the browsers of all who might come to it, by who they are."""

    office: Office
    receipt: Receipt
    people: Mapping[str, Browser]
    ids: Mapping[str, str]
    """The values in addresses; of a representative under their name in `people`."""

    def version(self) -> tuple[int, int]:
        """How much was written of the case and of its resident."""
        person = self.office.store.person_of(self.receipt.reference)
        return self.office.store.case(self.receipt.reference).version, self.office.store.person(person).version


def a_place(
    state: str,
    parts: Parts,
    clock: Clock,
    complaint: Callable[..., Receipt],
    resident_in: Callable[[Receipt], Browser],
    staff_in: Callable[..., Browser],
    browser: Callable[[], Browser],
) -> Place:
    """Everything happens from Monday 2 November 2026 on, and on Monday the 9th everybody comes."""
    office = parts.office(LEATHERMARKET)
    clock.is_on("2026-11-02")
    receipt = complaint(story=STORY, name=NAME, phone=PHONE, contact_by=("post",), address="1 Sun Street")
    photo = _photo(office, resident_in(receipt), receipt.reference)
    ids = {who: f"{number:032x}" for number, who in enumerate((*ALLOWED, "elsewhere", "asked", "refused"), start=1)}
    for who, id in ids.items():
        _comes_in(office, receipt.reference, who, id, photo)
    codes = {who: _code(office, receipt.reference, id) for who, id in ids.items()}
    declined, agreed = _adjustments(office, receipt.reference)
    for command, by in STATES[state]:
        carry_out(office, receipt.reference, command, by=by)
    clock.is_on("2026-11-06")
    does(office, receipt.reference, WithdrawConsent(ids["withdrawn"]))
    does(office, receipt.reference, ExpireConsent(ids["expired"]))
    clock.is_on("2026-11-09")
    people = {who: resident_in(Receipt(receipt.reference, code)) for who, code in codes.items()}
    people |= {
        "resident": resident_in(receipt),
        "other resident": resident_in(complaint(name="Somebody Else", email="else@example.com")),
        "stranger": browser(),
        "other admin": staff_in("Olu Ade", role="admin", landlord=OAK),
        **{role: staff_in(f"{role.title()} Jones", role=role) for role in ROLES},
    }
    if state == "answered":  # setting letters takes long, and a state changes nothing of who may read them
        deliver_waiting(parts)
    letters = office.store.letters(receipt.reference)
    ids |= {
        "reference": receipt.reference, "file": photo.id, "declined": declined, "agreed": agreed,
        "letter": str(letters[0].id if letters else 0), "draft": _recorded(office),
        "sent": _recorded(office, receipt.reference), "task": _to_read(office, receipt.reference),
    }  # fmt: skip
    return Place(office, receipt, people, ids)


def does(office: Office, reference: str, command: PersonCommand, by: str = RESIDENT) -> None:
    """What happens to the resident's record."""
    do_for_person(office, reference, command, by=by)


def _comes_in(office: Office, reference: str, who: str, id: str, photo: File) -> None:
    """Staff name somebody, who sends a form that looks signed; the resident answers, or not."""
    resident = open_file(office, reference).person
    details = {"name": f"Rep {who.title()}", "email": f"{who.replace(' ', '.')}@example.com"}
    does(office, reference, naming(id, Relationship.ADVOCATE, details, resident, over_18=True), DANA)
    does(office, reference, AskConsent(id, Grant(ALL, (reference,))), DANA)
    does(office, reference, SendSignedForm(id, (photo,)), REPRESENTATIVE + id)
    if who == "refused":
        does(office, reference, RefuseConsent(id))
    if who == "elsewhere":
        does(office, reference, ConfirmConsent(id, Grant(ALL, (ELSEWHERE,)), Proof.OWN_CASE))
    if who in ALLOWED:
        grant = Grant(ALLOWED[who], (reference,), UNTIL.get(who))
        does(office, reference, ConfirmConsent(id, grant, Proof.OWN_CASE))


def _code(office: Office, reference: str, holder: str) -> str:
    code, stored = replace_code(reference, office.secret)
    office.store.keep_code(replace(stored, holder=holder), office.clock())
    return code


def _adjustments(office: Office, reference: str) -> tuple[str, str]:
    """One that was declined, and one that is kept: recordings to listen to, so that somebody reads letters aloud."""
    declined, agreed = uuid4().hex, uuid4().hex
    does(office, reference, AskAdjustment(declined, "home_visit"))
    does(office, reference, DeclineAdjustment(declined, some_words()), DANA)
    does(office, reference, AskAdjustment(agreed, "audio"))
    does(office, reference, AgreeAdjustment(agreed, "audio", some_words("")), DANA)
    return declined, agreed


def _photo(office: Office, theirs: Browser, reference: str) -> File:
    content = BytesIO()
    Image.new("RGB", (40, 30), "white").save(content, "JPEG")
    content.seek(0)
    theirs.open(f"{CASE}/photos")
    theirs.send("Send", photos=[(content, "form.jpg")])
    (file,) = office.store.files(reference)
    return file


def _recorded(office: Office, reference: str = "") -> str:
    """What a member of staff has written down for somebody who phoned; it was sent where it has a reference."""
    answers = {**ANSWERS, "story": STORY, RECEIVED: "2026-11-02", CALLED: ""}
    draft = begin(office, "complaint", "en", "phone").answered(answers)
    office.store.save_draft(draft.made(reference) if reference else draft, office.clock())
    return draft.id


def _to_read(office: Office, reference: str) -> str:
    tasks = office.store.tasks(reference, open_only=False)
    return str(next((task.id for task in tasks if task.kind in ALOUD), 0))
