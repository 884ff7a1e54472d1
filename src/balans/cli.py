"""The command line: run, check, content, instruments, keys, staff, offers, messages and more."""

import argparse
import gc
import os
import sys
from collections.abc import Callable, Sequence
from importlib.metadata import version

USAGE_ERROR = 2
Command = Callable[[argparse.Namespace], int]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; return its exit code. Problems are one line on standard error."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "balans.settings")
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


class KnownProblem(Exception):
    """Something that the person at the keyboard can mend."""


def parser() -> argparse.ArgumentParser:
    """Return the parser of all commands."""
    root = argparse.ArgumentParser(
        prog="balans", description="MantelzorgBalans, from the command line."
    )
    root.add_argument("--version", action="version", version=version("mantelzorgbalans"))
    commands = root.add_subparsers(dest="command", required=True, metavar="command")

    run = commands.add_parser("run", help="prepare the data folder and serve")
    run.add_argument("--host", default="127.0.0.1", help="address to listen on")
    run.add_argument("--port", type=int, default=8000)
    run.add_argument("--workers", type=int, help="web server processes (BALANS_WORKERS)")
    run.set_defaults(act=_run)

    commands.add_parser("check", help="check settings and migrations").set_defaults(act=_check)

    content = commands.add_parser(
        "content", help="check or publish the content, or show how it reads"
    )
    content.add_argument("what", choices=("check", "publish", "table"))
    content.set_defaults(act=_content)

    instruments = commands.add_parser("instruments", help="try a FHIR Questionnaire file")
    instruments.add_argument("what", choices=("check",))
    instruments.add_argument("file", help="a Questionnaire as JSON")
    instruments.set_defaults(act=_instruments)

    keys = commands.add_parser("keys", help="list, rotate or retire the master keys")
    keys.add_argument("what", choices=("list", "rotate", "retire"))
    keys.set_defaults(act=_keys)

    staff = commands.add_parser("staff", help="give, take or list the roles of staff")
    staff.add_argument("what", choices=("add", "remove", "list", "reset", "area"))
    staff.add_argument("address", nargs="?", default="", help="a mail address")
    staff.add_argument("role", nargs="?", default="", help="such as administrator; a municipality")
    staff.add_argument("--remove", action="store_true", help="take the municipality (area)")
    staff.set_defaults(act=_staff)

    offers = commands.add_parser("offers", help="rules for the local offers of help")
    offers.add_argument("what", choices=("foureyes",))
    offers.add_argument("municipality", help="such as zwolle")
    offers.add_argument("--off", action="store_true", help="one editor is enough again")
    offers.set_defaults(act=_offers)

    messages = commands.add_parser("messages", help="check or compile the interface translations")
    messages.add_argument("what", choices=("check", "compile"))
    messages.set_defaults(act=_messages)

    search = commands.add_parser("search", help="make the search index anew")
    search.add_argument("what", choices=("rebuild",))
    search.set_defaults(act=_search)

    commands.add_parser("purge", help="destroy what has expired now").set_defaults(act=_purge)

    django = commands.add_parser("django", help="run a Django management command")
    django.add_argument("rest", nargs=argparse.REMAINDER)
    django.set_defaults(act=_django)
    return root


def run_command(options: argparse.Namespace) -> int:
    """Start Django and run the command. Raise KnownProblem for what a person can mend."""
    import django
    from django.core.exceptions import ImproperlyConfigured

    from balans.core.content import ContentError
    from balans.core.vault import CannotOpen
    from balans.server import CannotServe

    try:
        django.setup()
        act: Command = options.act
        return act(options)
    except (ImproperlyConfigured, CannotOpen, CannotServe) as error:
        raise KnownProblem(str(error)) from error
    except PermissionError as error:
        raise KnownProblem(f"cannot write {error.filename}. Set BALANS_DATA.") from error
    except ContentError as error:
        raise KnownProblem("content cannot be read:\n  " + "\n  ".join(error.problems)) from error


def _run(options: argparse.Namespace) -> int:
    from django.conf import settings

    from balans.server import prepare, serve

    prepare(demo=settings.DEMO)
    return serve(host=options.host, port=options.port, workers=options.workers or settings.WORKERS)


def _check(options: argparse.Namespace) -> int:
    from django.core.management import call_command

    call_command("check", fail_level="WARNING")
    call_command("makemigrations", check_changes=True, dry_run=True, verbosity=1)
    return 0


def _content(options: argparse.Namespace) -> int:
    from balans.pages import content_check, content_table
    from balans.questionnaires.review import publish

    if options.what == "check":
        return content_check.main()
    if options.what == "table":
        return content_table.main()
    added = publish()
    print("\n".join(f"published: {each}" for each in added) or "nothing new to publish")
    return 0


def _instruments(options: argparse.Namespace) -> int:
    from pathlib import Path

    from balans.questionnaires.fhir.command import report

    try:
        loads, lines = report(Path(options.file))
    except OSError as error:
        raise KnownProblem(f"cannot read {options.file}: {error.strerror}") from error
    print("\n".join(lines))
    return 0 if loads else 1


def _keys(options: argparse.Namespace) -> int:
    from balans.accounts.actions import count_wrapped_by_key, retire_keys, rotate_keys

    if options.what == "rotate":
        print(
            f"master key {rotate_keys()} is now in use; older keys stay until `balans keys retire`"
        )
    elif options.what == "retire":
        retired = retire_keys()
        print("destroyed: " + (", ".join(map(str, retired)) or "none, all are still needed"))
    else:
        for key, ways in count_wrapped_by_key().items():
            print(f"master key {key}: {ways} ways in")
    return 0


def _staff(options: argparse.Namespace) -> int:
    from balans.accounts.staff.command import CannotDo, area, staff
    from balans.directory.municipalities import municipalities

    try:
        if options.what == "area":
            known = municipalities()
            lines = area(options.address, options.role, remove=options.remove, known=known)
        else:
            lines = staff(options.what, options.address, options.role)
        print("\n".join(lines))
    except CannotDo as error:
        raise KnownProblem(str(error)) from error
    return 0


def _offers(options: argparse.Namespace) -> int:
    from balans.directory.editing.four_eyes import set_four_eyes
    from balans.directory.municipalities import municipality

    if municipality(options.municipality) is None:
        raise KnownProblem(f"'{options.municipality}' is no municipality we know. Such as zwolle")
    set_four_eyes(municipality=options.municipality, wanted=not options.off, by=None)
    print(f"{options.municipality}: {'one editor is enough' if options.off else 'four eyes'}")
    return 0


def _messages(options: argparse.Namespace) -> int:
    from balans.core import messages

    return messages.check() if options.what == "check" else messages.compile_all()


def _search(options: argparse.Namespace) -> int:
    from balans.search.actions import rebuild

    print(f"search: {rebuild()} entries")
    return 0


def _purge(options: argparse.Namespace) -> int:
    from balans.accounts.actions import destroy_expired

    print(f"destroyed: {destroy_expired()}")
    return 0


def _django(options: argparse.Namespace) -> int:
    from django.core.management import execute_from_command_line

    execute_from_command_line(["balans django", *options.rest])
    return 0


if __name__ == "__main__":
    sys.exit(main())
