"""What this part registers when the room is ready."""


def register_all() -> None:
    """Let old links go, Mijn plek know what one leads, administrators what nobody leads."""
    from balans.accounts.belongings import trace
    from balans.accounts.coming import tell_coming
    from balans.accounts.staff.duties import waits
    from balans.core.chores import register
    from balans.groups.leading import appointing, elsewhere, together

    register("links to lead along", together.sweep_handovers, every_seconds=3600)
    waits("groups", appointing.waiting_for_leader)
    trace(elsewhere.groups_led)
    tell_coming(elsewhere.meetings_led)
