"""The Flask application: pages joined to the parts."""

from typing import Any
from urllib.parse import urlsplit, urlunsplit

from flask import Flask, Response, current_app, g, redirect, request
from flask_compress import Compress
from flask_wtf import CSRFProtect
from flask_wtf.csrf import CSRFError
from werkzeug.middleware.proxy_fix import ProxyFix
from werkzeug.routing import RequestRedirect
from werkzeug.wrappers import Response as AnyResponse

from portal.assistant import Assistant
from portal.parts import Parts
from portal.web import assets, case, chat, complain, errors, health, home, rasa, staff, transcripts
from portal.web.cookies import remember_language
from portal.web.guards import guard_of, is_shown_again
from portal.web.here import language, office, own_landlord
from portal.web.words import prepare_templates

LARGEST_REQUEST = 64 * 1024 * 1024
LARGEST_FORM = 2 * 1024 * 1024
SAFE_METHODS = ("GET", "HEAD", "OPTIONS")
SECURITY = {
    "Content-Security-Policy": "default-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "geolocation=(), camera=(), microphone=()",
}

csrf = CSRFProtect()


def create_app(parts: Parts, assistant: Assistant) -> Flask:
    """The portal over these parts, with this assistant. Reads nothing from the environment."""
    app = Flask(__name__, static_folder=None)
    app.config.update(
        SECRET_KEY=parts.settings.secret_key,
        MAX_CONTENT_LENGTH=LARGEST_REQUEST,
        MAX_FORM_MEMORY_SIZE=LARGEST_FORM,
        SESSION_COOKIE_NAME="putright_form",
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=parts.settings.is_https,
        WTF_CSRF_TIME_LIMIT=None,
        WTF_CSRF_CHECK_DEFAULT=False,
        WTF_CSRF_SSL_STRICT=False,
        COMPRESS_ALGORITHM=["br", "gzip"],
        COMPRESS_BR_LEVEL=5,
    )
    app.extensions["putright"] = parts
    app.extensions["putright_assistant"] = assistant
    prepare_templates(app)
    Compress(app)
    csrf.init_app(app)
    errors.show_errors(app)
    for topic in (health, assets, staff, home, complain, case, chat, rasa, transcripts):
        app.register_blueprint(topic.pages)
    app.url_value_preprocessor(_landlord_of_address)
    app.url_defaults(_landlord_in_links)
    app.before_request(_mend_the_address)
    app.before_request(_limit_words)
    app.before_request(_check_csrf)
    app.after_request(_headers)
    if hops := parts.settings.proxy_hops:
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops, x_host=hops)  # type: ignore[method-assign]  # how Flask asks for it
    return app


def _landlord_of_address(_endpoint: str | None, values: dict[str, Any] | None) -> None:
    """Take the landlord out of the address, so that no view need pass it on. Raises NotFound for one we do not have.

    On a landlord's own host name every page is that landlord's, those without a landlord in the address too.
    """
    if own := own_landlord():
        g.landlord = own
    landlord = values.pop("landlord", None) if values else None
    if landlord is not None:
        office(landlord)
        g.landlord = landlord


def _landlord_in_links(endpoint: str, values: dict[str, Any]) -> None:
    """Put this page's landlord into every address that has one."""
    if g.get("landlord") and current_app.url_map.is_endpoint_expecting(endpoint, "landlord"):
        values.setdefault("landlord", g.landlord)


def _mend_the_address() -> AnyResponse | None:
    """A slash left out is added here: werkzeug would write the host that the request names into the new address."""
    wrong = request.routing_exception
    if not isinstance(wrong, RequestRedirect):
        return None
    to = urlsplit(wrong.new_url)
    return redirect(urlunsplit(("", "", "/" + to.path.lstrip("/"), to.query, "")), wrong.code)


def _limit_words() -> None:
    """Only files are large. Werkzeug limits words in forms that hold files, and not in the others."""
    if request.mimetype != "multipart/form-data":
        request.max_content_length = LARGEST_FORM


def _check_csrf() -> None:
    """Refuse a form from elsewhere. A page that shows itself again does so with what was typed (`g.stale`)."""
    if request.method in SAFE_METHODS or request.endpoint is None:
        return
    view = current_app.view_functions[request.endpoint]
    if guard_of(view) == "channel":
        return
    try:
        csrf.protect()
    except CSRFError:
        if not is_shown_again(view):
            raise
        g.stale = True


def _headers(response: Response) -> Response:
    """Headers of every page: nothing framed, nothing remembered by shared caches, the language kept when chosen."""
    for name, value in SECURITY.items():
        response.headers.setdefault(name, value)
    if response.mimetype == "text/html":
        response.headers.setdefault("Cache-Control", "no-store")
        response.headers["Content-Language"] = language().html_lang
        if request.args.get("lang") == language().code:
            remember_language(response, language().code)
    return response
