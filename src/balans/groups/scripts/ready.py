"""What this part registers when the room is ready."""


def register_all() -> None:
    """Let texts, Mijn plek, the parcel and the weight know of scripts."""
    from balans.accounts.belongings import trace
    from balans.accounts.parcel import Carrier, carry
    from balans.accounts.space import weigh
    from balans.core import references
    from balans.groups import pointing
    from balans.groups.models import script
    from balans.groups.scripts import carrying

    for name, kind in pointing.KINDS.items():
        references.register(name, kind)
    weigh("scripts", script.bytes_of_owner)
    trace(carrying.scripts_of)
    carry(
        Carrier(
            room="scripts",
            thing=carrying.TakenScript,
            take=carrying.take,
            sections=carrying.sections,
            papers=carrying.papers,
            bring_back=carrying.bring_back,
        )
    )
