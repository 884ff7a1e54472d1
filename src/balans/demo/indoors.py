"""The photos of the demo people, in and around the house: scenes of cut paper."""

from balans.demo.paper import (
    CLAY,
    INK,
    MOSS,
    PAPER,
    PETROL,
    ROSE,
    SKY,
    SUN,
    Colour,
    Sheet,
    dark,
    light,
    mixed,
)


def box(sheet: Sheet, colour: Colour, x: float, y: float, wide: float, high: float) -> None:
    sheet.cut(colour, [(x, y), (x + wide, y), (x + wide, y + high), (x, y + high)])


def _cup(sheet: Sheet, x: float, y: float, colour: Colour) -> None:
    """Lay a cup and saucer; the point is the middle of its foot."""
    sheet.disc(dark(colour, 0.1), (x, y), 11, 0.26, lift=0.6)
    for way in ([(x + 6, y - 10), (x + 11, y - 10), (x + 10, y - 4), (x + 5, y - 3)],):
        sheet.strip(colour, way, 1.7)
    sheet.bend(colour, [(x - 8, y - 13), (x + 8, y - 13), (x + 5, y - 1), (x, y), (x - 5, y - 1)])
    sheet.disc(dark(CLAY, 0.5), (x, y - 13), 7, 0.24, lift=0)
    for off in (-2.5, 2):
        steam = [(x + off, y - 18), (x + off + 2, y - 22), (x + off, y - 26), (x + off + 2, y - 31)]
        sheet.strip(PAPER, steam, 1.0, lift=0.2)


def table() -> Sheet:
    """A kitchen table with two cups and a letter board."""
    sheet = Sheet(light(ROSE, 0.35), seed="table")
    for x in range(0, 160, 16):
        sheet.strip(light(ROSE, 0.15), [(x, -2), (x, 80)], 5, lift=0)
    box(sheet, dark(CLAY, 0.4), 52, 4, 58, 52)
    box(sheet, light(SKY, 0.15), 55, 7, 52, 46)
    sheet.bend(MOSS, [(54, 53), (64, 40), (80, 46), (96, 37), (107, 46), (107, 53)], lift=0.2)
    sheet.disc(SUN, (92, 20), 5.5, lift=0.2)
    box(sheet, dark(CLAY, 0.4), 80, 7, 2, 46)
    box(sheet, PAPER, 48, 55, 66, 3.4)
    sheet.bend(CLAY, [(62, 55), (60, 47), (72, 47), (70, 55)])
    for angle, long in ((60, 15), (84, 19), (112, 16), (140, 11), (38, 11)):
        sheet.leaf(dark(MOSS, 0.2), (66, 48), long, angle, 4.6)
    for x, y in ((59, 33), (66, 28), (73, 35)):
        sheet.disc(SUN, (x, y), 2.6)
    for edge, side in ((-6, 1), (166, -1)):
        hem = [(edge + 38 * side, 40), (edge + 24 * side, 76), (edge, 78)]
        sheet.bend(CLAY, [(edge, -4), (edge + 46 * side, -4), *hem])
    sheet.bend(
        mixed(SUN, CLAY, 0.35), [(-20, 84), (80, 78), (180, 84), (190, 140), (-30, 140)], lift=1
    )
    sheet.bend(PAPER, [(30, 84), (80, 80), (132, 84), (146, 122), (80, 132), (14, 122)], lift=0.4)
    for x in range(26, 140, 12):
        sheet.strip(SKY, [(x + (80 - x) * 0.18, 84), (x, 122)], 1.4, lift=0)
    _cup(sheet, 50, 104, PETROL)
    _cup(sheet, 112, 102, MOSS)
    sheet.cut(light(SUN, 0.35), [(70, 98), (94, 97), (96, 112), (68, 113)], lift=0.7)
    for row in range(3):
        for column in range(5):
            letter = dark(PETROL) if (row + column) % 4 else CLAY
            sheet.disc(letter, (73 + column * 4.6, 101 + row * 4), 0.95, lift=0)
    return sheet


