"""What this part registers when the room is ready."""


def register_all() -> None:
    """Let texts, the support map and the chores know of groups that anybody may find."""
    from balans.core import chores, references
    from balans.directory.happening import tell_happenings
    from balans.groups.listed import on_the_map, pointing, waiting

    references.register("groups", pointing.GROUPS)
    tell_happenings("groups:find", on_the_map.happenings)
    chores.register("places that came free", waiting.fill_free_places, every_seconds=300)
