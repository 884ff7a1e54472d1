"""The facts that the rules look at. None stands for: nobody could look."""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True)
class SettingsFacts:
    """What is set."""

    site: str = "https://balans.example.nl"
    hosts: tuple[str, ...] = ("balans.example.nl",)
    https: bool = True
    proxy_header: bool = True
    demo: bool = False
    debug: bool = False
    secret_key: str = "0123456789abcdef" * 4
    given: tuple[str, ...] = ()
    """The names of all BALANS_ settings in the environment."""

    known: tuple[str, ...] = ()


@dataclass(frozen=True)
class SiteFacts:
    """How the public address answers, asked from this machine."""

    reached: bool = True
    reason: str = ""
    certificate_wrong: bool = False
    certificate_days: int | None = None
    seconds_off: float | None = None


@dataclass(frozen=True)
class MailFacts:
    """How the mail server answers; nothing was sent."""

    host: str = "mail.example.nl"
    port: int = 587
    security: str = "starttls"
    """As in BALANS_SMTP_SECURITY."""

    demo: bool = False
    reached: bool | None = True
    reason: str = ""
    tls_fails: bool = False
    signed_in: bool | None = True
    """None when no user is set."""

    sender: str = "example.nl"
    receives: bool | None = True
    """Whether the domain of the sender has an MX record (or an address)."""

    spf: bool | None = True
    dmarc: bool | None = True


@dataclass(frozen=True)
class ClockFacts:
    """How far this machine's clock is ahead (+) of others, in seconds."""

    database: float | None = 0.0
    site: float | None = 0.0
    newest_file: float | None = -1.0
    """How far the newest file of ours lies in the future."""

    kept_right: bool | None = True
    """Whether the system says that it follows a time server."""

    time_zones: bool = True


@dataclass(frozen=True)
class FileFacts:
    """A file or folder that must be private."""

    path: str
    mode: int
    owner: int
    folder: bool = False
    environment: bool = False
    """A file with settings: root may own it, and the group of the service may read it."""


@dataclass(frozen=True)
class PlaceFacts:
    """Who runs this, and who owns what."""

    me: int = 1000
    data: str = "/var/lib/balans"
    data_owner: int | None = 1000
    files: tuple[FileFacts, ...] = ()


@dataclass(frozen=True)
class DiskFacts:
    """One disk."""

    path: str = "/var/lib/balans"
    free_bytes: int = 50_000_000_000
    all_bytes: int = 100_000_000_000
    free_inodes: int = 1_000_000
    all_inodes: int = 2_000_000
    """0 where the file system has no such limit."""

    kept_bytes: int = 1_000_000
    """What the database takes."""


@dataclass(frozen=True)
class MachineFacts:
    """The machine and the limits of this process."""

    cores: int = 2
    workers: int = 2
    memory_bytes: int | None = 2_000_000_000
    open_files: int = 1024
    missing_fonts: tuple[str, ...] = ()


@dataclass(frozen=True)
class DatabaseFacts:
    """The database. The rest says nothing while `away` or `missing`."""

    kind: str = "sqlite"
    missing: bool = False
    """A new installation: nobody ran `balans run` here."""

    away: str = ""
    version: tuple[int, ...] = (3, 40, 1)
    encoding: str = "UTF8"
    waiting: tuple[str, ...] = ()
    newer: tuple[str, ...] = ()
    file_system: str = "ext4"
    integrity: str = "ok"
    log_bytes: int = 0
    most_connections: int | None = None
    needed_connections: int = 0
    lag_seconds: float | None = None
    """Of the standby that is furthest behind."""


@dataclass(frozen=True)
class KeyFacts:
    """The keys folder."""

    folder: str = "/var/lib/balans/keys"
    versions: tuple[int, ...] = (1,)
    needed: tuple[int, ...] | None = (1,)
    fit: bool | None = True
    """Whether the anchors belong to this database."""

    newest_made: datetime | None = None


@dataclass(frozen=True)
class BlobFacts:
    """A sample of photos and recordings that rows name."""

    looked_at: int = 0
    missing: int = 0
    away: str = ""


@dataclass(frozen=True)
class WorkFacts:
    """Whether the process beside does its work."""

    late_letters: int = 0
    """Kinds of letters that wait longer than ten minutes."""

    refused_letters: int = 0
    late_erasures: int = 0


@dataclass(frozen=True)
class BackupFacts:
    """When the last good backup was made; None when there never was one."""

    made_at: datetime | None


@dataclass(frozen=True)
class Software:
    """A program or library with a known end of support."""

    name: str
    version: tuple[int, ...]


@dataclass(frozen=True)
class Facts:
    """All of it; a part that nobody could look at is None."""

    now: datetime
    settings: SettingsFacts
    mail: MailFacts
    clock: ClockFacts
    place: PlaceFacts
    disk: DiskFacts | None
    machine: MachineFacts
    database: DatabaseFacts
    site: SiteFacts | None = None
    keys: KeyFacts | None = None
    blobs: BlobFacts | None = None
    work: WorkFacts | None = None
    backup: BackupFacts | None = None
    content: tuple[str, ...] = ()
    software: tuple[Software, ...] = ()

    @property
    def today(self) -> date:
        return self.now.date()
