"""A conversation with the assistant in the terminal: replies with numbered buttons, a number chooses."""

import shutil
import textwrap
from collections.abc import Callable, Mapping, Sequence
from typing import Any
from uuid import uuid4

from portal.assistant import Assistant, Reply

HOW = "Type an answer, or the number beside one. Ctrl-D ends."
WIDEST = 78


def talk(
    assistant: Assistant,
    landlord: str,
    language: str,
    *,
    read: Callable[[str], str] = input,
    write: Callable[[str], None] = print,
) -> None:
    """Talk until the end of input. The access code of a case made here is shown once and kept nowhere.

    Raises NotFound for an unknown landlord, NotKept where nothing can be saved.
    """
    sender, said, came_in = f"terminal:{uuid4().hex}", "/greet", language
    write(HOW)
    while True:
        reply = assistant.hear(landlord, sender, said, language=came_in)
        came_in = ""  # what they choose in the conversation counts from here on
        buttons = _tell(reply, assistant.code_words(landlord, reply), write)
        try:
            typed = _answer(read)
        except (EOFError, KeyboardInterrupt):
            write("")
            return
        number = int(typed) if typed.isdecimal() and len(typed) <= 2 else 0
        said = buttons[number - 1]["payload"] if 0 < number <= len(buttons) else typed


def _answer(read: Callable[[str], str]) -> str:
    while not (typed := read("> ").strip()):
        pass
    return typed


def _tell(reply: Reply, code: str, write: Callable[[str], None]) -> Sequence[Mapping[str, Any]]:
    texts = [message["text"] for message in reply.messages if message.get("text")]
    buttons = [button for message in reply.messages for button in message.get("buttons") or ()]
    write("")
    for text in [*texts, *([code] if code else [])]:
        for line in text.splitlines():
            write(textwrap.fill(line, min(WIDEST, shutil.get_terminal_size().columns)))
    for number, button in enumerate(buttons, start=1):
        write(f"  {number}. {button['title']}")
    return buttons
