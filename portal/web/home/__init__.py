"""The first pages: landlords, the four doors, and what stands behind them."""

from portal.web.home import doors, feedback
from portal.web.home.blueprint import pages

__all__ = ["doors", "feedback", "pages"]
