"""Forms: ask for one slot after the other until none is missing."""

from bot.runtime import events, extraction
from bot.runtime.domain import Form
from bot.runtime.errors import ActionExecutionRejection
from bot.runtime.events import LISTEN, REQUESTED_SLOT, Event
from bot.runtime.stage import Stage
from bot.runtime.tracker import Tracker


async def run(form: Form, tracker: Tracker, stage: Stage) -> list[Event]:
    """The events of one step of a form: it begins, takes an answer, asks, or ends.

    Raises:
        ActionExecutionRejection: the message answered nothing, so a rule should deal with it.
        ActionFailedError: a check or a question of the form failed.
    """
    so_far: list[Event] = []
    if tracker.loop != form.name:
        so_far = await _begin(form, tracker, stage)
    if not _is_done(so_far):
        step = [] if len(so_far) > 1 else await _take_answer(form, tracker, stage)
        if not _is_rejected(step):
            step = step + await _ask(form, tracker, stage, so_far + step)
        so_far = so_far + step
    return [*so_far, events.active_loop(None, stage.now)] if _is_done(so_far) else so_far


async def _begin(form: Form, tracker: Tracker, stage: Stage) -> list[Event]:
    """The form begins: what the message and earlier talk already filled is checked."""
    begun = events.active_loop(form.name, stage.now)
    within = tracker.after(begun)
    candidates = [event for event in await extraction.extracted(within, stage) if event["event"] == "slot"]
    within = within.after(*candidates)
    if _validator(form) not in stage.domain.actions:
        return [begun, *candidates]
    prefilled = {name: within.slot(name) for name in form.required if within.slot(name) is not None}
    checked = await _validated(form, prefilled, within, stage)
    return [begun, *extraction.with_unmentioned(checked, candidates)]


async def _take_answer(form: Form, tracker: Tracker, stage: Stage) -> list[Event]:
    """The answer, checked. After other talk nothing is read, but the form's action is still asked what is missing."""
    loop = tracker.state.loop
    if loop and (tracker.state.action != LISTEN or loop.is_interrupted):
        return await _validated(form, {}, tracker, stage)
    checked = await _validated(form, _answers(form, tracker) if loop else {}, tracker, stage)
    answered = any(event["event"] == "slot" and event["name"] != REQUESTED_SLOT for event in checked)
    if _slot_asked(form, tracker) and not answered and not _is_rejected(checked):
        raise ActionExecutionRejection(form.name, "The message answered nothing.")
    return checked


def _answers(form: Form, tracker: Tracker) -> dict[str, object]:
    """The form's slots that were set since the last message."""
    mine = {*form.required, _slot_asked(form, tracker)}
    answers: list[tuple[str, object]] = []
    for event in reversed(tracker.events):
        if event["event"] == "user":
            break
        if event["event"] == "slot" and event["name"] in mine:
            answers.append((event["name"], event["value"]))
    return dict(reversed(answers))


async def _validated(form: Form, values: dict[str, object], tracker: Tracker, stage: Stage) -> list[Event]:
    candidates = [events.slot(name, value, stage.now) for name, value in values.items()]
    if _validator(form) not in stage.domain.actions:
        return candidates
    checked = await stage.call(_validator(form), _as_shown(form, tracker, candidates, stage))
    return extraction.with_unmentioned(checked, candidates)


async def _ask(form: Form, tracker: Tracker, stage: Stage, so_far: list[Event]) -> list[Event]:
    """Ask for the slot the form's action chose, else for the first that is empty; with none left, the form is done."""
    if _is_done(so_far):
        return [events.slot(REQUESTED_SLOT, None, stage.now)]
    shown = _as_shown(form, tracker, so_far, stage)
    chosen = next((e["value"] for e in so_far if e["event"] == "slot" and e["name"] == REQUESTED_SLOT), None)
    wanted = chosen or next((name for name in form.required if shown.slot(name) is None), None)
    if wanted is None:
        return [events.slot(REQUESTED_SLOT, None, stage.now)]
    asked = [] if chosen else [events.slot(REQUESTED_SLOT, wanted, stage.now)]
    domain = stage.domain
    ways = [f"{kind}_ask_{of}" for of in (f"{form.name}_{wanted}", wanted) for kind in ("action", "utter")]
    way = next((name for name in ways if name in domain.actions or name in domain.responses), None)
    return asked + (await stage.perform(way, shown) if way else [])


def _as_shown(form: Form, tracker: Tracker, added: list[Event], stage: Stage) -> Tracker:
    """The tracker that actions of the form see: the slot asked for, the form's step, then what is new."""
    asked = events.slot(REQUESTED_SLOT, _slot_asked(form, tracker), stage.now)
    return tracker.after(asked, events.action(form.name, stage.now), *added)


def _slot_asked(form: Form, tracker: Tracker) -> str | None:
    return tracker.requested_slot if tracker.loop == form.name else None


def _validator(form: Form) -> str:
    return f"validate_{form.name}"


def _is_rejected(so_far: list[Event]) -> bool:
    return any(event["event"] == "action_execution_rejected" for event in so_far)


def _is_done(so_far: list[Event]) -> bool:
    """Whether the form ends: the last word on the slot to ask, or on the form itself, was None."""
    if _is_rejected(so_far):
        return False
    asked = [e["value"] for e in so_far if e["event"] == "slot" and e["name"] == REQUESTED_SLOT]
    loops = [e["name"] for e in so_far if e["event"] == "active_loop"]
    return asked[-1:] == [None] or loops[-1:] == [None]
