"""Believable days: many people at once, each with a browser and time to think. Run: make load."""
