"""Asks a name server for records, in a few lines: the standard library only asks for addresses.

Source: RFC 1035, sections 4.1 and 3.3.
"""

import secrets
import socket
import struct
from pathlib import Path

MX, TXT = 15, 16
NAME_GONE = 3
SECONDS = 3
MOST_BYTES = 4096
POINTER = 0xC0


class NoAnswer(Exception):
    """The name server did not answer, or not in a way that says anything."""


def question(name: str, kind: int, number: int) -> bytes:
    """Return the packet that asks for one kind of record of a name."""
    labels = b"".join(bytes([len(part)]) + part.encode("idna") for part in name.split(".") if part)
    return struct.pack("!6H", number, 0x0100, 1, 0, 0, 0) + labels + struct.pack("!BHH", 0, kind, 1)


def answers(packet: bytes, kind: int, number: int) -> list[bytes]:
    """Return the data of the records of this kind. Raise NoAnswer when the packet says nothing."""
    try:
        found, flags, asked, answered = struct.unpack_from("!4H", packet)
        if found != number or flags & 0x0F not in (0, NAME_GONE) or flags & 0x0200:
            raise NoAnswer(f"answer {flags:04x}")
        at = 12
        for _question in range(asked):
            at = _after_name(packet, at) + 4
        records = []
        for _answer in range(answered):
            at = _after_name(packet, at)
            its_kind, _class, _life, size = struct.unpack_from("!HHIH", packet, at)
            at += 10
            if its_kind == kind:
                records.append(packet[at : at + size])
            at += size
    except (struct.error, IndexError) as error:
        raise NoAnswer("cut off") from error
    return records


def _after_name(packet: bytes, at: int) -> int:
    while size := packet[at]:
        if size & POINTER == POINTER:
            return at + 2
        at += size + 1
    return at + 1


def text_of(record: bytes) -> str:
    """Return the text of a TXT record: strings, each after its length."""
    parts, at = [], 0
    while at < len(record):
        parts.append(record[at + 1 : at + 1 + record[at]])
        at += record[at] + 1
    return b"".join(parts).decode("ascii", "replace")


def name_servers(text: str) -> list[str]:
    """Return the name servers that a resolv.conf names."""
    lines = [line.split() for line in text.splitlines()]
    return [words[1] for words in lines if len(words) > 1 and words[0] == "nameserver"]


def ask(name: str, kind: int) -> list[bytes]:
    """Return the records of a name. Raise NoAnswer when nobody says."""
    try:
        servers = name_servers(Path("/etc/resolv.conf").read_text())
        return _ask_one(servers[0], name, kind)
    except (OSError, IndexError, UnicodeError) as error:
        raise NoAnswer(type(error).__name__) from error


def _ask_one(server: str, name: str, kind: int) -> list[bytes]:
    number = secrets.randbelow(65536)
    family = socket.AF_INET6 if ":" in server else socket.AF_INET
    with socket.socket(family, socket.SOCK_DGRAM) as line:
        line.settimeout(SECONDS)
        line.connect((server, 53))
        line.send(question(name, kind, number))
        return answers(line.recv(MOST_BYTES), kind, number)


def has_mx(domain: str) -> bool | None:
    """Return whether a domain takes mail by an MX record; None when nobody says."""
    try:
        return bool(ask(domain, MX))
    except NoAnswer:
        return None


def has_text(name: str, beginning: str) -> bool | None:
    """Return whether a TXT record of a name begins so; None when nobody says."""
    try:
        found = [text_of(each) for each in ask(name, TXT)]
    except NoAnswer:
        return None
    return any(each.lower().startswith(beginning.lower()) for each in found)
