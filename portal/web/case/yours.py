"""All cases of whoever came by a contact: their own, and those of the people they act for, each kept apart."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Any

from flask import g, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from portal import case_words
from portal.domain.errors import NotFound
from portal.domain.words import N_
from portal.services.glances import Glance, found, glances
from portal.services.openable import openable
from portal.store import Opening
from portal.web.case import shown
from portal.web.case.blueprint import pages
from portal.web.cookies import PERSON, choose_case
from portal.web.guards import signed_in
from portal.web.here import gettext as _
from portal.web.here import office
from portal.web.readers import nothing_left, reader_at
from portal.web.typed import Field, line

SEE_OTHER = 303
PEOPLE = 50
"""Of those somebody acts for, on one page."""
FEW = 10
"""So many people are found without a search."""
CLOSED = N_("One of these cases is closed to you now. If you have a question, call us.")


@pages.get("/<landlord>/case/all")
@signed_in
def yours() -> str | AnyResponse:
    """Every case of this person's. Whoever came with a code has the one that it opens."""
    if g.session.kind != PERSON:
        return redirect(url_for("case.sign_in"), SEE_OTHER)
    every = office().store.openings(g.session.what)
    mine = {each.reference for each in every if not each.holder}
    others = [each for each in every if each.reference not in mine]
    own = [each for each in every if not each.holder]
    search, start = request.args.get("q", "").strip(), request.args.get("from", 0, int)
    wanted = found(office(), others, search) if search else others
    people, at, after = _page(wanted, max(start, 0))
    if not search and not own and not people and not at:
        nothing_left(g.session)
        return redirect(url_for("case.sign_in", closed="all"), SEE_OTHER)
    return render_template(
        "case_yours.html",
        cases=[_own(each) for each in _glances(own)] if not search and not at else [],
        people=people,
        acts=bool(others),
        search=search,
        can_search=bool(search) or len({each.person for each in others}) > FEW,
        less_url=_at(at - PEOPLE, search) if at else "",
        more_url=_at(after, search) if after else "",
        action=url_for("case.choose"),
        all_url=url_for("case.yours"),
        devices_url=url_for("case.devices"),
        sign_out_url=url_for("case.sign_out"),
        keep_url=url_for("case.keep"),
        notices=[{"kind": "info", "text": _(CLOSED)}] if "closed" in request.args else [],
    )


@pages.post("/<landlord>/case/choose")
@signed_in
def choose() -> AnyResponse:
    """Look at another case of one's own, or of somebody they act for. Raises NotFound for any other."""
    if reader_at(g.session, line("reference")) is None:
        raise NotFound
    choose_case(line("reference"))
    return redirect(url_for("case.sign_in"), SEE_OTHER)


def _page(openings: Sequence[Opening], start: int) -> tuple[list[Field], int, int]:
    """The people from `start` on, or from further on where nothing of those may be known of today.

    Returns them, where they start, and where the next page does: 0 where there is none.
    """
    people = list(dict.fromkeys(each.person for each in openings))
    for at in range(start, len(people), PEOPLE):
        here = dict.fromkeys(people[at : at + PEOPLE])
        if shown_here := list(_people(_glances([each for each in openings if each.person in here]), list(here))):
            return shown_here, at, at + PEOPLE if at + PEOPLE < len(people) else 0
    return [], start, 0


def _people(some: Iterable[Glance], order: Sequence[str]) -> Iterator[Field]:
    """Each person by name with what may be seen of theirs; then, without a name, what may only be known of."""
    by_person = sorted(some, key=lambda each: order.index(each.opened.person))
    for _person, theirs in groupby(by_person, lambda each: each.opened.person):
        every = list(theirs)
        if seen := [each for each in every if each.sees]:
            name = next((each.name for each in seen if each.name), _("The resident"))
            yield {"name": name, "cases": [_theirs(each) for each in seen]}
        for each in every:
            if not each.sees:
                yield {"name": "", "reference": each.case.reference, "cases": [_received(each)]}


def _glances(openings: Sequence[Opening]) -> tuple[Glance, ...]:
    return glances(office(), list(openable(office(), openings)))


def _own(each: Glance) -> Field:
    title = case_words.title(each.case, each.policy, shown.wording())
    status = case_words.status(each.case, each.policy, shown.wording())
    return {**_received(each), "title": title, "story": each.story, "status": status}


def _theirs(each: Glance) -> Field:
    kind = each.policy.kind(each.case.made.called)
    title = _(kind.name if kind else shown.TITLES_FOR_STAFF[each.case.kind])
    return {**_received(each), "title": title, "status": _(shown.PHASES[each.case.phase])}


def _received(each: Glance) -> Field:
    return {"reference": each.case.reference, "day": shown.wording().day(each.case.made.happened_on)}


def _at(start: int, search: str) -> str:
    asked: dict[str, Any] = {"q": search or None, "from": start if start > 0 else None}
    return url_for("case.yours", **asked)
