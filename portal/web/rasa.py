"""What a Rasa server says: it asks here for the words of each of the domain's responses, in the resident's language."""

from typing import Any

from flask import Blueprint, Response, jsonify, request

from portal.web.chat import assistant
from portal.web.guards import channel

pages = Blueprint("rasa", __name__)


@pages.post("/webhooks/rasa/nlg")
@channel
def nlg() -> Response | tuple[Response, int]:
    """Rasa's NLG endpoint: {response, arguments, tracker} in, {text, buttons…} out."""
    asked = _dict(request.get_json(silent=True))
    slots, arguments = _dict(_dict(asked.get("tracker")).get("slots")), _dict(asked.get("arguments"))
    said = assistant().response(str(asked.get("response")), slots, arguments)
    return (jsonify(error="no such response"), 404) if said is None else jsonify(said)


def _dict(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}
