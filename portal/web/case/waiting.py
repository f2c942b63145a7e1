"""How long to wait after too many tries, in words."""

from portal.web.here import ngettext


def waiting(seconds: int) -> str:
    """Like "Wait 2 minutes, then try again."."""
    if seconds < 60:
        return ngettext("Wait %(num)s second, then try again.", "Wait %(num)s seconds, then try again.", seconds)
    minutes = -(-seconds // 60)
    return ngettext("Wait %(num)s minute, then try again.", "Wait %(num)s minutes, then try again.", minutes)
