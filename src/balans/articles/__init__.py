"""Articles: information by theme and by phase."""
