"""Measures of speed and size, against the bars in docs/benchmarks.md. Run: make bench."""
