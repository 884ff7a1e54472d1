"""What is gathered is what is there: files, packets, mail servers, the database."""

import json
import os
import struct
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult

from balans.core import readiness
from balans.core.models import StoredBlob
from balans.doctor.gather import database, dns, files, keeping, machine
from balans.doctor.gather.mail import mail, send_one
from balans.doctor.gather.site import seconds_off, site
from conftest import free_port


def record(name: bytes, kind: int, data: bytes) -> bytes:
    return name + struct.pack("!HHIH", kind, 1, 60, len(data)) + data


def answer(number: int, *records: bytes, flags: int = 0x8180) -> bytes:
    asked = dns.question("example.nl", dns.TXT, number)
    return struct.pack("!6H", number, flags, 1, len(records), 0, 0) + asked[12:] + b"".join(records)


def test_a_question_to_a_name_server_is_as_the_standard_has_it():
    packet = dns.question("_dmarc.example.nl", dns.TXT, 7)
    assert packet[:12] == bytes([0, 7, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0])
    assert packet[12:] == b"\x06_dmarc\x07example\x02nl\x00\x00\x10\x00\x01"


def test_records_are_read_also_behind_an_alias_and_in_parts():
    spf = record(b"\xc0\x0c", dns.TXT, b"\x07v=spf1 \x04-all")
    alias = record(b"\xc0\x0c", 5, b"\x01a\xc0\x0c")
    found = dns.answers(answer(9, alias, spf), dns.TXT, 9)
    assert [dns.text_of(each) for each in found] == ["v=spf1 -all"]
    assert dns.answers(answer(9, flags=0x8183), dns.TXT, 9) == []


@pytest.mark.parametrize(
    "packet",
    [answer(8), answer(9, flags=0x8182), answer(9, flags=0x8380), b"", answer(9, b"\xc0\x0c\x00")],
    ids=["another's", "server failed", "cut off", "empty", "half"],
)
def test_an_answer_that_says_nothing_is_not_taken_for_a_no(packet):
    with pytest.raises(dns.NoAnswer):
        dns.answers(packet, dns.TXT, 9)


def test_name_servers_are_read_from_the_system():
    assert dns.name_servers("# x\nsearch a\nnameserver 10.0.0.1\nnameserver ::1\n") == [
        "10.0.0.1",
        "::1",
    ]


class Taker:
    def __init__(self):
        self.taken = []

    async def handle_DATA(self, server, session, envelope):
        self.taken.append(envelope)
        return "250 OK"


@pytest.fixture
def post(settings):
    """A mail server on this machine that knows one password."""
    taker = Taker()
    controller = Controller(
        taker,
        hostname="127.0.0.1",
        port=free_port(),
        auth_require_tls=False,
        authenticator=lambda *a: AuthResult(success=a[-1].password == b"right"),
    )
    controller.start()
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", controller.port
    settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.MAIL_DOMAIN = "localhost"
    yield taker
    controller.stop()


def test_a_mail_server_is_greeted_and_nothing_is_sent(post):
    found = mail()
    assert found.reached and not found.tls_fails and found.signed_in is None
    assert not post.taken


@pytest.mark.parametrize(("password", "let_in"), [("right", True), ("wrong", False)])
def test_signing_in_is_tried(post, settings, password, let_in):
    settings.EMAIL_HOST_USER, settings.EMAIL_HOST_PASSWORD = "balans", password
    assert mail().signed_in is let_in


def test_a_mail_server_without_tls_is_told_from_one_that_is_away(post, settings):
    settings.EMAIL_USE_TLS = True
    assert mail().tls_fails
    settings.EMAIL_USE_TLS, settings.EMAIL_PORT = False, free_port()
    assert mail().reached is False


def test_one_mail_goes_when_asked_and_a_refusal_is_told(post, settings):
    assert send_one("beheer@example.nl") == ""
    assert [each.rcpt_tos for each in post.taken] == [["beheer@example.nl"]]
    settings.EMAIL_PORT = free_port()
    assert "refused" in send_one("beheer@example.nl")


def test_the_date_of_the_site_is_compared():
    now = datetime(2026, 11, 26, 12, 0, 40, tzinfo=UTC)
    assert seconds_off("Thu, 26 Nov 2026 12:00:00 GMT", now) == 40
    assert seconds_off(None, now) is None and seconds_off("x", now) is None


def test_an_address_where_nobody_listens_is_not_reached():
    assert not site(f"http://127.0.0.1:{free_port()}").reached


def test_modes_and_owners_are_read(tmp_path):
    keys = tmp_path / "keys"
    keys.mkdir(mode=0o700)
    (keys / "host").write_text("x")
    (keys / "host").chmod(0o640)
    environment = tmp_path / "environment"
    environment.write_text("BALANS_SMTP_PASSWORD=x")
    environment.chmod(0o644)
    found = files.place(tmp_path, keys=keys, blobs=tmp_path / "blobs", environment=environment)
    assert found.me == found.data_owner == os.geteuid()
    modes = {Path(each.path).name: each.mode for each in found.files}
    assert (modes["host"], modes["environment"], modes["keys"]) == (0o640, 0o644, 0o700)
    assert [each.path for each in found.files if each.environment] == [str(environment)]


