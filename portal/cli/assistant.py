"""`putright chat`, `putright understand` and `putright bot build`: the assistant in the terminal."""

import argparse
import json
import sys
from collections.abc import Mapping
from typing import Any

from portal.cli.options import Commands, command, group, with_json
from portal.languages import ENGLISH, LANGUAGES


def add_to(commands: Commands) -> None:
    """Add the commands."""
    chatting = command(commands, "chat", "Talk to the assistant.", chat)
    chatting.add_argument("landlord", metavar="LANDLORD")
    understanding = with_json(command(commands, "understand", "What a message means to the assistant.", understand))
    understanding.add_argument("text", metavar="TEXT", help="a message; - reads one a line from standard input")
    for parser in (chatting, understanding):
        parser.add_argument("--language", choices=tuple(LANGUAGES), default=ENGLISH.code, metavar="LANGUAGE")
    actions = group(commands, "bot", "The assistant's files.")
    command(actions, "build", "Write what follows from the journeys, and train.", build)


def chat(asked: argparse.Namespace) -> int:
    """Talk until the end of input. A button is chosen by its number."""
    from actions import executor_for
    from portal.assistant import Assistant
    from portal.cli.talking import talk
    from portal.parts import from_environment
    from portal.worker import with_poke

    parts = with_poke(from_environment())
    parts.office(asked.landlord)
    talk(Assistant(parts, executor_for(parts)), asked.landlord, asked.language)
    return 0


def understand(asked: argparse.Namespace) -> int:
    """Rasa's parse result of one message, or of each line: one JSON document a line."""
    from bot.understanding.understand import Understanding

    understanding = Understanding()
    if asked.text != "-":
        parse = understanding.parse(asked.text)
        print(json.dumps(parse, ensure_ascii=False, indent=2) if asked.json else _in_a_line(parse))
        return 0
    for line in sys.stdin:
        parse = understanding.parse(line.rstrip("\n"))
        print(json.dumps(parse, ensure_ascii=False) if asked.json else _in_a_line(parse), flush=True)
    return 0


def _in_a_line(parse: Mapping[str, Any]) -> str:
    found = ", ".join(f"{each['entity']}={each['value']}" for each in parse["entities"])
    return f"{parse['intent']['name']} {parse['intent']['confidence']:.2f}" + (f"  {found}" if found else "")


def build(asked: argparse.Namespace) -> int:
    """Write the generated part of the domain, and train what reads messages."""
    from actions import journey_domain
    from portal.prepare import train_assistant

    for file in journey_domain.write():
        print(f"{file} is written.")
    train_assistant()
    return 0
