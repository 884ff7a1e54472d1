"""Documents as people would print them, for tests."""

from balans.documents.document import (
    Checkboxes,
    ChoiceGrid,
    Document,
    Figure,
    Heading,
    Helplines,
    Items,
    KeepTogether,
    Letter,
    Lettering,
    Note,
    PageBreak,
    Pairs,
    Paragraph,
    Pile,
    Piles,
    Table,
    WriteLines,
    WriteTable,
)

FOOTER = "Dit is van jou. Jij bepaalt wie het leest."
STONE = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 90 16" width="90" height="16">'
    '<ellipse cx="45" cy="8" rx="20" ry="7" fill="#7d9a5b"/></svg>'
)
DRAWING = Figure(
    svg=STONE,
    alt="Eén steen: tuinieren.",
    width=90,
    height=16,
    lettering=(Lettering("tuinieren", 45, 9.5, 0, 5, "#14201f", "center"),),
)

OVERVIEW = Document(
    title="Dit is wat jij doet voor Jan",
    language="nl",
    subtitle="Je doet veel. Dat mag gezien worden.",
    date_line="Mijn grenzen · 24 november 2026",
    footer=FOOTER,
    blocks=(
        Heading("Zo ligt het nu"),
        Piles(
            (
                Pile("Dit doe ik graag", "gives", ("Samen wandelen", "Voorlezen")),
                Pile("Liever niet", "neutral", ("Formulieren invullen",)),
                Pile("Een ander", "costs", ("Wassen en aankleden", "Waken in de nacht")),
            )
        ),
        Heading("Wat opvalt"),
        Items(("Twee dingen kan een ander doen.", "Wassen doe je elke dag.")),
        Heading("Wie kan helpen"),
        KeepTogether(
            (
                Heading("Wassen en aankleden", 3),
                Items(("Wijkverpleging. Vraag ernaar bij je huisarts. 030 205 90 59",)),
            )
        ),
        DRAWING,
        Table(("Geeft kracht", "", ""), (("Tuinieren", "vaak", "geeft veel kracht"),)),
        Note("Wordt het te zwaar? Bel je huisarts."),
        Helplines((("Mantelzorglijn", "030 205 90 59", "op werkdagen van 9 tot 18 uur"),)),
        PageBreak(),
        Heading("Wat ik nog wil zeggen"),
        Letter("Lieve allemaal,\n\nHet gaat langzaam.\nDank voor de soep.\n\nLiefs, Anna"),
        Pairs((("Wat ik wil", "Een avond voor mezelf"), ("Wanneer", "Woensdag\nna het eten"))),
        Paragraph("Tot de volgende keer.", "soft"),
    ),
)

PAPER = Document(
    title="Mijn dag in balans",
    language="nl",
    footer="Sla over wat je wilt.",
    paper=True,
    blocks=(
        Heading("Hoe heet degene voor wie je zorgt?", 3),
        WriteLines(1),
        Heading("Wat doe je op een gewone dag?", 3),
        Checkboxes(("Wassen", "Koken", "Waken"), 2),
        WriteLines(3),
        Heading("Wat doet het met je?", 3),
        ChoiceGrid(("Wassen", "", ""), ("Geeft kracht", "Kost kracht")),
        WriteTable(("Wat je doet", "Uren per week"), ("Koken", "")),
        ChoiceGrid(("Geen – Veel",), tuple(str(step) for step in range(11))),
    ),
)


def paragraph(text: str) -> Document:
    """Return a document with one paragraph."""
    return Document(title="Proef", language="nl", blocks=(Paragraph(text),))
