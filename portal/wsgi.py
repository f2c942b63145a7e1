"""The portal as a WSGI application, from the environment: `granian --interface wsgi portal.wsgi:app`."""

from portal.app import create_app
from portal.parts import from_environment
from portal.worker import with_poke

app = create_app(with_poke(from_environment()))
