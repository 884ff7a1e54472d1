"""The command that looks whether all is well: doctor."""

import argparse
import json

from balans.commands.adding import Commands, KnownProblem


def add(commands: Commands) -> None:
    """Add this command."""
    doctor = commands.add_parser(
        "doctor", help="look for wrong settings and what else can go wrong"
    )
    doctor.add_argument("--json", action="store_true", help="say it for a program")
    doctor.add_argument("--send-to", metavar="ADDRESS", help="send one mail there, as a trial")
    doctor.set_defaults(act=_doctor)


def _doctor(options: argparse.Namespace) -> int:
    from balans.doctor.examination import examine
    from balans.doctor.finding import as_data, exit_code, summary
    from balans.doctor.gather.everything import gather

    if options.send_to:
        _send(options.send_to)
    found = examine(gather(content=_content_problems()))
    if options.json:
        print(json.dumps(as_data(found), ensure_ascii=False, indent=2))
    else:
        print("\n".join([*(each.line() for each in found), f"balans doctor: {summary(found)}"]))
    return exit_code(found)


def _content_problems() -> list[str]:
    from balans.core.content import ContentError
    from balans.pages.reading import read_everything

    try:
        read_everything()
    except ContentError as error:
        return error.problems
    return []


def _send(address: str) -> None:
    from balans.doctor.gather.mail import send_one

    if reason := send_one(address):
        raise KnownProblem(f"no mail went to {address}: {reason}")
    print(f"mail        the server took one for {address}: see whether it arrives, and where")
