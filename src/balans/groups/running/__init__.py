"""During a meeting: the step now, the screen for the group, who came, notes."""
