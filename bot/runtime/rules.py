"""Rules read from Rasa's rule files and made ready for matching."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from bot.runtime import files
from bot.runtime.domain import Domain
from bot.runtime.errors import BotDataError
from bot.runtime.events import LISTEN
from bot.runtime.files import Block
from bot.runtime.moments import NOT_SET, Moment, key
from bot.runtime.rule_steps import ANYTHING, Decision, decisions


@dataclass(frozen=True)
class Rule:
    """When the conversation ends in these moments, do this."""

    moments: tuple[Moment, ...]
    action: str
    rank: int

    def applies(self, moments: Sequence[Moment]) -> bool:
        """Whether the conversation's last moments are those of the rule."""
        if len(self.moments) > len(moments):
            return False
        return all(mine.admits(theirs) for mine, theirs in zip(reversed(self.moments), reversed(moments), strict=False))


@dataclass(frozen=True)
class Rules:
    """All rules, by the action done last, the strictest first; and what they say about forms that were left."""

    by_previous: Mapping[str | None, tuple[Rule, ...]]
    returning: Mapping[str | None, tuple[Rule, ...]]
    """Rules that lead back to a form after other talk: the form must not read the message."""
    staying: Mapping[str | None, tuple[Rule, ...]]
    """Rules that go on after other talk by themselves: the form must not be put in their place."""
    depth: int
    """How many moments back the longest rule looks."""

    def best(self, moments: Sequence[Moment]) -> Rule | None:
        """The strictest rule that applies."""
        return _first(self.by_previous, moments)

    def returns(self, moments: Sequence[Moment]) -> bool:
        """Whether a rule led back to the form here."""
        return _first(self.returning, moments) is not None

    def stays(self, moments: Sequence[Moment]) -> bool:
        """Whether a rule says how it goes on here, in the midst of a form."""
        return _first(self.staying, moments) is not None


def _first(index: Mapping[str | None, tuple[Rule, ...]], moments: Sequence[Moment]) -> Rule | None:
    candidates = index.get(moments[-1].previous, ())
    return next((rule for rule in candidates if rule.applies(moments)), None)


def load_rules(domain: Domain, *paths: str | Path) -> Rules:
    """The rules of the files and folders named; other training data in them is left alone.

    Raises:
        BotDataError: a file is not YAML, a rule names what the domain does not have, holds what only stories can,
            or contradicts another rule.
    """
    blocks: list[Block] = []
    for path in files.yaml_files(*paths):
        content = files.read(path)
        if content.get("stories"):
            raise content.error("stories are not run; write rules")
        blocks += content.get("rules") or ()
    return compiled(domain, blocks)


def compiled(domain: Domain, blocks: Iterable[Block]) -> Rules:
    """Rules ready for matching, checked against the domain and against each other."""
    found = [decision for block in blocks for decision in decisions(block, domain)]
    chosen: dict[str, tuple[Rule, Decision]] = {}
    for decision in found:
        moments = _after_anything(decision.moments)
        if not moments or decision.action == ANYTHING:
            continue
        text = key(moments)
        _, before = chosen.setdefault(text, (Rule(moments, decision.action, len(text)), decision))
        if before.action != decision.action:
            raise _contradiction(decision, repr(before.name), before.action)
    rules = Rules(
        by_previous=_index(rule for rule, _ in chosen.values()),
        returning=_index(_about_forms(d) for d in found if _leads_back(d)),
        staying=_index(_about_forms(d) for d in found if _goes_on(d)),
        depth=max((len(rule.moments) for rule, _ in chosen.values()), default=1),
    )
    for rule, decision in chosen.values():
        winner = rules.best([_lived(moment) for moment in rule.moments])
        if winner and winner.action != rule.action:
            raise _contradiction(decision, "a stricter rule", winner.action)
    return rules


def _contradiction(decision: Decision, other: str, action: str) -> BotDataError:
    message = f"rule {decision.name!r} goes on with {decision.action}, but {other} goes on with {action} there"
    return decision.block.error(message)


def _after_anything(moments: Sequence[Moment]) -> tuple[Moment, ...]:
    """The moments after Rasa's hidden `...`, which stands for whatever came before a rule."""
    last = max((i for i, moment in enumerate(moments) if moment.previous == ANYTHING), default=-1)
    return tuple(moments[last + 1 :])


def _lived(moment: Moment) -> Moment:
    """A rule's moment as a conversation would show it: what must not be set simply is not there."""
    slots = {name: shown for name, shown in moment.slots.items() if shown != NOT_SET}
    return replace(moment, loop=None if moment.loop == NOT_SET else moment.loop, slots=slots)


def _in_form(decision: Decision) -> str | None:
    loop = decision.moments[-1].loop
    return None if loop == NOT_SET else loop


def _leads_back(decision: Decision) -> bool:
    form = _in_form(decision)
    return form is not None and decision.moments[-1].previous == LISTEN and decision.action == form


def _goes_on(decision: Decision) -> bool:
    form = _in_form(decision)
    return form is not None and decision.moments[-1].previous != LISTEN and decision.action != form


def _about_forms(decision: Decision) -> Rule:
    """A decision inside a form, known by the action before and the moment itself."""
    before = decision.moments[-2:-1]
    shortened = [Moment(previous=moment.previous) for moment in before if moment.previous]
    moments = _after_anything([*shortened, decision.moments[-1]])
    return Rule(moments, decision.action, len(key(moments)))


def _index(rules: Iterable[Rule]) -> dict[str | None, tuple[Rule, ...]]:
    index: defaultdict[str | None, list[Rule]] = defaultdict(list)
    for rule in rules:
        if rule.moments:
            index[rule.moments[-1].previous].append(rule)
    return {name: tuple(sorted(some, key=lambda rule: -rule.rank)) for name, some in index.items()}
