"""What the assistant does: rasa-sdk actions, in process or behind `python -m rasa_sdk --actions actions`."""

from rasa_sdk.executor import ActionExecutor

from actions.about_case import AskNextStage, AskTimescales, CheckStatus
from actions.answers import AnotherWay, AskOmbudsman, Greet, Help, NotUnderstood, ReportRepair, TalkToPerson, WhatNext
from actions.asking import ask_actions
from actions.journey_form import ValidateComplaintForm
from actions.languages import ChangeLanguage
from actions.moves import AskAgain, Begin, CarryOn, Change, GoBack, MakeComplaint, OldButton, Stop
from actions.safety import TellOfDanger
from actions.talk import PutrightAction
from portal.parts import Parts

ACTIONS: tuple[type[PutrightAction], ...] = (
    AnotherWay, AskAgain, AskNextStage, AskOmbudsman, AskTimescales, Begin, CarryOn, Change, ChangeLanguage,
    CheckStatus, GoBack, Greet, Help, MakeComplaint, NotUnderstood, OldButton, ReportRepair, Stop, TalkToPerson,
    TellOfDanger, ValidateComplaintForm, WhatNext, *ask_actions().values(),
)  # fmt: skip


def executor_for(parts: Parts) -> ActionExecutor:
    """All actions over these parts, for the engine that runs in the portal's process."""
    executor = ActionExecutor()
    for action in ACTIONS:
        executor.register_action(action(parts))
    return executor
