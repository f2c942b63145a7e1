"""Rasa's own DIET, trained on the same files as our understanding: what it makes of messages neither ever saw."""
