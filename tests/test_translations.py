"""Every sentence of the interface stands in both languages."""

from balans.core import messages


def test_the_interface_is_complete_in_english():
    assert messages.problems() == []


def test_sentences_are_found_in_templates_and_code():
    template = (
        '{% translate "Een zin" %}{% blocktranslate trimmed with a=b %}'
        "\n Twee {{ a }}\n zinnen{% plural %}x{% endblocktranslate %}"
    )
    assert list(messages.in_template(template)) == ["Een zin", "Twee %(a)s zinnen"]
    assert list(
        messages.in_python('_("Hallo " "daar")\nngettext("een", "veel", 2)\nprint("nee")')
    ) == [
        "Hallo daar",
        "een",
    ]
