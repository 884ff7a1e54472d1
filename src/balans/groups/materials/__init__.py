"""Materials of one group, to print and to copy, and the slides."""
