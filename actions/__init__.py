"""What the assistant does: rasa-sdk actions, in process or behind `python -m rasa_sdk --actions actions`."""

from rasa_sdk.executor import ActionExecutor

from actions.about_case import AskTimescales, CheckStatus
from actions.about_process import AskProcess
from actions.acting import EndConsent, Represent, TakeBackConsent
from actions.answers import (
    AskOmbudsman,
    Greet,
    Help,
    ReportNuisance,
    ReportRepair,
)
from actions.asking import ask_actions
from actions.ending import WithdrawCase
from actions.going_further import AskNextStage
from actions.journey_form import validators
from actions.languages import ChangeLanguage
from actions.moves import (
    AskAgain,
    Begin,
    CarryOn,
    Change,
    GiveFeedback,
    GoBack,
    GoOn,
    OldButton,
    RequestAdjustment,
    Stop,
    TalkToPerson,
)
from actions.not_understood import NotOurs, NotUnderstood
from actions.safety import TellOfDanger
from actions.sending import SENDINGS
from actions.sending_people import ABOUT_PEOPLE
from actions.talk import PutrightAction
from actions.what_next import WhatNext
from portal.parts import Parts

ACTIONS: tuple[type[PutrightAction], ...] = (
    AskAgain, AskNextStage, AskOmbudsman, AskProcess, AskTimescales, Begin, CarryOn, Change, ChangeLanguage,
    CheckStatus, GiveFeedback, GoBack, GoOn, Greet, Help, NotOurs, NotUnderstood, OldButton, ReportNuisance,
    EndConsent, ReportRepair, Represent, RequestAdjustment, Stop, TakeBackConsent, WithdrawCase,
    TalkToPerson, TellOfDanger, WhatNext, *ask_actions(), *SENDINGS, *ABOUT_PEOPLE, *validators(),
)  # fmt: skip


def executor_for(parts: Parts) -> ActionExecutor:
    """All actions over these parts, for the engine that runs in the portal's process."""
    executor = ActionExecutor()
    for action in ACTIONS:
        executor.register_action(action(parts))
    return executor
