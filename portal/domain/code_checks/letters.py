"""What a written answer must hold, and whether a new matter joins before it."""

from collections.abc import Iterator

from portal.domain.code_checks.formal import Placed, first_stage, is_missing, later_stages
from portal.domain.policy import Policy
from portal.domain.provisions import Code, Finding, Severity

ITEMS = {
    "stage": "which stage it is",
    "definition": "how the complaint is understood",
    "decision": "the decision",
    "reasons": "the reasons",
    "remedy": "how it is put right",
    "outstanding": "what is still to be done",
    "next_stage": "how to go on to the next stage",
    "ombudsman": "how to go to the Ombudsman",
}


def first_letter(policy: Policy, code: Code) -> Iterator[Finding]:
    """The answer of the first stage holds what the Code wants."""
    return _letters(code, 1, first_stage(policy))


def second_letter(policy: Policy, code: Code) -> Iterator[Finding]:
    """So does that of each later stage."""
    return _letters(code, 2, later_stages(policy))


def new_issues_join(policy: Policy, code: Code) -> Iterator[Finding]:
    """What is raised before the first answer, and belongs to it, is answered with it."""
    for at, stage in first_stage(policy):
        if stage.new_issues == "separate":
            message = f"{stage.name}: a new matter always becomes a complaint of its own."
            fix = "Let a matter that belongs to it join until the answer is sent."
            yield Finding(Severity.BREACH, message, fix, f"{at}.new_issues")
        elif not stage.new_issues and "new_issues_joined" not in policy.says:
            message = f"{stage.name}: the policy does not say what happens to a matter raised before the answer."
            fix = "Say that it joins if it belongs to the complaint, and add `new_issues: join` to the stage."
            yield Finding(Severity.WARNING, message, fix, at)


def _letters(code: Code, number: int, stages: tuple[Placed, ...]) -> Iterator[Finding]:
    if not stages:
        yield is_missing("first" if number == 1 else "second")
    wanted = code.stage(number).answer
    for at, stage in stages:
        missing = [item for item in wanted if item not in stage.answer]
        if not stage.answer:
            message = f"{stage.name}: the policy does not say what the written answer holds."
            fix = f"Say that it holds {_listed(missing)}; add `answer: [{', '.join(wanted)}]` to the stage."
            yield Finding(Severity.WARNING, message, fix, at)
        elif missing:
            message = f"{stage.name}: the policy's list of what the answer holds lacks {_listed(missing)}."
            fix = f"Add to the list: {_listed(missing)} (`{', '.join(missing)}` under `answer`)."
            yield Finding(Severity.BREACH, message, fix, f"{at}.answer")


def _listed(items: list[str]) -> str:
    named = [ITEMS[item] for item in items]
    return named[0] if len(named) == 1 else f"{', '.join(named[:-1])} and {named[-1]}"
