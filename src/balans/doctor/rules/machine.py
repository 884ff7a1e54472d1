"""The machine: clock, disk, limits, memory, fonts."""

from balans.doctor.facts import ClockFacts, DiskFacts, MachineFacts, SiteFacts
from balans.doctor.finding import Findings, error, note, warning

OFF_SECONDS = 30
"""A code from an app lasts thirty seconds."""

FAR_OFF_SECONDS = 300
CERTIFICATE_DAYS = 14
FULL_BYTES = 200_000_000
"""100 MB that uploads leave free, 32 MB of log, and some to breathe."""

LOW_BYTES = 1_000_000_000
FEW_INODES = 10_000
FEW_FILES = 1024
WORKER_BYTES = 60_000_000
BESIDE_BYTES = 140_000_000
"""What the process beside and what all share take."""

MB = 1_000_000


def clock(facts: ClockFacts) -> Findings:
    """Look whether this clock agrees with others'."""
    found: Findings = []
    sources = (("database", facts.database), ("public address", facts.site))
    for name, seconds in sources:
        if seconds is None or abs(seconds) <= OFF_SECONDS:
            continue
        way = "ahead of" if seconds > 0 else "behind"
        found += (error if abs(seconds) > FAR_OFF_SECONDS else warning)(
            f"clock-{name.split()[0]}",
            f"The clock is {abs(seconds):.0f} seconds {way} that of the {name}.",
            "Codes for signing in fail, and reminders go at the wrong time.",
            "Let the machine follow a time server: timedatectl set-ntp true.",
        )
    if facts.newest_file is not None and facts.newest_file > OFF_SECONDS:
        found += warning(
            "clock-went-back",
            f"A file here was written {facts.newest_file:.0f} seconds in the future.",
            "The clock went back: what should have ended lives longer, or went too early.",
            "Let the machine follow a time server: timedatectl set-ntp true.",
        )
    if facts.kept_right is False:
        found += warning(
            "clock-unkept",
            "The system says that its clock follows no time server.",
            "Sooner or later codes for signing in fail.",
            "timedatectl set-ntp true, or install chrony. In a container: on the host.",
        )
    return found


def time_zones(facts: ClockFacts) -> Findings:
    """Look whether Amsterdam's time is known."""
    if facts.time_zones:
        return []
    return error(
        "no-time-zones",
        "There is no time zone data for Europe/Amsterdam.",
        "Nothing starts without it.",
        "pip install tzdata, or apt-get install tzdata.",
    )


def site(facts: SiteFacts | None) -> Findings:
    """Look whether the public address answers, with a certificate that lasts."""
    if facts is None:
        return []
    if facts.certificate_wrong:
        return error(
            "certificate-wrong",
            f"The certificate of the public address is not right ({facts.reason}).",
            "Browsers keep people out.",
            "Look at the certificate in your proxy, its chain included.",
        )
    if not facts.reached:
        return warning(
            "site-not-reached",
            f"The public address does not answer from here ({facts.reason}).",
            "People may stand before a closed door; or only this machine cannot reach it.",
            "Open BALANS_SITE/gezond/ elsewhere; then look at proxy, DNS and firewall.",
        )
    if facts.certificate_days is not None and facts.certificate_days < CERTIFICATE_DAYS:
        return warning(
            "certificate-ends",
            f"The certificate of the public address ends in {facts.certificate_days} days.",
            "After that browsers keep people out.",
            "See why it was not renewed: certbot renew, or the log of Caddy.",
        )
    return []


def disk(facts: DiskFacts | None) -> Findings:
    """Look whether there is room for what people write, in bytes and in files."""
    if facts is None:
        return []
    low = max(LOW_BYTES, 2 * facts.kept_bytes)
    free = f"{facts.path} has {facts.free_bytes // MB} MB free"
    found: Findings = []
    if facts.free_bytes < FULL_BYTES:
        found += error(
            "disk-full",
            f"{free}, and {FULL_BYTES // MB} MB is the least.",
            "Photos are refused, and soon nothing can be saved.",
            f"Make room; {low // MB} MB is comfortable.",
        )
    elif facts.free_bytes < low:
        found += warning(
            "disk-low",
            f"{free}; {low // MB} MB is comfortable (twice the database).",
            "An upgrade or a backup may not fit.",
            "Make room, or a larger disk.",
        )
    if facts.all_inodes and facts.free_inodes < FEW_INODES:
        found += error(
            "disk-inodes",
            f"{facts.path} can hold {facts.free_inodes} more files.",
            "Each photo and each account is a file: soon nothing can be saved.",
            "Take small files away (df -i shows where), or a file system with more.",
        )
    return found


def limits(facts: MachineFacts) -> Findings:
    """Look whether a process may open enough files."""
    if facts.open_files >= FEW_FILES:
        return []
    return warning(
        "few-open-files",
        f"A process may open {facts.open_files} files; {FEW_FILES} is right.",
        "When it is busy, visitors are refused.",
        "LimitNOFILE=4096 in the service, or ulimit -n 4096.",
    )


def memory(facts: MachineFacts) -> Findings:
    """Look whether all processes fit in memory."""
    needed = BESIDE_BYTES + facts.workers * WORKER_BYTES
    if facts.memory_bytes is None or facts.memory_bytes >= 2 * needed:
        return []
    return warning(
        "little-memory",
        f"There is {facts.memory_bytes // MB} MB of memory, and {facts.workers} workers take "
        f"up to {needed // MB} MB.",
        "A large photo or book can make the system end a process.",
        f"Take fewer workers (BALANS_WORKERS), or {2 * needed // MB} MB.",
    )


def workers(facts: MachineFacts) -> Findings:
    """Look whether there are as many workers as cores."""
    if facts.workers > 2 * facts.cores:
        return warning(
            "many-workers",
            f"BALANS_WORKERS is {facts.workers}, and there are {facts.cores} cores.",
            "They take memory and wait for one another.",
            f"Set BALANS_WORKERS={facts.cores}.",
        )
    if facts.workers < facts.cores:
        return note(
            "few-workers",
            f"BALANS_WORKERS is {facts.workers}, and there are {facts.cores} cores.",
            "The machine can do more when it is busy.",
            f"BALANS_WORKERS={facts.cores} uses all of it.",
        )
    return []


def fonts(facts: MachineFacts) -> Findings:
    """Look whether the fonts came along."""
    if not facts.missing_fonts:
        return []
    return error(
        "fonts-missing",
        f"Fonts are missing: {', '.join(facts.missing_fonts)}.",
        "No PDF can be made.",
        "Install the package anew: something was left out.",
    )
