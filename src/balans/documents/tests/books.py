"""Memory books and photos to test with."""

from io import BytesIO
from uuid import UUID

from PIL import Image

from balans.documents.book import Book, GoodThings, Memory, Part, Photo

MADE = "Dit boek is gemaakt met MantelzorgBalans."
LANDSCAPE, PORTRAIT, SMALL = (1600, 1200), (1200, 1600), (300, 200)


def photo(number=1, size=LANDSCAPE, caption="", alt=""):
    return Photo(UUID(int=number), *size, caption, alt)


def jpeg(size=LANDSCAPE, colour="#7d9a5b", kind="JPEG", mode="RGB"):
    made = BytesIO()
    Image.new("RGB", size, colour).convert(mode).save(made, kind)
    return made.getvalue()


def memory(title="De reiger", text="Hij heeft de tijd.", *photos, date_line="3 mei 2021"):
    return Memory(title, date_line, text, tuple(photos))


def book(*entries, **given):
    parts = given.pop("parts", (Part(tuple(entries)),))
    values = {"title": "Wat we bewaren", "language": "nl", "made_line": MADE, **given}
    return Book(parts=parts, **values)


ODD = book(
    memory("Zonder datum", "Alleen woorden.", date_line=""),
    memory("", "Zonder titel. Wel een dag."),
    memory("", "Zonder titel en zonder dag.", date_line=""),
    memory("", "", photo(1), date_line=""),
    memory("Alleen foto's", "", photo(2), photo(3, PORTRAIT), photo(4, PORTRAIT), photo(5)),
    memory("😀 Taart 👨‍👩‍👧‍👦", "Koffie ❤️ met taart 🎂"),
    memory("ذكريات أمي", "أنا أعتني بأمي كل يوم. أحيانا أكون متعبة.", photo(6, PORTRAIT, "أمي")),
    memory("W" * 120, "aan" * 400, photo(7, SMALL, "Klein, van heel lang geleden")),
    memory("Beeld", "Kort", photo(8, (3000, 300), "De dijk"), photo(9, (300, 3000), "De toren")),
    GoodThings(("De zon scheen.", "Loes belde.", "x" * 300), "4 mei 2021"),
    GoodThings(("Eén ding.",)),
    memory(
        "Het bankje bij de vijver", "Kort.\nMet een regel eronder.", photo(10, caption="c " * 150)
    ),
    title="Wat we van jou bewaren",
    dedication="Voor Loes en Daan 💛\n\nعائلتي",
    author_line="Herinneringen aan Piet",
)
