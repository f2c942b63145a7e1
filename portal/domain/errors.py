"""The errors of the rules, by name. None of them knows HTML; `web/errors.py` maps them to pages."""


class PutrightError(Exception):
    """Anything this software refuses to do, on purpose."""


class WrongData(PutrightError):
    """A data file breaks its own rules. `str()` gives file, line, what is wrong and the mend."""

    def __init__(self, file: str, line: int | None, what: str, mend: str) -> None:
        self.file, self.line, self.what, self.mend = file, line, what, mend
        place = f"{file}:{line}" if line else file
        super().__init__(f"{place}: {what} Mend: {mend}")


class ImpossibleMove(PutrightError):
    """An event that cannot follow what has already happened to this case."""

    def __init__(self, phase: str, event: str) -> None:
        self.phase, self.event = phase, event
        super().__init__(f"a case that is {phase} cannot be {event}")


class SamePerson(PutrightError):
    """The person who answered an earlier stage cannot answer this one (Code 6.13)."""


class AnswerIncomplete(PutrightError):
    """An answer lacks items that the Code requires (6.9, 6.19). `missing` names them, in order."""

    def __init__(self, missing: tuple[str, ...]) -> None:
        self.missing = missing
        super().__init__("missing: " + ", ".join(missing))


class Incomplete(PutrightError):
    """A command lacks something it must have. `problems` maps a field to what is wrong with it."""

    def __init__(self, problems: dict[str, str]) -> None:
        self.problems = problems
        super().__init__("; ".join(f"{field}: {problem}" for field, problem in problems.items()))


class UnfinishedDraft(PutrightError):
    """A complaint cannot be made yet. `question` is the first one that still needs an answer."""

    def __init__(self, question: str) -> None:
        self.question = question
        super().__init__(f"not answered yet: {question}")


class NotFound(PutrightError):
    """No such landlord, case, draft or file here. Says nothing about what exists elsewhere."""


class NotAllowed(PutrightError):
    """This person may not do that."""


class TooManyTries(PutrightError):
    """Slowed down. `wait` is how many seconds until the next try is heard."""

    def __init__(self, wait: int) -> None:
        self.wait = wait
        super().__init__(f"wait {wait} seconds")


class LostUpdate(PutrightError):
    """Somebody else changed this first. Read it again, then decide again."""


class AlreadyMade(PutrightError):
    """This draft was already made. `reference` is what it became."""

    def __init__(self, reference: str) -> None:
        self.reference = reference
        super().__init__(reference)


class NotKept(PutrightError):
    """The store could not keep what was given (locked, full, gone): nothing was received."""
