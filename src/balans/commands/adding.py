"""What the modules of commands share."""

import argparse
from typing import Protocol


class Commands(Protocol):
    """Where a module adds its commands: what `add_subparsers` returns."""

    def add_parser(self, name: str, *, help: str) -> argparse.ArgumentParser:
        """Return the parser of one command; its default `act` does it and returns an exit code."""


class KnownProblem(Exception):
    """Something that the person at the keyboard can mend: one line says what, and how."""
