"""The articles app: lets other texts point at articles and pathways."""

from django.apps import AppConfig


class ArticlesConfig(AppConfig):
    name = "balans.articles"

    def ready(self) -> None:
        from balans.articles import pointing
        from balans.core.references import Kind, register

        register("article", Kind(names=pointing.article_names, find=pointing.article))
        register("theme", Kind(names=pointing.theme_names, find=pointing.theme))
        register("pathway", Kind(names=pointing.pathway_names, find=pointing.pathway))
