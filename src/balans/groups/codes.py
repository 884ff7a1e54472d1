"""The code of a group: short enough to type from a flyer, too long to guess."""

import re
import secrets

SIGNS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
"""Without signs that look like another one: 0 and O, 1, I and L."""
LENGTH = 10
GROUPED = (4, 3, 3)


def new_code() -> str:
    """Return a code that nobody has: ten signs, nearly 50 bits."""
    return "".join(secrets.choice(SIGNS) for _each in range(LENGTH))


def read_code(typed: str) -> str | None:
    """Return a code as typed from paper: spaces, dashes and small letters make no difference.

    None when it cannot be one.
    """
    code = re.sub(r"[\s\u2010-\u2015-]", "", typed).upper()
    return code if len(code) == LENGTH and set(code) <= set(SIGNS) else None


def spoken_code(code: str) -> str:
    """Return a code as it stands on paper: in three small heaps."""
    first, second, _third = GROUPED
    return f"{code[:first]} {code[first : first + second]} {code[first + second :]}"
