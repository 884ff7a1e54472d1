"""The addresses of texts: articles, themes, pathways, needs, exercises and helplines."""

from balans.api import texts
from balans.api.asking import Asked, AskedPage
from balans.api.operation import Answer, operation
from balans.api.paging import Page, cut
from balans.api.problems import NotThere

TAG = "Texts"


@operation(
    "articles",
    name="articles",
    tag=TAG,
    summary="Articles, without their text",
    gives=Page[texts.ArticleInList],
    asked=AskedPage,
)
def articles(asked: AskedPage, language: str) -> Answer:
    """Give the articles."""
    return cut(asked, texts.articles_in_list(language))


@operation(
    "articles/{name}",
    name="article",
    tag=TAG,
    summary="One article with its text",
    description="As Markdown and as HTML, with sources and the day it was last read through.",
    gives=texts.Article,
)
def article(asked: Asked, language: str, name: str) -> Answer:
    """Give one article."""
    try:
        return texts.article(name, language)
    except KeyError:
        raise NotThere from None


@operation(
    "themes",
    name="themes",
    tag=TAG,
    summary="Themes, with the names of their articles",
    gives=Page[texts.Theme],
    asked=AskedPage,
)
def themes(asked: AskedPage, language: str) -> Answer:
    """Give the themes."""
    return cut(asked, texts.themes(language))


@operation(
    "pathways",
    name="pathways",
    tag=TAG,
    summary="What to read in each phase",
    gives=Page[texts.Pathway],
    asked=AskedPage,
)
def pathways(asked: AskedPage, language: str) -> Answer:
    """Give the pathways."""
    return cut(asked, texts.pathways(language))


@operation(
    "needs",
    name="needs",
    tag=TAG,
    summary="What carers need, in their own words, with a direct answer",
    gives=Page[texts.Need],
    asked=AskedPage,
)
def needs(asked: AskedPage, language: str) -> Answer:
    """Give the needs."""
    return cut(asked, texts.all_needs(language))


@operation(
    "exercises",
    name="exercises",
    tag=TAG,
    summary="Exercises that one can do here",
    gives=Page[texts.Exercise],
    asked=AskedPage,
)
def exercises(asked: AskedPage, language: str) -> Answer:
    """Give the exercises."""
    return cut(asked, texts.all_exercises(language))


@operation(
    "helplines",
    name="helplines",
    tag=TAG,
    summary="Who to call, day and night",
    gives=Page[texts.Helpline],
    asked=AskedPage,
)
def helplines(asked: AskedPage, language: str) -> Answer:
    """Give the helplines."""
    return cut(asked, texts.all_helplines(language))
