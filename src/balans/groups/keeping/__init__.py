"""What facilitators keep, in the parcel and in the weight; and to whom no mail goes any more."""


def register_all() -> None:
    """Let the parcel, the weight and erasing know of leading groups and taking part."""
    from balans.accounts.actions import also_mailed_at
    from balans.accounts.parcel import Carrier, carry, no_files
    from balans.accounts.space import weigh
    from balans.groups.keeping import notes, page, taking_part

    also_mailed_at(taking_part.addresses_of)
    weigh("meeting_notes", notes.bytes_of_owner)
    weigh("facilitator_page", page.bytes_of_owner)
    carry(
        Carrier(
            room="meeting_notes",
            thing=notes.TakenNote,
            take=notes.take,
            sections=notes.sections,
            papers=no_files,
            bring_back=notes.bring_back,
        )
    )
    carry(
        Carrier(
            room="facilitator_page",
            thing=page.TakenPage,
            take=page.take,
            sections=page.sections,
            papers=page.papers,
            bring_back=page.bring_back,
        )
    )
