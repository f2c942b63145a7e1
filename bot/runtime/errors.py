"""What can be wrong with a bot's files, and what can go wrong while an action runs."""

from pathlib import Path

from rasa_sdk.interfaces import ActionExecutionRejection

__all__ = ["ActionExecutionRejection", "ActionFailedError", "BotDataError"]


class BotDataError(ValueError):
    """A domain or rule file is wrong; found at the start, never in the middle of a conversation."""

    def __init__(self, message: str, file: Path | None = None, line: int | None = None) -> None:
        self.message, self.file, self.line = message, file, line
        where = ":".join(str(part) for part in (file, line) if part is not None)
        super().__init__(f"{where}: {message}" if where else message)


class ActionFailedError(RuntimeError):
    """An action raised, or answered with something that is not JSON. Carries the action's name, no personal data."""

    def __init__(self, action: str) -> None:
        self.action = action
        super().__init__(f"The action {action} failed.")
