"""The command line; what each command does stands in balans/commands/."""

import argparse
import errno
import gc
import logging
import os
import sys
from collections.abc import Callable, Sequence
from importlib.metadata import version

from balans.commands import add_all
from balans.commands.adding import KnownProblem

USAGE_ERROR = 2
Command = Callable[[argparse.Namespace], int]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; return its exit code. Problems are one line on standard error."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "balans.settings")
    # Whatever a command makes is for the service alone.
    os.umask(0o077)
    options = parser().parse_args(arguments)
    if options.command == "run":
        os.environ.setdefault("BALANS_SITE", f"http://localhost:{options.port}")
        # All that is made while starting stays: no garbage to look for until `load_once`.
        gc.disable()
    try:
        return run_command(options)
    except KnownProblem as problem:
        print(f"balans: {problem}", file=sys.stderr)
        return USAGE_ERROR


def parser() -> argparse.ArgumentParser:
    """Return the parser of all commands."""
    root = argparse.ArgumentParser(
        prog="balans", description="MantelzorgBalans, from the command line."
    )
    root.add_argument("--version", action="version", version=version("mantelzorgbalans"))
    commands = root.add_subparsers(dest="command", required=True, metavar="command")
    add_all(commands)
    return root


def run_command(options: argparse.Namespace) -> int:
    """Start Django and run the command. Raise KnownProblem for what a person can mend."""
    import django
    from django.core.exceptions import ImproperlyConfigured
    from django.db import DatabaseError

    from balans.core.content import ContentError
    from balans.core.vault import CannotOpen
    from balans.preparing import CannotServe

    try:
        django.setup()
        if options.command != "run":
            # Of a database that is away one line tells, not each try of the pool.
            logging.getLogger("psycopg.pool").setLevel(logging.ERROR)
        act: Command = options.act
        return act(options)
    except (ImproperlyConfigured, CannotOpen, CannotServe) as error:
        raise KnownProblem(str(error)) from error
    except DatabaseError as error:
        raise KnownProblem(_about_the_database(error)) from error
    except OSError as error:
        raise KnownProblem(_about_a_file(error)) from error
    except ContentError as error:
        raise KnownProblem("content cannot be read:\n  " + "\n  ".join(error.problems)) from error


def _about_the_database(error: Exception) -> str:
    """Return what is wrong with the database. Raise the error again when nothing is: a fault."""
    from balans.core.readiness import explain

    if said := explain():
        return said
    raise error


def _about_a_file(error: OSError) -> str:
    """Return what is wrong with a file or the disk. Raise the error again for all else: a fault."""
    if error.errno == errno.ENOSPC:
        return "the disk is full. Make room; `balans doctor` says how much is needed."
    if error.errno in (errno.EACCES, errno.EPERM):
        return f"may not use {error.filename}. Run this as its owner, or set BALANS_DATA."
    if error.errno in (errno.ENOTDIR, errno.EEXIST, errno.EROFS):
        return f"cannot write {error.filename} ({error.strerror}). Set BALANS_DATA."
    raise error


if __name__ == "__main__":
    sys.exit(main())
