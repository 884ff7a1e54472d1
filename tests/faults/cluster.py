"""A PostgreSQL of a test's own, that it may stop, start and fill up."""

import os
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from conftest import free_port

AS = ["setpriv", "--reuid", "postgres", "--regid", "postgres", "--clear-groups"]


def programs() -> Path | None:
    """Return the folder of PostgreSQL's programs; None when there are none."""
    found = sorted(
        Path("/usr/lib/postgresql").glob("*/bin"), key=lambda each: int(each.parent.name)
    )
    named = os.environ.get("BALANS_POSTGRES")
    return Path(named) if named else found[-1] if found else None


class Cluster:
    """One server with one database; it keeps its port while it is away."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.port = folder, free_port()
        self.run("initdb", "-U", "balans", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8")
        self.start()
        self._do("createdb", "-h", "127.0.0.1", "-p", str(self.port), "-U", "balans", "balans")

    @property
    def url(self) -> str:
        return f"postgres://balans@127.0.0.1:{self.port}/balans"

    def run(self, program: str, *given: str) -> None:
        """Run one of its programs on its data."""
        self._do(program, "-D", str(self.folder / "data"), *given)

    def _do(self, program: str, *given: str) -> None:
        folder = programs()
        assert folder
        user = AS if os.getuid() == 0 else []
        subprocess.run(
            [*user, str(folder / program), *given],
            check=True,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            cwd=self.folder,
            timeout=60,
        )

    def start(self) -> None:
        options = f"-p {self.port} -k {self.folder} -c listen_addresses=127.0.0.1"
        self.run("pg_ctl", "-l", str(self.folder / "log"), "-w", "-o", options, "start")

    def stop(self, mode: str = "immediate") -> None:
        """Stop it; at once, as when its machine goes, unless said otherwise."""
        self.run("pg_ctl", "-m", mode, "-w", "stop")


@contextmanager
def cluster(folder: Path | None = None) -> Iterator[Cluster]:
    """Run one until the block ends, in a folder of its own when none is given."""
    with tempfile.TemporaryDirectory(prefix="balans-cluster-") as name:
        place = folder or Path(name)
        if os.getuid() == 0:
            subprocess.run(["chown", "postgres", str(place)], check=True)
        made = Cluster(place)
        try:
            yield made
        finally:
            try:
                made.stop()
            except subprocess.CalledProcessError:
                pass
