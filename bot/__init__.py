"""The assistant, in Rasa's own file format, and the engine that runs it."""
