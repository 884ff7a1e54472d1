"""Reading all content at once."""


def read_everything() -> None:
    """Read all content of every room. Raise ContentError for the first room that has a fault."""
    from balans.articles import content as articles
    from balans.checks import asking
    from balans.checks import content as checks
    from balans.diary import content as diary
    from balans.directory import helplines, national, needs
    from balans.groups import content as groups
    from balans.pages import content as pages
    from balans.questionnaires import content as questionnaires
    from balans.search import content as search
    from balans.walkthroughs import content as walkthroughs

    for room in (
        helplines,
        needs,
        national,
        articles,
        questionnaires,
        checks,
        asking,
        diary,
        pages,
        search,
        walkthroughs,
        groups,
    ):
        room.load()
