"""Data files become domain objects here: packs, journeys, advice. Errors name file, line and mend."""
