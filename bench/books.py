"""Memory books of 3 to 300 memories, made in a process of their own: how long, how much memory.

`python -m bench.books make 300 500 a5 out.pdf` makes one book and prints seconds, MB and pages.
"""

import json
import random
import subprocess
import sys
import tempfile
import time
from functools import cache
from io import BytesIO
from pathlib import Path
from uuid import UUID

from PIL import Image, ImageDraw, ImageFilter

ROOT = Path(__file__).resolve().parents[1]
SENTENCES = (
    "We zaten op het bankje bij de vijver, met koffie uit de thermoskan.",
    "Hij wees naar de reiger en zei: die heeft de tijd.",
    "Mijn moeder lachte zo hard dat de hond begon te blaffen.",
    "Die middag regende het, en we bleven gewoon zitten.",
    "Ze wilde per se zelf de aardappels schillen, op een kruk in de tuin.",
    "Later hoorde ik dat hij de hele weg had gezongen.",
    "Het was de eerste warme dag van het jaar.",
    "Op de terugweg vielen we allebei in slaap in de trein.",
    "Ik heb de sjaal bewaard, hij ruikt nog een beetje naar haar.",
    "Niemand zei iets, en dat was goed.",
    "De buurvrouw kwam soep brengen en bleef tot het donker werd.",
    "Hij hield mijn hand vast alsof ik degene was die moest oversteken.",
)
TITLES = (
    "De reiger", "Soep van de buurvrouw", "De laatste zomer in Zeeland", "Aardappels schillen",
    "Een brief aan opa", "Toen de trein niet kwam", "Pannenkoeken om middernacht", "De sjaal",
    "Dansen in de keuken", "Wat ze zei over de kastanjeboom bij het oude huis aan de kade",
    "Samen naar de zee", "Verjaardag", "De stilte na het onweer", "Zijn handen",
)  # fmt: skip
MONTHS = "januari februari maart april mei juni juli augustus september oktober november december"
SHAPES = ((2000, 1500), (2000, 1500), (1500, 2000), (2000, 1333), (1500, 2000), (1600, 1600))


@cache
def scene(kind: int) -> Image.Image:
    """Return a drawn photo: hills, a sun, and the grain of film."""
    width, height = SHAPES[kind % len(SHAPES)]
    chance = random.Random(kind)
    hues = [(chance.randint(120, 240), chance.randint(120, 220), chance.randint(110, 230))]
    picture = Image.new("RGB", (width, height), hues[0])
    pen = ImageDraw.Draw(picture)
    sun = (chance.uniform(0.2, 0.8) * width, chance.uniform(0.15, 0.4) * height, width * 0.07)
    pen.ellipse((sun[0] - sun[2], sun[1] - sun[2], sun[0] + sun[2], sun[1] + sun[2]), "#f7d98a")
    for layer in range(6):
        base = height * (0.42 + 0.1 * layer)
        crest = [(x, base + chance.uniform(-0.04, 0.04) * height) for x in range(0, width + 1, 100)]
        tone = tuple(max(20, value - 24 * (layer + 1)) for value in hues[0])
        pen.polygon([(0, height), *crest, (width + 100, base), (width, height)], fill=tone)
    grain = Image.effect_noise((width, height), 26).filter(ImageFilter.GaussianBlur(0.8))
    film = Image.merge("RGB", (grain, grain, grain))
    return Image.blend(picture, film, 0.16)


def drawn(number: int) -> bytes:
    """Return the photo of that number as JPEG of about 400 kB; no two are the same."""
    picture = scene(number % (len(SHAPES) * 2)).copy()
    spot = random.Random(number).randint(200, 1300)
    ImageDraw.Draw(picture).ellipse((spot, spot, spot + 90, spot + 90), fill=(number % 256, 90, 60))
    made = BytesIO()
    picture.save(made, "JPEG", quality=91)
    return made.getvalue()


