"""The built stylesheets and script, each landlord's colour and logo. Names carry a hash: browsers keep them a year."""

import json
from functools import cache
from pathlib import Path

from flask import Blueprint, Response, abort, send_from_directory, url_for

from portal.files.logos import Logo, read_logo
from portal.web.guards import public
from portal.web.here import office, parts
from portal.web.shades import stylesheet

DIST = Path(__file__).parent.parent.parent / "static" / "dist"
A_YEAR = 365 * 24 * 3600
FOR_A_YEAR = {"Cache-Control": f"public, max-age={A_YEAR}, immutable"}

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
    return Response(stylesheet(office().policy.colour), mimetype="text/css", headers=FOR_A_YEAR)


def logo_here() -> Logo | None:
    """The logo of the landlord whose page this is, if it has one."""
    policy = office().policy
    return read_logo(parts().policies / policy.landlord / policy.logo) if policy.logo else None


@pages.get("/<landlord>/logo/<mark>.png")
@public
def logo(mark: str) -> Response:
    """The landlord's logo, as it is now: an older one is gone."""
    found = logo_here()
    if found is None or found.mark != mark:
        abort(404)
    return Response(found.content, mimetype="image/png", headers=FOR_A_YEAR)
