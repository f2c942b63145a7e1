"""The form that a resident signs: printed in each size, and its photos as they come in, for residents and for staff."""

from collections.abc import Callable
from dataclasses import replace
from io import BytesIO

from flask import request, send_file
from werkzeug.wrappers import Response as AnyResponse

from portal.domain.consent import MOST_FORMS
from portal.domain.errors import NotFound
from portal.domain.person_record import Representation
from portal.domain.words import N_
from portal.letters.letter import Size
from portal.services.casework import CaseFile
from portal.services.consent_paper import OnPaper, consent_paper
from portal.web.case import shown
from portal.web.case.photos import SentPhotos
from portal.web.files import size
from portal.web.here import gettext as _
from portal.web.typed import Field, field

FORM = "signed_form"
SIZES = {Size.STANDARD: N_("Normal print"), Size.LARGE: N_("Large print"), Size.LARGER: N_("Very large print")}
ENOUGH = N_("We have enough photos of this form. Call us if we should look at another one")


def papers(address: Callable[[int], str]) -> list[Field]:
    """Where the form is printed, in each size."""
    return [{"url": address(int(each)), "text": _(words)} for each, words in SIZES.items()]


def wanted_size() -> Size:
    """The size asked for in the address; usual where none is. Raises NotFound for one that there is not."""
    asked = request.args.get("size", str(int(Size.STANDARD)))
    found = next((each for each in Size if str(int(each)) == asked), None)
    if found is None:
        raise NotFound(asked)
    return found


def printed(form: OnPaper) -> AnyResponse:
    """The form as a PDF, in the size asked for. Whom it names is nobody's to keep but theirs who print it."""
    pdf = BytesIO(consent_paper(replace(form, size=wanted_size())))
    name = f"{form.reference or form.policy.landlord}-consent.pdf"
    response = send_file(pdf, mimetype="application/pdf", as_attachment=True, download_name=name, etag=False)
    response.headers["Cache-Control"] = "private, no-store"
    return response


def photos_sent(file: CaseFile, each: Representation) -> SentPhotos:
    """What came with the form on this page. Files that are part of the case already are no photos of a form."""
    if len(each.files) >= MOST_FORMS:
        return SentPhotos((), {FORM: ENOUGH}, is_sending=request.method == "POST")
    others = (other.files for other in file.record.representations.values())
    taken = {known.id for known in (*shown.all_files(file), *(known for files in others for known in files))}
    sent = SentPhotos.from_form(file.case.reference, FORM)
    return replace(sent, kept=tuple(new for new in sent.kept if new.id not in taken))


def photos_field(sent: SentPhotos) -> Field:
    """Where photos are chosen; those that are kept already stand below it."""
    kept = [{"id": each.id, "name": each.name, "size": size(each.size)} for each in sent.kept]
    hint = _("Photos, or a PDF. Each can be up to 10 MB. All of the form must be in it, and easy to read.")
    return field("files", FORM, _("Photos of the signed form"), value=kept, hint=hint)
