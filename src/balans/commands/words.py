"""Commands for who writes: content, instruments, messages, search."""

import argparse

from balans.commands.adding import Commands, KnownProblem


def add(commands: Commands) -> None:
    """Add these commands."""
    content = commands.add_parser(
        "content", help="check or publish the content, or show how it reads"
    )
    content.add_argument("what", choices=("check", "publish", "table"))
    content.set_defaults(act=_content)

    instruments = commands.add_parser("instruments", help="try a FHIR Questionnaire file")
    instruments.add_argument("what", choices=("check",))
    instruments.add_argument("file", help="a Questionnaire as JSON")
    instruments.set_defaults(act=_instruments)

    messages = commands.add_parser("messages", help="check or compile the interface translations")
    messages.add_argument("what", choices=("check", "compile"))
    messages.set_defaults(act=_messages)

    search = commands.add_parser("search", help="make the search index anew")
    search.add_argument("what", choices=("rebuild",))
    search.set_defaults(act=_search)


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


def _messages(options: argparse.Namespace) -> int:
    from balans.core import messages

    return messages.check() if options.what == "check" else messages.compile_all()


def _search(options: argparse.Namespace) -> int:
    from balans.search.actions import rebuild

    print(f"search: {rebuild()} entries")
    return 0
