"""Is the server alive, and can it keep what it is given?"""

from flask import Blueprint, Response, jsonify

from portal.domain.errors import NotKept
from portal.web.guards import public
from portal.web.here import parts

pages = Blueprint("health", __name__)


@pages.get("/healthz")
@public
def alive() -> Response:
    """It answers."""
    return jsonify(status="ok")


@pages.get("/readyz")
@public
def ready() -> tuple[Response, int]:
    """It answers, and so does the database."""
    try:
        parts().store.ping()
    except NotKept:
        return jsonify(status="no database"), 503
    return jsonify(status="ok"), 200
