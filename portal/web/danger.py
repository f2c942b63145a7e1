"""What is shown first where somebody's words speak of danger or distress: a form can be as urgent as a chat."""

from dataclasses import dataclass
from http import HTTPStatus

from flask import redirect, render_template
from werkzeug.wrappers import Response

from bot.understanding.safety import danger_in
from portal.domain.safety import HEADINGS, Advice
from portal.domain.words import N_
from portal.files.emergencies import load_emergencies
from portal.web.here import gettext as _
from portal.web.here import language, office

THEN_US = N_("Then tell us at %(landlord)s")


@dataclass(frozen=True)
class Urgent:
    """What to do now, and who to phone: (name, number). `private` offers a quick way off the page."""

    topic: str
    heading: str
    words: tuple[str, ...]
    lines: tuple[tuple[str, str], ...]
    private: bool


def danger_notice(text: str, language: str) -> Urgent | None:
    """The notice for these words, or None where they speak of no danger."""
    found = danger_in(text, language) if text.strip() else None
    return _in_words(load_emergencies().advice(found.topic, found.kind)) if found else None


def notice_about(topic: str) -> Urgent | None:
    """The notice about this topic, if there is advice on it."""
    advice = load_emergencies().by_topic.get(topic)
    return _in_words(advice) if advice else None


def told_first(text: str, onward: str) -> str | Response:
    """On to this address; but where these words, which were just kept, speak of danger, first what to do now."""
    if urgent := danger_notice(text, language().code):
        return render_template("danger.html", urgent=urgent, carry_on_url=onward, show_exit=urgent.private)
    return redirect(onward, HTTPStatus.SEE_OTHER)


def _in_words(advice: Advice) -> Urgent:
    policy = office().policy
    phone = policy.contacts.emergency_phone or policy.contacts.phone
    words = tuple(_(sentence) for sentence in advice.words)
    lines = [(_(line.name), line.phone) for line in advice.lines]
    if advice.ask_landlord:
        lines.append((_(THEN_US, landlord=policy.name), phone))
    return Urgent(advice.topic, _(HEADINGS[advice.kind]), words, tuple(lines), advice.private)
