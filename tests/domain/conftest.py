"""Properties are tried on machines of any speed: how long one try takes says nothing about the rules."""

from hypothesis import settings

settings.register_profile("rules", deadline=None)
settings.load_profile("rules")
