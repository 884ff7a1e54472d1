"""What this part registers when the room is ready."""


def register_all() -> None:
    """Let old links go, and administrators know of groups that nobody leads."""
    from balans.accounts.staff.duties import waits
    from balans.core.chores import register
    from balans.groups.leading import appointing, together

    register("links to lead along", together.sweep_handovers, every_seconds=3600)
    waits("groups", appointing.waiting_for_leader)
