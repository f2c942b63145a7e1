"""Where the pages of a resident's case are gathered."""

from flask import Blueprint

pages = Blueprint("case", __name__)
