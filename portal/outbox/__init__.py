"""Messages out: what waits in the outbox is worded, addressed and sent."""

from portal.outbox.delivery import deliver_waiting

__all__ = ["deliver_waiting"]
