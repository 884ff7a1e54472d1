"""Commands that serve, and look after what is served: run, check, purge, django."""

import argparse

from balans.commands.adding import Commands, KnownProblem


def add(commands: Commands) -> None:
    """Add these commands."""
    run = commands.add_parser("run", help="prepare the data folder and serve")
    run.add_argument("--host", default="127.0.0.1", help="address to listen on")
    run.add_argument("--port", type=int, default=8000)
    run.add_argument("--workers", type=int, help="web server processes (BALANS_WORKERS)")
    run.set_defaults(act=_run)

    check = commands.add_parser("check", help="check settings and migrations")
    check.set_defaults(act=_check)

    purge = commands.add_parser("purge", help="destroy what has expired now")
    purge.set_defaults(act=_purge)

    django = commands.add_parser("django", help="run a Django management command")
    django.add_argument("rest", nargs=argparse.REMAINDER)
    django.set_defaults(act=_django)


def _run(options: argparse.Namespace) -> int:
    from django.conf import settings

    from balans.preparing import prepare
    from balans.server import require_place, serve

    require_place(options.host, options.port)
    prepare(demo=settings.DEMO)
    return serve(host=options.host, port=options.port, workers=options.workers or settings.WORKERS)


def _check(options: argparse.Namespace) -> int:
    from django.core.management import call_command

    call_command("check", fail_level="WARNING")
    call_command("makemigrations", check_changes=True, dry_run=True, verbosity=1)
    return 0


def _purge(options: argparse.Namespace) -> int:
    from balans.accounts.actions import destroy_expired
    from balans.core.believing import ClockIsEarly, require_belief

    try:
        require_belief()
    except ClockIsEarly as error:
        raise KnownProblem(str(error)) from error
    print(f"destroyed: {destroy_expired()}")
    return 0


def _django(options: argparse.Namespace) -> int:
    from django.core.management import execute_from_command_line

    execute_from_command_line(["balans django", *options.rest])
    return 0
