"""The support map as a tabular data package of HSDS 3.0: CSV files in a ZIP, with what they are."""

import csv
import io
import json
import tempfile
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack
from functools import cache
from pathlib import Path
from typing import IO, Any

from pydantic import BaseModel

from balans.api import hsds

COLUMNS = Path(__file__).with_name("tabular.json")
"""Tables and columns of the published data package; its note says where they come from."""

READ_BYTES = 65_536


@cache
def resources() -> list[dict[str, Any]]:
    """Return the tables as the data package describes them."""
    found: list[dict[str, Any]] = json.loads(COLUMNS.read_text(encoding="utf-8"))["resources"]
    return found


def package(about: Mapping[str, Any]) -> str:
    """Return datapackage.json, with what is said about this one."""
    described = {"profile": "tabular-data-package", "version": "3.0.0", **about}
    return json.dumps({**described, "resources": resources()}, ensure_ascii=False, indent=1)


def rows(service: hsds.Service) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Yield the rows of a service: the table and the values. An organisation may come again."""
    yield "service", _row(service)
    if service.organization:
        yield "organization", _row(service.organization)
    for table, parts in (
        ("phone", service.phones),
        ("schedule", service.schedules),
        ("service_area", service.service_areas),
        ("language", service.languages),
        ("cost_option", service.cost_options),
        ("attribute", service.attributes),
    ):
        for part in parts or ():
            yield table, _row(part)
    for place in service.service_at_locations or ():
        yield "service_at_location", _row(place)
        if place.location:
            yield "location", _row(place.location)
            for address in place.location.addresses or ():
                yield "address", _row(address)


def _row(part: BaseModel) -> Mapping[str, Any]:
    return part.model_dump(mode="json", exclude_none=True)


def zipped(
    services: Iterable[hsds.Service],
    terms: Iterable[hsds.TaxonomyTerm],
    taxonomies: Iterable[hsds.Taxonomy],
    about: Mapping[str, Any],
) -> Iterator[bytes]:
    """Yield the ZIP. The tables lie on disk meanwhile: memory holds one service at a time."""
    with tempfile.TemporaryDirectory(prefix="balans-api-") as folder, ExitStack() as files:
        tables = _open(Path(folder), files)
        seen: set[str] = set()
        for service in services:
            for table, row in rows(service):
                if table == "organization":
                    if row["id"] in seen:
                        continue
                    seen.add(row["id"])
                tables[table].writerow(row)
        for term in terms:
            tables["taxonomy_term"].writerow(_row(term))
        for taxonomy in taxonomies:
            tables["taxonomy"].writerow(_row(taxonomy))
        files.close()
        yield from _pack(Path(folder), package(about))


def _open(folder: Path, files: ExitStack) -> dict[str, "csv.DictWriter[str]"]:
    tables = {}
    for each in resources():
        file: IO[str] = files.enter_context(
            (folder / each["path"]).open("w", encoding="utf-8", newline="")
        )
        columns = [field["name"] for field in each["schema"]["fields"]]
        tables[each["name"]] = csv.DictWriter(file, columns, extrasaction="ignore")
        tables[each["name"]].writeheader()
    return tables


def _pack(folder: Path, described: str) -> Iterator[bytes]:
    with tempfile.TemporaryFile(prefix="balans-api-") as packed:
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("datapackage.json", described)
            for each in resources():
                archive.write(folder / each["path"], each["path"])
        packed.seek(0)
        yield from iter(lambda: packed.read(READ_BYTES), b"")


def plain_csv(header: list[str], lines: Iterable[Mapping[str, str]]) -> Iterator[bytes]:
    """Yield a CSV file line by line, as UTF-8 that spreadsheets recognise."""
    written = io.StringIO()
    writer = csv.DictWriter(written, header)
    writer.writeheader()
    yield b"\xef\xbb\xbf" + written.getvalue().encode()
    for each in lines:
        written.seek(0)
        written.truncate()
        writer.writerow(each)
        yield written.getvalue().encode()
