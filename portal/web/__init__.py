"""Pages: blueprints by topic. Each route states its guard; none holds a rule."""
