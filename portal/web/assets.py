"""The built stylesheets and script, and each landlord's colour. Names carry a hash: browsers keep them for a year."""

import json
from functools import cache
from pathlib import Path

from flask import Blueprint, Response, abort, send_from_directory, url_for

from portal.web.guards import public
from portal.web.here import office

DIST = Path(__file__).parent.parent.parent / "static" / "dist"
A_YEAR = 365 * 24 * 3600

pages = Blueprint("assets", __name__)


@cache
def _manifest() -> dict[str, str]:
    names: dict[str, str] = json.loads((DIST / "manifest.json").read_text())["files"]
    return names


def asset(name: str) -> str:
    """The address of a built file, by its plain name. Raises KeyError for one that is not built."""
    return url_for("assets.built", name=_manifest()[name])


@pages.get("/static/<name>")
@public
def built(name: str) -> Response:
    """A built file."""
    if name not in _manifest().values():
        abort(404)
    return send_from_directory(DIST, name, max_age=A_YEAR)


@pages.get("/<landlord>/brand-<colour>.css")
@public
def brand(colour: str) -> Response:
    """The landlord's colour, as a stylesheet: our policy for content allows no inline styles."""
    del colour  # in the address only so that a new colour has a new one
    css = f":root{{--brand:{office().policy.colour}}}"
    return Response(css, mimetype="text/css", headers={"Cache-Control": f"public, max-age={A_YEAR}, immutable"})
