"""PostgreSQL that is away is known to be: see base.py."""
