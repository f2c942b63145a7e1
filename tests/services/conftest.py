"""The services over a real store, with a clock that tests can move."""

from tests.web.conftest import Clock, clock, complaint, empty_store, office, packs, parts

__all__ = ["Clock", "clock", "complaint", "empty_store", "office", "packs", "parts"]
