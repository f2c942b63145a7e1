"""`putright chat`, `putright understand` and `putright bot build`: the assistant in the terminal."""

import argparse
import json
import sys
from collections.abc import Mapping
from typing import Any
from uuid import uuid4

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
    from portal.parts import from_environment
    from portal.worker import with_poke

    parts = with_poke(from_environment())
    assistant, sender = Assistant(parts, executor_for(parts)), f"terminal:{uuid4().hex}"
    parts.office(asked.landlord)
    said, buttons = "/greet", list[Mapping[str, Any]]()
    while True:
        reply = assistant.hear(asked.landlord, sender, said, language=asked.language)
        buttons = _say(reply.messages)
        if words := assistant.code_words(asked.landlord, reply):
            print(words)
        try:
            typed = input("> ").strip()
        except (EOFError, KeyboardInterrupt):
            print()
            return 0
        chosen = int(typed) if typed.isascii() and typed.isdigit() else 0
        said = buttons[chosen - 1]["payload"] if 0 < chosen <= len(buttons) else typed


def _say(messages: list[dict[str, Any]]) -> list[Mapping[str, Any]]:
    buttons: list[Mapping[str, Any]] = []
    for message in messages:
        if text := message.get("text"):
            print(text)
        for button in message.get("buttons") or ():
            buttons.append(button)
            print(f"  {len(buttons)}. {button['title']}")
    return buttons


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

    journey_domain.write()
    print(f"{journey_domain.FILE} is written.")
    train_assistant()
    return 0
