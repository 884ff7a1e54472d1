"""Loaded before the settings: tests never touch the data of the person who runs them."""

import os
import tempfile
from pathlib import Path

import hypothesis

_DATA = tempfile.TemporaryDirectory(prefix="balans-test-")
(Path(_DATA.name) / "static").mkdir()
os.environ["BALANS_DATA"] = _DATA.name
os.environ["BALANS_DEMO"] = "1"
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"

# A slow moment of the machine is no fault: what takes how long is measured in the bench.
hypothesis.settings.register_profile("balans", deadline=None)
hypothesis.settings.load_profile("balans")

# How many inputs the long test of all forms makes up.
INPUTS = int(os.environ.get("BALANS_INPUTS", "2000"))

# How many questions the test of the interface makes up for each address.
QUESTIONS = int(os.environ.get("BALANS_API_QUESTIONS", "2"))

# How many posts, questions and files the test of all addresses makes up.
FUZZ = int(os.environ.get("BALANS_FUZZ", "24"))