def window() -> Sheet:
    """A window on the evening, with a plant and a moon; it stands."""
    sheet = Sheet(light(SUN, 0.5), seed="window", standing=True)
    box(sheet, dark(CLAY, 0.35), 16, 12, 88, 98)
    box(sheet, dark(PETROL, 0.35), 20, 16, 80, 90)
    for top, shade in ((60, 0.1), (78, 0.3)):
        hills = [(20, top + 8), (36, top + 3), (50, top), (66, top + 3), (82, top + 4), (100, top)]
        sheet.cut(light(PETROL, shade), [*hills, (100, 106), (20, 106)], lift=0.2)
    sheet.disc(light(SUN, 0.3), (78, 36), 10)
    sheet.disc(dark(PETROL, 0.35), (82, 33), 8.6, lift=0)
    for x, y in ((34, 28), (46, 44), (30, 54), (58, 24), (90, 60), (62, 52)):
        sheet.disc(PAPER, (x, y), 0.9, lift=0)
    for x, tall in ((26, 30), (42, 22), (56, 36), (72, 26), (86, 32)):
        box(sheet, dark(PETROL, 0.55), x - 6, 106 - tall, 13, tall)
        for step in range(3):
            y = 110 - tall + step * 8
            if (x + step) % 2:
                box(sheet, SUN, x - 3, y, 2.6, 3.6)
            box(sheet, light(SUN, 0.3), x + 2, y, 2.6, 3.6)
    for at in ((58.5, 16, 3, 90), (20, 56, 80, 3)):
        box(sheet, dark(CLAY, 0.35), *at)
    box(sheet, PAPER, 10, 108, 100, 5)
    sheet.bend(CLAY, [(30, 108), (27, 92), (49, 92), (46, 108)])
    for angle, long in ((48, 26), (68, 34), (88, 40), (108, 33), (130, 27), (152, 16), (26, 16)):
        sheet.leaf(MOSS if angle % 3 else light(MOSS, 0.25), (38, 93), long, angle, 7)
    sheet.bend(ROSE, [(72, 108), (71, 98), (89, 98), (88, 108)])
    sheet.strip(ROSE, [(89, 100), (93, 101), (92, 105), (87, 106)], 1.6)
    for x in (-8, 98):
        side = 1 if x < 0 else -1
        edge = x if x < 0 else x + 30
        sheet.bend(
            ROSE,
            [
                (edge, -5),
                (edge + 32 * side, -5),
                (edge + 22 * side, 60),
                (edge + 12 * side, 100),
                (edge + 18 * side, 168),
                (edge, 168),
            ],
            lift=0.9,
        )
    sheet.bend(mixed(CLAY, PAPER, 0.2), [(10, 150), (60, 142), (110, 150), (130, 170), (-10, 170)])
    return sheet


def tea() -> Sheet:
    """A teapot, three glasses with mint, and a dish of biscuits."""
    sheet = Sheet(light(SKY, 0.3), seed="tea")
    for row in range(4):
        for column in range(9):
            x, y = column * 20 + (row % 2) * 10 - 4, row * 18 + 6
            shade = (light(PETROL, 0.35), light(SKY, 0.1), light(SUN, 0.35))[(row + column) % 3]
            sheet.cut(shade, [(x, y - 8), (x + 9, y), (x, y + 8), (x - 9, y)], lift=0.2)
    sheet.bend(CLAY, [(-20, 82), (80, 76), (180, 82), (190, 140), (-30, 140)], lift=1)
    sheet.disc(mixed(SUN, CLAY, 0.25), (82, 100), 68, 0.26, lift=0.9)
    sheet.disc(mixed(SUN, PAPER, 0.25), (82, 98.5), 61, 0.22, lift=0)
    silver = mixed(PETROL, PAPER, 0.55)
    sheet.strip(silver, [(34, 74), (22, 64), (19, 46), (12, 40)], 4.2)
    sheet.strip(dark(silver, 0.2), [(66, 54), (82, 50), (84, 74), (68, 84)], 3)
    sheet.bend(silver, [(36, 62), (44, 46), (58, 46), (66, 62), (70, 84), (52, 95), (32, 84)])
    sheet.bend(light(silver, 0.35), [(40, 66), (45, 54), (47, 72), (43, 84)], lift=0)
    sheet.bend(dark(silver, 0.15), [(43, 47), (51, 34), (59, 47)])
    sheet.disc(SUN, (51, 33), 2.8)
    for number, x in enumerate((88, 108, 128)):
        foot = 99 - number % 2 * 5
        amber = (SUN, mixed(SUN, CLAY, 0.3), mixed(SUN, MOSS, 0.3))[number]
        sheet.cut(
            light(SKY, 0.6),
            [(x - 8, foot - 32), (x + 8, foot - 32), (x + 6, foot), (x - 6, foot)],
        )
        sheet.cut(
            amber,
            [(x - 7.2, foot - 22), (x + 7.2, foot - 22), (x + 5.6, foot - 1), (x - 5.6, foot - 1)],
            lift=0,
        )
        for angle in (58, 84, 112, 140):
            sheet.leaf(dark(MOSS, 0.1), (x, foot - 20), 17, angle, 5)
        sheet.strip(CLAY, [(x - 7.6, foot - 27), (x + 7.6, foot - 27)], 1.4, lift=0)
    sheet.disc(PAPER, (94, 109), 17, 0.3, lift=0.7)
    for at in ((84, 106), (92, 104), (101, 106), (89, 110), (98, 110)):
        sheet.disc(mixed(SUN, CLAY, 0.4), at, 4.2, 0.62)
        sheet.disc(PAPER, at, 1, lift=0)
    return sheet


