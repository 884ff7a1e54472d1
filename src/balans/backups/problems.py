"""What stops a backup or a restore: one line that says what is wrong and what to do."""


class CannotBackUp(Exception):
    """The backup was not made, and nothing of it was left behind."""


class CannotRestore(Exception):
    """Nothing was restored; what was there is as it was."""
