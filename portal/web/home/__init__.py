"""The first pages: landlords, the four doors, and what stands behind them."""

from portal.web.home import adjustments, consent, doors, feedback, who_helps
from portal.web.home.blueprint import pages

__all__ = ["adjustments", "consent", "doors", "feedback", "pages", "who_helps"]
