"""The portal as a WSGI application, from the environment: `granian --interface wsgi portal.wsgi:app`."""

from actions import executor_for
from portal import logs
from portal.app import create_app
from portal.assistant import Assistant
from portal.parts import from_environment
from portal.worker import with_poke

parts = from_environment()
logs.set_up(parts.settings.log_format)
parts = with_poke(parts)
app = create_app(parts, Assistant(parts, executor_for(parts)))
