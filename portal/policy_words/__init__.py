"""A landlord's policy in the words a resident reads: what the website's page and `putright policy show` both say."""

from portal.policy_words.pieces import Contact, Point, PolicyInWords, Section, Step
from portal.policy_words.whole import policy_in_words

__all__ = ["Contact", "Point", "PolicyInWords", "Section", "Step", "policy_in_words"]
