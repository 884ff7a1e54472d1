"""Ids that stay: the same thing has the same id on every machine and after every start.

A local offer keeps its own id. Everything else is named by UUIDv5 (RFC 9562) in our own namespace.
"""

from uuid import UUID, uuid5

NAMESPACE = UUID("5b0f9c1e-8d0a-5e0c-9c1f-6d616e74656c")
MOST_PLACES = 255
"""Places of one offer that have an id."""


def named(kind: str, name: str) -> UUID:
    """Return the id of something that has a name and no id of its own."""
    return uuid5(NAMESPACE, f"{kind}:{name}")


def organisation_id(name: str) -> UUID:
    """Return the id of an organisation; the empty name stands for help that many give."""
    return named("organization", name)


def part_of(whole: UUID, kind: str, place: int | str = "") -> str:
    """Return the id of a part that only exists within a whole, such as a phone of a service."""
    return str(uuid5(whole, f"{kind}:{place}"))


def at_place(service: UUID, place: int) -> UUID:
    """Return the id of a service at one of its places (0, 1, …), from which the service follows."""
    return UUID(int=service.int ^ (place + 1))


def services_at(service_at_place: UUID) -> dict[UUID, int]:
    """Return which services at which place this id can mean."""
    return {at_place(service_at_place, place): place for place in range(MOST_PLACES)}
