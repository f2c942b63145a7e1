"""How we reach a resident: as they told us last, and changed by them."""

import json
from collections.abc import Mapping
from dataclasses import replace
from uuid import NAMESPACE_URL, uuid5

from portal.domain.draft import Answer
from portal.domain.person_commands import ChangeContact
from portal.files.journeys import load_journey
from portal.services.casework import CaseFile, open_file, own_answers
from portal.services.getting_in import contacts_changed
from portal.services.new_words import new_words
from portal.services.office import Office
from portal.services.people import do_for_person

JOURNEY = "reach"
KEPT = ("address", "postcode", "safe_message", "language")
"""Still known where it is not asked for: their home, what is safe, their language."""


def reached_now(file: CaseFile) -> dict[str, Answer]:
    """The answers on how to reach them, by question; where they named no language, the one we write in."""
    own = own_answers(file.answers, file.record, file.words)
    known = {each.id: own[each.id] for each in load_journey(JOURNEY).questions if own.get(each.id)}
    return {"language": file.person.language, **known}


def change_contact(office: Office, reference: str, answers: Mapping[str, Answer], *, form: str) -> bool:
    """Reach the person of this case so from now on, in every case of theirs. Was anything changed?

    `answers` are those of the questions that apply: what is not among them is not used any more, save what is `KEPT`.
    The same form sent twice changes it once. Raises NotFound, NotKept.
    """
    before = reached_now(open_file(office, reference))
    after: dict[str, Answer] = {
        each.id: answers.get(each.id) or (before.get(each.id, "") if each.id in KEPT else _nothing(each.kind))
        for each in load_journey(JOURNEY).questions
    }
    is_new = any(after[id] != before.get(id, _nothing(kind)) for id, kind in _kinds())
    if is_new:
        words = new_words(json.dumps(after, ensure_ascii=False, sort_keys=True))
        sent = (reference, JOURNEY, form, words.text)
        do_for_person(office, reference, ChangeContact(replace(words, id=uuid5(NAMESPACE_URL, repr(sent)).hex)))
    contacts_changed(office, reference)  # also where somebody pulled the plug before this, the last time
    return is_new


def _kinds() -> list[tuple[str, str]]:
    return [(each.id, each.kind) for each in load_journey(JOURNEY).questions]


def _nothing(kind: str) -> Answer:
    return () if kind == "choices" else ""
