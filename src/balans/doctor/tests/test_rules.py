"""Each wrong setting and each trouble has its finding, and what is right has none."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from balans.doctor.examination import examine
from balans.doctor.facts import (
    BackupFacts,
    BlobFacts,
    ClockFacts,
    DatabaseFacts,
    DiskFacts,
    Facts,
    FileFacts,
    KeyFacts,
    MachineFacts,
    MailFacts,
    PlaceFacts,
    SettingsFacts,
    SiteFacts,
    Software,
    WorkFacts,
)
from balans.doctor.finding import Level, as_data, exit_code, summary
from balans.doctor.rules.software import support

NOW = datetime(2026, 11, 26, 12, tzinfo=UTC)
FINE = Facts(
    now=NOW,
    settings=SettingsFacts(),
    mail=MailFacts(),
    clock=ClockFacts(),
    place=PlaceFacts(
        files=(
            FileFacts("/var/lib/balans", 0o700, 1000, folder=True),
            FileFacts("/var/lib/balans/keys/host", 0o600, 1000),
            FileFacts("/etc/balans/environment", 0o640, 0, environment=True),
        )
    ),
    disk=DiskFacts(),
    machine=MachineFacts(),
    database=DatabaseFacts(),
    site=SiteFacts(certificate_days=60),
    keys=KeyFacts(newest_made=NOW - timedelta(days=10)),
    blobs=BlobFacts(looked_at=50),
    work=WorkFacts(),
    backup=BackupFacts(made_at=NOW - timedelta(hours=20)),
    software=(Software("Python", (3, 13)), Software("Django", (5, 2))),
)
LOCAL = SettingsFacts(
    site="http://localhost:8000", hosts=("localhost",), https=False, proxy_header=False
)
POSTGRES = DatabaseFacts(
    kind="postgresql", version=(15, 9), most_connections=100, needed_connections=60, lag_seconds=0
)
WRONG = [
    # Settings
    ("https-off", "error", "settings", {"https": False, "proxy_header": False}),
    ("site-not-https", "error", "settings", {"site": "http://balans.example.nl"}),
    ("no-https", "error", "settings", {"site": "http://balans.example.nl", "https": False}),
    ("host-missing", "error", "settings", {"hosts": ("balans.example.com",)}),
    ("every-host", "warning", "settings", {"hosts": ("*",)}),
    ("site-is-localhost", "error", "settings", {"site": "http://localhost:8000"}),
    ("proxy-not-believed", "warning", "settings", {"proxy_header": False}),
    ("proxy-without-tls", "warning", "settings", {"https": False}),
    (
        "unknown-BALANS_SMTP_HOTS",
        "warning",
        "settings",
        {"given": ("BALANS_SMTP_HOTS",), "known": ("BALANS_SMTP_HOST", "BALANS_SITE")},
    ),
    ("secret-short", "error", "settings", {"secret_key": "abc123"}),
    ("secret-short", "error", "settings", {"secret_key": "a" * 80}),
    ("debug-on", "error", "settings", {"debug": True}),
    ("demo-on", "error", "settings", {"demo": True}),
    # Mail
    ("no-mail", "error", "mail", {"host": ""}),
    ("no-mail", "note", "mail", {"host": "", "demo": True}),
    ("mail-away", "error", "mail", {"reached": False, "reason": "Connection refused"}),
    ("mail-tls", "error", "mail", {"tls_fails": True, "reason": "self-signed"}),
    ("mail-refuses", "error", "mail", {"signed_in": False, "reason": "bad password"}),
    ("mail-without-tls", "error", "mail", {"security": "none"}),
    ("sender-is-localhost", "error", "mail", {"sender": "localhost"}),
    ("sender-without-mx", "warning", "mail", {"receives": False}),
    ("sender-without-spf", "warning", "mail", {"spf": False}),
    ("sender-without-dmarc", "warning", "mail", {"dmarc": False}),
    # Clock and time
    ("clock-database", "warning", "clock", {"database": 45.0}),
    ("clock-database", "error", "clock", {"database": -900.0}),
    ("clock-public", "warning", "clock", {"site": 40.0}),
    ("clock-went-back", "warning", "clock", {"newest_file": 3600.0}),
    ("clock-unkept", "warning", "clock", {"kept_right": False}),
    ("no-time-zones", "error", "clock", {"time_zones": False}),
    # The public address
    ("certificate-wrong", "error", "site", {"certificate_wrong": True}),
    ("site-not-reached", "warning", "site", {"reached": False, "reason": "refused"}),
    ("certificate-ends", "warning", "site", {"certificate_days": 5}),
    # Who owns what
    ("other-owner", "error", "place", {"me": 0}),
    ("runs-as-root", "warning", "place", {"me": 0, "data_owner": 0, "files": ()}),
    ("not-private", "error", "place", {"files": (FileFacts("/d", 0o755, 1000, folder=True),)}),
    ("not-private", "error", "place", {"files": (FileFacts("/d/keys/host", 0o640, 1000),)}),
    ("wrong-owner", "error", "place", {"files": (FileFacts("/d/keys/host", 0o600, 0),)}),
    (
        "environment-open",
        "error",
        "place",
        {"files": (FileFacts("/etc/balans/environment", 0o644, 0, environment=True),)},
    ),
    # Disk
    ("disk-full", "error", "disk", {"free_bytes": 150_000_000}),
    ("disk-low", "warning", "disk", {"free_bytes": 900_000_000}),
    ("disk-low", "warning", "disk", {"kept_bytes": 30_000_000_000}),
    ("disk-inodes", "error", "disk", {"free_inodes": 100}),
    # The machine
    ("few-open-files", "warning", "machine", {"open_files": 256}),
    ("little-memory", "warning", "machine", {"memory_bytes": 400_000_000}),
    ("many-workers", "warning", "machine", {"workers": 8, "memory_bytes": None}),
    ("few-workers", "note", "machine", {"cores": 8}),
    ("fonts-missing", "error", "machine", {"missing_fonts": ("Fraunces.ttf",)}),
    # The database
    ("no-database-yet", "note", "database", {"missing": True}),
    ("database-away", "error", "database", {"away": "the database does not answer"}),
    ("database-old", "error", "database", {"version": (3, 22, 0)}),
    ("database-encoding", "error", "database", {"encoding": "LATIN1"}),
    ("migrations-wait", "warning", "database", {"waiting": ("core 0009", "diary 0003")}),
    ("database-newer", "error", "database", {"newer": ("core 0099",)}),
    ("sqlite-on-network", "error", "database", {"file_system": "nfs4"}),
    ("database-damaged", "error", "database", {"integrity": "row 3 missing from index"}),
    ("log-grows", "warning", "database", {"log_bytes": 500_000_000}),
    # What must not be lost
    ("keys-do-not-fit", "error", "keys", {"needed": (1, 2)}),
    ("keys-do-not-fit", "error", "keys", {"fit": False}),
    ("no-keys-yet", "note", "keys", {"versions": (), "needed": None, "fit": None}),
    ("key-old", "warning", "keys", {"newest_made": NOW - timedelta(days=500)}),
    ("blobs-missing", "error", "blobs", {"missing": 2}),
    ("blobs-away", "error", "blobs", {"away": "EndpointConnectionError"}),
    ("no-backup", "warning", "backup", {"made_at": None}),
    ("backup-old", "warning", "backup", {"made_at": NOW - timedelta(hours=60)}),
    ("work-late", "error", "work", {"late_letters": 1}),
    ("work-late", "error", "work", {"late_erasures": 3}),
    ("letters-not-sent", "warning", "work", {"refused_letters": 2}),
]


def named(facts: Facts) -> dict[str, str]:
    return {each.name: str(each.level) for each in examine(facts)}


def test_all_is_well_but_the_mirror_that_nobody_can_see():
    assert named(FINE) == {"mirror-keys": "note"}
    assert exit_code(examine(FINE)) == 0


@pytest.mark.parametrize(("name", "level", "part", "wrong"), WRONG)
def test_each_trouble_is_found(name, level, part, wrong):
    facts = replace(FINE, **{part: replace(getattr(FINE, part), **wrong)})
    assert named(facts)[name] == level


@pytest.mark.parametrize(("name", "level", "part", "wrong"), WRONG)
def test_each_trouble_is_one_line_that_says_what_why_and_what_to_do(name, level, part, wrong):
    facts = replace(FINE, **{part: replace(getattr(FINE, part), **wrong)})
    (found, *_more) = [each for each in examine(facts) if each.name == name]
    assert found.what.endswith((".", ")")) and found.why.endswith(".") and found.do
    assert "\n" not in found.line() and found.line().startswith(level)


def test_a_name_that_was_misspelt_is_guessed_at_and_a_strange_one_is_not():
    known = ("BALANS_SMTP_HOST", "BALANS_SITE")
    guess = replace(FINE, settings=SettingsFacts(given=("BALANS_SMPT_HOST",), known=known))
    strange = replace(FINE, settings=SettingsFacts(given=("BALANS_KOFFIE",), known=known))
    right = replace(FINE, settings=SettingsFacts(given=known, known=known))
    assert examine(guess)[0].do == "Did you mean BALANS_SMTP_HOST?"
    assert "docs/operating.md" in examine(strange)[0].do
    assert named(right) == named(FINE)


def test_on_a_machine_of_ones_own_demonstration_and_debugging_are_only_noted():
    facts = replace(FINE, settings=replace(LOCAL, demo=True, debug=True), site=None)
    assert named(facts) == {"mirror-keys": "note", "demo-on": "note", "debug-on": "note"}
    assert named(replace(FINE, settings=LOCAL)) == named(FINE)


def test_a_host_may_be_named_by_its_domain():
    facts = replace(FINE, settings=SettingsFacts(hosts=(".example.nl",)))
    assert named(facts) == named(FINE)


@pytest.mark.parametrize(
    ("name", "wrong"),
    [
        ("few-connections", {"most_connections": 50}),
        ("standby-behind", {"lag_seconds": 90.0}),
        ("database-old", {"version": (13, 9)}),
        ("database-encoding", {"encoding": "SQL_ASCII"}),
    ],
)
def test_postgresql_has_troubles_of_its_own(name, wrong):
    assert named(replace(FINE, database=POSTGRES)) == named(FINE)
    assert name in named(replace(FINE, database=replace(POSTGRES, **wrong)))


def test_while_the_database_is_away_nothing_else_is_said_of_it():
    away = DatabaseFacts(away="it does not answer", version=(1,), encoding="", waiting=("a 1",))
    assert set(named(replace(FINE, database=away))) == {"database-away", "mirror-keys"}


def test_content_that_cannot_be_read_is_named_and_the_rest_counted():
    facts = replace(FINE, content=("a.toml: title", "b", "c", "d", "e"))
    (found,) = [each for each in examine(facts) if each.name == "content"]
    assert "a.toml: title; b; c and 2 more" in found.what


@pytest.mark.parametrize(
    ("name", "version", "today", "said"),
    [
        ("Python", (3, 11), date(2026, 11, 26), ""),
        ("Python", (3, 11), date(2027, 6, 1), "gets"),
        ("Python", (3, 11), date(2027, 12, 1), "got"),
        ("PostgreSQL", (14, 3), date(2026, 11, 26), "got"),
        ("PostgreSQL", (19, 1), date(2026, 11, 26), ""),
        ("Django", (6, 0), date(2026, 11, 26), "gets"),
    ],
)
def test_an_end_of_support_is_told_half_a_year_before(name, version, today, said):
    found = support(Software(name, version), today=today)
    assert said in found[0].what if said else not found


def test_the_exit_code_is_that_of_the_worst_and_the_summary_counts():
    some = replace(FINE, mail=replace(FINE.mail, spf=False, dmarc=False))
    worse = replace(some, disk=DiskFacts(free_bytes=0))
    assert (exit_code(examine(some)), exit_code(examine(worse))) == (1, 2)
    assert summary(examine(worse)) == "1 error, 2 warnings, 1 note"
    assert examine(worse)[0].level == Level.ERROR
    assert as_data(examine(worse))["findings"][0]["name"] == "disk-full"
    assert summary([]) == "all is well"
