"""The commands of `balans`: each module adds some to the parser, with what they do.

What a command needs is imported when it is given: the start of `balans run` is measured.
"""

from balans.commands import clock, devices, looking, moving, people, safekeeping, serving, words
from balans.commands.adding import Commands


def add_all(commands: Commands) -> None:
    """Add every command there is."""
    for module in (serving, looking, words, people, safekeeping, moving, clock, devices):
        module.add(commands)
