"""A folder that messages are written into where nobody carries them."""

import os
from dataclasses import dataclass
from pathlib import Path

from portal.outbox.trouble import PostClosed


@dataclass(frozen=True)
class Folder:
    """One folder, closed to others. A message written again replaces itself; half a one is never seen."""

    path: Path

    def write(self, name: str, content: bytes) -> None:
        """Keep this message. Raises PostClosed."""
        path = self.path / name
        part = path.with_name(f"{name}.part")
        try:
            self.path.mkdir(mode=0o700, parents=True, exist_ok=True)
            part.touch(mode=0o600)
            part.write_bytes(content)
            os.replace(part, path)
        except OSError as error:
            raise PostClosed(f"{self.path}: {error}") from error
