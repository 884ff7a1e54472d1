"""Backups: made while people work, checked by restoring, put back (docs/adr/0036)."""
