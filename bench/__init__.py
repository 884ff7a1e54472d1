"""Measures of speed and size, against the bars in docs/bench.md. Run: make bench."""