def test_the_file_system_is_that_of_the_nearest_mount():
    mounts = "/dev/a / ext4 rw 0 0\nnas:/b /var/lib/balans nfs4 rw 0 0\ntmpfs /var tmpfs rw 0 0\n"
    assert database.file_system(Path("/var/lib/balans/balans.sqlite3"), mounts) == "nfs4"
    assert database.file_system(Path("/var/lib/other"), mounts) == "tmpfs"
    assert database.file_system(Path("/srv"), mounts) == "ext4"


def test_memory_is_that_of_the_container_when_it_has_less():
    meminfo = "MemTotal:        2000 kB\nMemFree:  100 kB\n"
    assert machine.memory(meminfo, "max\n") == 2_048_000
    assert machine.memory(meminfo, "1000000\n") == 1_000_000
    assert machine.memory("", "") is None


def test_the_fonts_of_the_papers_are_there_and_missing_ones_are_named(tmp_path, settings):
    assert machine.machine().missing_fonts == ()
    assert "Fraunces_600SemiBold.ttf" in machine.missing_fonts(tmp_path)


def test_a_file_of_tomorrow_shows(tmp_path):
    ahead = datetime.now().timestamp() + 3600
    (tmp_path / "balans.sqlite3").write_text("")
    os.utime(tmp_path / "balans.sqlite3", (ahead, ahead))
    assert 3500 < machine.newest_file(tmp_path) < 3700


def test_the_room_on_a_disk_is_read_also_before_there_is_a_folder(tmp_path):
    found = machine.disk(tmp_path / "not" / "yet")
    assert found.path == str(tmp_path) and 0 < found.free_bytes <= found.all_bytes


@pytest.mark.django_db
def test_the_database_is_sound_and_of_this_version():
    if readiness.connection.vendor == "sqlite":
        pytest.skip("the test database is in memory; test_the_whole_command looks at a file")
    found = database.database()
    assert not (found.away or found.missing or found.waiting or found.newer)
    assert found.encoding == "UTF8" and found.version >= (14,)
    assert found.most_connections >= found.needed_connections
    assert abs(database.seconds_ahead()) < 5


@pytest.mark.django_db
def test_a_blob_without_its_file_is_counted(settings, tmp_path, monkeypatch):
    from django.utils import timezone

    name = "a" * 32
    StoredBlob.objects.create(name=name, kept_at=timezone.now() - 2 * keeping.OLD_ENOUGH)
    assert keeping.blobs().looked_at == 0
    monkeypatch.setattr(keeping.kept, "needed", set)
    found = keeping.blobs()
    assert (found.looked_at, found.missing, found.away) == (1, 1, "")


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        (
            "FATAL:  password authentication failed for user",
            "does not accept the password of 'anna'",
        ),
        ("fe_sendauth: no password supplied", "does not accept the password"),
        ('FATAL:  database "x" does not exist', "createdb --encoding UTF8 --owner anna x"),
        (
            'connection to server at "h" failed: Connection refused\n\tIs it?',
            "(Connection refused)",
        ),
        ("permission denied for table django_migrations", "'anna' may not use the tables"),
        ("database disk image is malformed", "is damaged"),
        ("file is not a database", "is no database"),
        ("database or disk is full", "the disk is full"),
        ("attempt to write a readonly database", "cannot be written"),
        ("unable to open database file", "cannot be opened"),
        ("disk I/O error", "Look at the disk"),
        ("", "does not answer"),
    ],
)
def test_what_a_database_says_becomes_a_line_that_says_what_to_do(said, shown):
    line = readiness.plain_reason(said, place="h:5432/x", user="anna")
    assert shown in line and "\n" not in line


def test_the_whole_command_looks_at_a_new_place_and_at_a_used_one(tmp_path):
    """From outside: 2 with errors, JSON for a program, and nothing in it that opens anything."""
    environment = {
        name: value for name, value in os.environ.items() if not name.startswith("BALANS_")
    } | {"BALANS_DATA": str(tmp_path)}

    def balans(*words: str, **more: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "balans.cli", *words],
            env=environment | more,
            capture_output=True,
            text=True,
            check=False,
        )

    new = balans("doctor")
    assert new.returncode == 2 and "no-database-yet" in new.stdout and "no-mail" in new.stdout
    assert not (tmp_path / "balans.sqlite3").exists()
    assert balans("django", "migrate", "-v0").returncode == 0
    used = balans("doctor", "--json", BALANS_SITE="https://balans.example.invalid")
    found = json.loads(used.stdout)
    names = {each["name"] for each in found["findings"]}
    assert {"https-off", "site-is-localhost", "host-missing"} & names == {
        "https-off",
        "host-missing",
    }
    assert "site-not-reached" in names and not {"migrations-wait", "database-damaged"} & names
    assert (tmp_path / "keys" / "secret").read_text() not in used.stdout
    broken = balans("doctor", BALANS_CONTENT_OVERLAY=str(tmp_path / "nothing"))
    assert "there is no such folder" in broken.stdout
