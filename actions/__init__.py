"""What the assistant does: rasa-sdk actions, in process or behind an action server."""
