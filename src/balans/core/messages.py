"""Interface translations: every Dutch sentence in code and templates has an English one.

Dutch is the source language. The catalogue is compiled with polib, so no gettext tools are needed.
"""

import ast
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.template.base import Lexer, TokenType

FUNCTIONS = {"_", "gettext", "gettext_lazy"}


def compile_all() -> int:
    """Write the compiled catalogue beside every catalogue."""
    import polib

    for path in catalogues():
        polib.pofile(str(path)).save_as_mofile(str(path.with_suffix(".mo")))
    return 0


def catalogues() -> list[Path]:
    """Return every catalogue of ours."""
    return sorted(Path(settings.LOCALE_PATHS[0]).glob("*/LC_MESSAGES/django.po"))


def check() -> int:
    """Print what is not translated, not used or not compiled; return 1 when there is any."""
    found = problems()
    for problem in found:
        print(problem)
    return 1 if found else 0


def problems() -> list[str]:
    """Return every problem of the translations."""
    import polib

    wanted, found = set(sentences()), []
    for path in catalogues():
        entries = polib.pofile(str(path))
        known = {entry.msgid: entry for entry in entries if not entry.obsolete}
        done = {msgid for msgid, entry in known.items() if entry.translated()}
        found += [
            f"{path.parent.parent.name}: not translated: {each}" for each in sorted(wanted - done)
        ]
        found += [
            f"{path.parent.parent.name}: not used: {each}" for each in sorted(set(known) - wanted)
        ]
        compiled = path.with_suffix(".mo")
        if not compiled.is_file() or compiled.read_bytes() != entries.to_binary():
            found.append(f"{compiled.name}: not current: run `balans messages compile`")
    return found


def sentences() -> Iterator[str]:
    """Yield every sentence of the interface that wants a translation."""
    for path in sorted(settings.PACKAGE.rglob("*.py")):
        yield from in_python(path.read_text(encoding="utf-8"))
    for path in sorted(settings.PACKAGE.rglob("templates/**/*.*")):
        yield from in_template(path.read_text(encoding="utf-8"))


def in_python(source: str) -> Iterator[str]:
    """Yield the sentences in Python code; of a plural its singular."""
    for node in ast.walk(ast.parse(source)):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.args):
            continue
        first = node.args[0]
        names = FUNCTIONS | {"ngettext"}
        if (
            node.func.id in names
            and isinstance(first, ast.Constant)
            and isinstance(first.value, str)
        ):
            yield first.value


def in_template(source: str) -> Iterator[str]:
    """Yield the sentences in a template: translate tags and trimmed blocks."""
    block: list[str] | None = None
    for token in Lexer(source).tokenize():
        words = token.split_contents() if token.token_type == TokenType.BLOCK else [""]
        if words[0] in ("translate", "trans") and words[1][0] in "\"'":
            yield words[1][1:-1]
        elif words[0] == "blocktranslate":
            block = []
        elif words[0] == "plural" and block is not None:
            yield _joined(block)
            block = None
        elif words[0] == "endblocktranslate":
            if block is not None:
                yield _joined(block)
            block = None
        elif block is not None:
            block.append(
                f"%({token.contents})s" if token.token_type == TokenType.VAR else token.contents
            )


def _joined(parts: list[str]) -> str:
    lines = "".join(parts).strip().split("\n")
    return " ".join(line.strip() for line in lines)