def sample(memories: int, photos: int, size: str, *, for_printer: bool = False):  # type: ignore[no-untyped-def]
    """Return a book with so many memories and photos, spread as in life: many short, a few long."""
    from balans.documents.book import Book, GoodThings, Memory, Part, Photo

    chance = random.Random(memories)
    counts = [0] * memories
    for _photo in range(photos):
        counts[
            min(int(chance.paretovariate(0.9)) * chance.randint(0, memories), memories * 9)
            % memories
        ] += 1
    number = 0
    years: dict[str, list[Memory | GoodThings]] = {}
    for place in range(memories):
        year = str(2018 + place * 7 // max(memories, 1))
        date_line = f"{chance.randint(1, 28)} {chance.choice(MONTHS.split())} {year}"
        if place % 9 == 4 and not counts[place]:
            things = tuple(chance.sample(SENTENCES, 3))
            years.setdefault(year, []).append(GoodThings(things, date_line))
            continue
        shown = []
        for _photo in range(counts[place]):
            width, height = SHAPES[number % len(SHAPES)]
            caption = chance.choice(
                ("", "", "Bij de vijver", "Oma met Loes, de dag dat ze jarig was")
            )
            shown.append(Photo(UUID(int=number), width, height, caption))
            number += 1
        long = chance.random()
        paragraphs = (
            1 if long < 0.5 else chance.randint(2, 5) if long < 0.93 else chance.randint(8, 22)
        )
        text = "\n\n".join(
            " ".join(chance.choices(SENTENCES, k=chance.randint(2, 7)))
            for _each in range(paragraphs)
        )
        if shown and chance.random() < 0.08:
            text = ""
        title = chance.choice(TITLES) if chance.random() < 0.88 else ""
        years.setdefault(year, []).append(Memory(title, date_line, text, tuple(shown)))
    titled = memories > 5
    return Book(
        title="Wat we van jou bewaren",
        author_line="Herinneringen aan Piet de Wit",
        dedication="Voor Loes en Daan.\nOmdat jullie vroegen hoe opa lachte.",
        language="nl",
        size="a4" if size == "a4" else "a5",
        for_printer=for_printer,
        made_line="Dit boek is gemaakt met MantelzorgBalans, in november 2026.",
        parts=tuple(Part(tuple(each), year if titled else "") for year, each in years.items()),
    )


def make(memories: int, photos: int, size: str, out: str, *flags: str) -> None:
    """Make one book and print what it took. The photos are drawn before the clock starts."""
    import os
    import resource

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "balans.settings")
    import django

    django.setup()
    from balans.documents.bindery import make_book

    book = sample(memories, photos, size, for_printer="printer" in flags)
    with tempfile.TemporaryDirectory() as name:
        # Drawn by a process of its own, so that the peak is that of the book alone.
        folder = Path(name)
        subprocess.run([sys.executable, "-m", "bench.books", "draw", str(photos), name], cwd=ROOT)
        start = time.perf_counter()
        made = make_book(book, lambda key: (folder / f"{key.int}.jpg").read_bytes())
        seconds = time.perf_counter() - start
    Path(out).write_bytes(made)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"seconds": seconds, "peak_mb": peak, "pdf_mb": len(made) / 1e6}))


def measured(memories: int, photos: int, size: str, folder: Path) -> dict[str, float]:
    """Return seconds, peak_mb and pdf_mb of one book, made in a process of its own."""
    command = [sys.executable, "-m", "bench.books", "make", str(memories), str(photos), size]
    done = subprocess.run(
        [*command, str(folder / "book.pdf")], capture_output=True, text=True, check=True, cwd=ROOT
    )
    found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return found


if __name__ == "__main__":
    what, many, *rest = sys.argv[1:]
    if what == "draw":
        for number in range(int(many)):
            (Path(rest[0]) / f"{number}.jpg").write_bytes(drawn(number))
    else:
        make(int(many), int(rest[0]), *rest[1:])