def chess() -> Sheet:
    """A chess board by the window, seen from above."""
    sheet = Sheet(mixed(CLAY, SUN, 0.35), seed="chess")
    for seam in (18, 46, 78, 104):
        sheet.strip(dark(mixed(CLAY, SUN, 0.35), 0.12), [(-4, seam), (164, seam + 2)], 1.2, lift=0)
    sheet.cut(dark(CLAY, 0.45), [(31, 11), (129, 9), (131, 109), (29, 111)], lift=1.2)
    size = 11.2
    for row in range(8):
        for column in range(8):
            shade = light(SUN, 0.55) if (row + column) % 2 else mixed(PETROL, SKY, 0.25)
            x, y = 35.2 + column * size, 15 + row * size
            sheet.cut(shade, [(x, y), (x + size, y), (x + size, y + size), (x, y + size)], lift=0)
    ours = ((3, 7), (6, 7), (2, 6), (5, 6), (7, 6), (4, 4), (1, 5))
    theirs = ((1, 0), (4, 1), (6, 1), (3, 3), (7, 2), (0, 2))
    for places, colour in ((ours, PAPER), (theirs, dark(CLAY, 0.6))):
        for number, (column, row) in enumerate(places):
            x, y = 35.2 + (column + 0.5) * size, 15 + (row + 0.5) * size
            sheet.disc(colour, (x, y), 4.5, lift=0.7)
            sheet.disc(mixed(colour, CLAY, 0.25), (x, y), 2.7, lift=0.2)
            if number < 2:
                top = mixed(colour, SUN, 0.8)
                sheet.cut(top, [(x, y - 2.4), (x + 2.2, y), (x, y + 2.4), (x - 2.2, y)], lift=0.2)
    sheet.disc(PETROL, (14, 30), 10, lift=0.9)
    sheet.disc(PAPER, (14, 30), 7.4, lift=0.2)
    sheet.disc(dark(CLAY, 0.55), (14, 30), 6.2, lift=0)
    sheet.bend(
        mixed(INK, PAPER, 0.25),
        [(140, 62), (152, 54), (166, 58), (172, 84), (158, 98), (143, 90)],
        lift=0.9,
    )
    sheet.disc(mixed(INK, PAPER, 0.25), (146, 92), 9, lift=0.7)
    for x in (139.5, 151):
        sheet.cut(mixed(INK, PAPER, 0.25), [(x - 1, 88), (x + 4, 88), (x + 1.5, 81)], lift=0.3)
    for x in (143, 149.4):
        sheet.disc(SUN, (x, 92), 1.5, lift=0)
    sheet.strip(mixed(INK, PAPER, 0.25), [(150, 58), (142, 50), (144, 38), (152, 36)], 3.6)
    return sheet
