"""What this part registers when the room is ready."""


def register_all() -> None:
    """Let drafts go along into an account, and those of no group be erased."""
    from balans.accounts.moving import when_moved
    from balans.core.chores import register
    from balans.groups.evaluating import sending

    when_moved(sending.move_drafts)
    register("evaluations of no group", sending.forget_lone_drafts, every_seconds=3600)
