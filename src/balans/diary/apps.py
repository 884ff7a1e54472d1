"""The diary app: tells Mijn plek and the parcel what a person remembers."""

from django.apps import AppConfig


class DiaryConfig(AppConfig):
    name = "balans.diary"

    def ready(self) -> None:
        from balans.accounts.belongings import tell
        from balans.accounts.between import tell_between
        from balans.accounts.shares.sharing import let_share
        from balans.diary import happening, listing, sharing

        tell(listing.diary_of)
        tell_between(happening.memories_between)
        let_share(sharing.room())
        _do_chores()
        _keep_files()
        _carry_along()


def _do_chores() -> None:
    from balans.core import passes
    from balans.core.chores import register
    from balans.diary import book_actions, book_making

    register(
        "books begun",
        book_making.start_waiting,
        every_seconds=1,
        together=True,
        any_clock=True,
    )
    register("books kept long enough", book_actions.forget_old_pdfs, every_seconds=3600)
    register("passes that ended", passes.sweep, every_seconds=300)


def _keep_files() -> None:
    from balans.accounts.space import weigh
    from balans.core import blobs
    from balans.diary import attachment, keeping_books, models

    blobs.keep(keeping_books.needed)
    blobs.keep(attachment.needed)
    weigh("memories", models.bytes_of_owner)
    weigh("attachments", attachment.bytes_of_owner)
    weigh("book", keeping_books.bytes_of_owner)


def _carry_along() -> None:
    from balans.accounts.parcel import Carrier, carry
    from balans.diary import book_carrying, carrying

    carry(
        Carrier(
            room="book",
            thing=book_carrying.TakenBook,
            take=book_carrying.take,
            sections=book_carrying.sections,
            papers=book_carrying.papers,
            bring_back=book_carrying.bring_back,
        )
    )
    carry(
        Carrier(
            room="diary",
            thing=carrying.TakenMemory,
            take=carrying.take,
            sections=carrying.sections,
            papers=carrying.papers,
            bring_back=carrying.bring_back,
            files=carrying.files,
            unpack=carrying.unpack,
        )
    )
