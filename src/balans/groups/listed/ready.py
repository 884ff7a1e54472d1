"""What this part registers when the room is ready."""


def register_all() -> None:
    """Let texts and the support map know of groups that anybody may find."""
    from balans.core import references
    from balans.directory.happening import tell_happenings
    from balans.groups.listed import on_the_map, pointing

    references.register("groups", pointing.GROUPS)
    tell_happenings("groups:find", on_the_map.happenings)
