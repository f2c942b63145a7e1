"""Stages and their clocks, as packs and the Code's files write them."""

from portal.domain.policy import Clock, Extension, Stage, Start, Window
from portal.domain.terms import ANSWER_ITEMS, Length, Unit
from portal.files.yaml_parts import Part

UNITS = tuple(unit.value for unit in Unit)
A_YEAR = {Unit.HOURS: 366 * 24, Unit.WORKING: 262, Unit.CALENDAR: 366, Unit.WEEKS: 53, Unit.MONTHS: 12}
"""The longest that a clock may run: what is longer is a slip of the pen."""
MOST_YEARS = 10
"""The longest of the times that are no clock, such as how long ago something may have happened."""
MOST_STAGES = 20
BEGINNING = (Start.RECEIVED, Start.REQUESTED)
STARTS = {
    "speak": BEGINNING,
    "acknowledge": BEGINNING,
    "refusal": BEGINNING,
    "update": (Start.CONTACT,),
    "respond": (*BEGINNING, Start.ACKNOWLEDGED),
}
"""What may start each clock: nothing that comes after it."""
MET_BY = ("action", "confirmation")
NOT_BY = ("earlier_stages", "involved")
NEW_ISSUES = ("join", "separate")


def read_stages(part: Part, body: str) -> tuple[Stage, ...]:
    """The stages under `stages`. `body` names whose rules they are: it goes before every source. Raises WrongData."""
    stages = tuple(_stage(each, body) for each in part.parts("stages", least=1))
    numbers = [stage.number for stage in stages]
    if numbers != sorted(set(numbers)):
        part.wrong("stages", f"the stages are numbered {numbers}.", "Number them upwards, each once.")
    return stages


def read_length(part: Part, body: str = "policy") -> Length:
    """`length`, `unit` and `source` of a time, of some years at most. Does not finish the part."""
    return _time(part, body, years=MOST_YEARS)


def _time(part: Part, body: str, least: int = 1, years: int = 1) -> Length:
    unit = Unit(part.one_of("unit", UNITS))
    return Length(part.number("length", least, A_YEAR[unit] * years), unit, f"{body} {part.text('source')}")


def read_clock(part: Part, kind: str, starts: tuple[Start, ...], body: str = "policy") -> Clock:
    """One clock of a known kind, whose start is one of `starts`."""
    start = Start(part.one_of("from", starts))
    # Acknowledged "the same day" is a promise of no days; an answer or an update of no days is a slip.
    time = _time(part, body, least=0 if kind in ("acknowledge", "speak") else 1)
    if time.length == 0 and time.unit not in (Unit.CALENDAR, Unit.WORKING):
        part.wrong("unit", f"no {time.unit} at all is no time.", "Write unit: calendar for the same day.")
    met_by = part.some_of("met_by", MET_BY) if kind == "respond" else ()
    part.finish()
    return Clock(kind, time.length, time.unit, start, time.source, met_by)


def _stage(part: Part, body: str) -> Stage:
    extension, window = part.part_or_none("extension"), part.part_or_none("window")
    kinds = tuple(STARTS)
    clocks = tuple(
        read_clock(each, kind := each.one_of("kind", kinds), STARTS[kind], body) for each in part.parts("clocks")
    )
    stage = Stage(
        number=part.number("number", least=0, most=MOST_STAGES),
        name=part.text("name") if body == "policy" else "",
        responder=part.text("responder") if body == "policy" else "",
        clocks=clocks,
        extension=_extension(extension, body) if extension else None,
        window=_window(window) if window else None,
        source=part.text("source", ""),
        informal=part.flag("informal"),
        held_by=part.text("held_by", ""),
        deputies=part.texts("deputies"),
        not_by=part.some_of("not_by", NOT_BY),
        answer=part.some_of("answer", ANSWER_ITEMS),
        hearing=part.text("hearing", ""),
        asks_reasons=part.flag("asks_reasons"),
        gate=part.text("gate", ""),
        new_issues=part.one_of("new_issues", ("", *NEW_ISSUES), ""),
        words=part.text("words", ""),
    )
    part.finish()
    if len({clock.kind for clock in stage.clocks}) < len(stage.clocks):
        part.wrong("clocks", "two clocks are of one kind.", "Keep one clock of each kind in a stage.")
    return stage


def _extension(part: Part, body: str) -> Extension:
    """Without `length` the policy sets no limit."""
    if "length" in part:
        time = _time(part, body)
        extension = Extension(time.length, time.unit, time.source)
    else:
        extension = Extension(None, Unit.WORKING, f"{body} {part.text('source')}")
    part.finish()
    return extension


def _window(part: Part) -> Window:
    time = _time(part, "policy")
    window = Window(time.length, time.unit, time.source, part.flag("closes"))
    part.finish()
    return window
