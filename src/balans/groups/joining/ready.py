"""What this part registers when the room is ready."""


def register_all() -> None:
    """Let Mijn plek, the parcel, outcomes, grief and the chores know of taking part."""
    from balans.accounts.belongings import trace
    from balans.accounts.coming import tell_coming
    from balans.accounts.life import when_bereaved, when_caring
    from balans.accounts.moving import when_moved
    from balans.accounts.parcel import Carrier, carry, no_files
    from balans.accounts.space import weigh
    from balans.core.chores import register
    from balans.groups.joining import elsewhere, inviting, moving, places, reminding
    from balans.questionnaires.leading_on import lead_on

    trace(elsewhere.groups_of)
    tell_coming(elsewhere.next_meetings)
    lead_on(elsewhere.ways_on)
    weigh("places_in_groups", elsewhere.bytes_of_places)
    weigh("replies_in_groups", elsewhere.bytes_of_replies)
    when_moved(moving.move_places)
    when_bereaved(reminding.rest)
    when_caring(reminding.resume)
    register("reminders of groups", reminding.queue_reminders, every_seconds=300, together=True)
    register("guests in groups", reminding.warn_guests, every_seconds=3600)
    register("addresses of who was invited", inviting.forget_addresses, every_seconds=300)
    register("places in groups", places.hand_on_places, every_seconds=300)
    carry(
        Carrier(
            room="groups",
            thing=elsewhere.TakenPlace,
            take=elsewhere.take,
            sections=elsewhere.sections,
            papers=no_files,
            bring_back=elsewhere.bring_back,
        )
    )
