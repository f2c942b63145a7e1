"""Photos of a form that a resident signed: they come in for staff to look at, and allow nothing by themselves."""

from portal.domain.kept import File
from portal.domain.person_commands import SendSignedForm
from portal.domain.person_record import Representation
from portal.services.office import Office
from portal.services.people import do_for_person


def send_signed_form(
    office: Office, reference: str, each: Representation, files: tuple[File, ...], *, by: str
) -> tuple[File, ...]:
    """Photos of the form by which somebody shall act for the resident of this case. Returns those that are new.

    What came before, by its content, is not taken twice: a form that is sent again does it once.
    Raises Incomplete where nothing is sent or there are too many, ImpossibleMove where no form is waited for.
    """
    known = {file.digest for file in each.files}
    fresh = tuple({file.digest: file for file in files if file.digest not in known}.values())
    if fresh or not files:
        do_for_person(office, reference, SendSignedForm(each.id, fresh), by=by)
    for file in files:
        if file not in (*fresh, *each.files):
            office.store.remove_file(file.id)
            office.shelf.delete(file.id)
    return fresh
