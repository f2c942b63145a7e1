"""Putright's dialogue engine: runs a Rasa 3.6 project (domain, rules, forms, rasa-sdk actions) inside this process.

    domain = load_domain("bot/domain")
    engine = Engine(domain, load_rules(domain, "bot/data"), executor, parse)
    turn = await engine.turn(engine.tracker("sender"), "hello", now=time.time())

It knows nothing of complaints, the portal or Flask. docs/runtime.md says what it runs and where it differs from Rasa.
"""

from bot.runtime.domain import Domain, load_domain
from bot.runtime.engine import Engine, Turn
from bot.runtime.errors import BotDataError
from bot.runtime.rules import Rules, load_rules
from bot.runtime.tracker import Tracker

__all__ = ["BotDataError", "Domain", "Engine", "Rules", "Tracker", "Turn", "load_domain", "load_rules"]
