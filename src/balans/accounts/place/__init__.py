"""Mijn plek: the start page, what somebody is called, and for whom they care."""
