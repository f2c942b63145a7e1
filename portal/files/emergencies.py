"""Advice in danger: `policies/emergencies.yaml` becomes Emergencies."""

from datetime import date
from functools import cache
from pathlib import Path

from portal.domain.safety import HEADINGS, Advice, Emergencies, HelpLine
from portal.files.codes import POLICIES
from portal.files.yaml_parts import Part, read_part


@cache
def load_emergencies(path: Path = POLICIES / "emergencies.yaml") -> Emergencies:
    """The advice; each kind must have some of its own. Raises WrongData with file, line, what is wrong and the mend."""
    part = read_part(path, f"policies/{path.name}")
    checked, book = part.day("checked_on"), part.part("contacts")
    lines = {id: _line(each, checked) for id, each in book.named_parts()}
    advice: dict[str, Advice] = {}
    for entry in part.parts("advice", least=1):
        each = _advice(entry, lines)
        if each.topic in advice:
            entry.wrong("topic", f"there is already advice for {each.topic!r}.", "Join the two entries.")
        advice[each.topic] = each
    part.finish()
    for kind in HEADINGS:
        if kind not in advice:
            part.wrong("advice", f"there is no advice for {kind!r}.", f"Add an entry with topic: {kind}.")
    return Emergencies(advice)


def _line(part: Part, checked: date) -> HelpLine:
    line = HelpLine(part.text("name"), part.text("phone"), checked)
    part.finish()
    return line


def _advice(part: Part, lines: dict[str, HelpLine]) -> Advice:
    named = part.texts("contacts")
    for id in named:
        if id not in lines:
            part.wrong("contacts", f"there is no contact {id!r}.", f"Use one of: {', '.join(lines)}.")
    advice = Advice(
        topic=part.text("topic"),
        kind=part.one_of("kind", tuple(HEADINGS)),
        words=part.texts("words"),
        lines=tuple(lines[id] for id in named),
        ask_landlord=part.flag("ask_landlord"),
        private=part.flag("private"),
    )
    part.finish()
    if not advice.words:
        part.wrong("words", "the advice says nothing.", "Write what to do now, one short sentence an entry.")
    return advice
