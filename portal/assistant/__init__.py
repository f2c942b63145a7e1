"""The assistant in the portal's process: bot/ run by the embedded engine, conversations kept in the database."""

from portal.assistant.host import LONGEST, ON_PAGE, Assistant, Reply
from portal.assistant.transcript import Conversation

__all__ = ["LONGEST", "ON_PAGE", "Assistant", "Conversation", "Reply"]
