"""What is the same for everybody is drawn once, and nobody's words can stay in it."""

from django.template import Context, Engine
from django.test import override_settings
from django.utils.translation import override


def template(source):
    return Engine.get_default().from_string(source)


def test_what_is_steady_sees_no_variable_of_the_page():
    shown = template("{% steady %}[{{ name }}]{% endsteady %}{{ name }}")
    assert shown.render(Context({"name": "Jan"})) == "[]Jan"
    assert shown.render(Context({"name": "Els"})) == "[]Els"


def test_what_is_steady_is_drawn_once_in_each_language():
    shown = template('{% steady %}{% url "search:index" %}{% endsteady %}')
    for language, address in (("nl", "/zoeken/"), ("en", "/en/search/"), ("nl", "/zoeken/")):
        with override(language):
            assert shown.render(Context()) == address
    node = shown.nodelist[0]
    assert set(node.drawn) == {"nl", "en"}


@override_settings(DEBUG=True)
def test_while_developing_it_is_drawn_anew():
    shown = template("{% steady %}x{% endsteady %}")
    shown.render(Context())
    shown.nodelist[0].drawn = dict.fromkeys(shown.nodelist[0].drawn, "old")
    assert shown.render(Context()) == "x"


def test_the_menu_says_where_one_is_and_only_there():
    shown = template("{% menu path=path %}")
    marked = shown.render(Context({"path": "/zoeken/"}))
    assert marked.count("aria-current") == 1
    assert 'href="/zoeken/" aria-current="page"' in marked
    for path in ("/zoeken/?q=x", "/", "", '"', "/mijn/afspraak/"):
        assert "aria-current" not in shown.render(Context({"path": path}))
    with override("en"):
        assert 'href="/en/search/" aria-current="page"' in shown.render(
            Context({"path": "/en/search/"})
        )
