"""What a landlord's one colour becomes on the page: darker for words, lighter for grounds and lines."""

from collections.abc import Mapping

BLACK, WHITE = 0, 255
SHADES: Mapping[str, tuple[float, int]] = {
    "--brand": (1, BLACK),
    "--brand-text": (0.9, BLACK),
    "--brand-dark": (0.72, BLACK),
    "--brand-tint": (0.07, WHITE),
    "--brand-line": (0.32, WHITE),
}
"""Each name in the stylesheet: how much of the colour it has, and what the rest is.

A pack's colour reads on white (4.5:1). Words are a little darker, so that they read on every ground we have: the
tint and the warm strips too.
"""


def shades_of(colour: str) -> dict[str, str]:
    """The shades of a colour like `#0b5563`, by their names."""
    channels = [int(colour[at : at + 2], 16) for at in (1, 3, 5)]
    return {
        name: "#" + "".join(f"{round(each * part + rest * (1 - part)):02x}" for each in channels)
        for name, (part, rest) in SHADES.items()
    }


def stylesheet(colour: str) -> str:
    """The shades as a stylesheet."""
    return ":root{" + ";".join(f"{name}:{value}" for name, value in shades_of(colour).items()) + "}"
