"""Where the first pages are gathered."""

from flask import Blueprint

pages = Blueprint("home", __name__)
