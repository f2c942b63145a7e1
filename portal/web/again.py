"""Signing in once more without losing what was typed: it goes along with the sign-in form, and comes back after it."""

from flask import render_template, request

from portal.domain.errors import NotFound

KEPT, THEN = "kept.", "then"
NEVER_KEPT = ("csrf_token", "password", "code")


def taken_along() -> dict[str, str]:
    """What was typed into a form elsewhere, as hidden values of the sign-in form. Files have to be chosen again."""
    if request.method != "POST":
        return {}
    typed = {KEPT + name: value for name, value in request.form.items() if name not in NEVER_KEPT}
    return {THEN: request.path, **typed}


def carried() -> dict[str, str]:
    """What came along with the sign-in form, to be carried once more when that goes wrong."""
    return {name: value for name, value in request.form.items() if name == THEN or name.startswith(KEPT)}


def is_carried() -> bool:
    """Did typed words come along with the sign-in?"""
    return THEN in request.form


def carry_on(template: str, under: str, **context: object) -> str:
    """The page after signing in: one button goes back to the form, with its words. Raises NotFound outside `under`."""
    then = request.form[THEN]
    if not then.startswith(under):
        raise NotFound(then)
    typed = {name.removeprefix(KEPT): value for name, value in request.form.items() if name.startswith(KEPT)}
    return render_template(template, action=then, hidden={**typed, "again": "again"}, **context)
