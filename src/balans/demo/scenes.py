"""The photos of the demo people: scenes of cut paper, painted when they are loaded.

Scenes outdoors. Those around the house stand in indoors.py.
"""

from balans.demo.paper import (
    CLAY,
    MOSS,
    PAPER,
    PETROL,
    ROSE,
    SKY,
    SUN,
    Colour,
    Point,
    Sheet,
    dark,
    light,
    mixed,
)


def _edge(sheet: Sheet, colour: Colour, line: list[Point]) -> None:
    """Lay a strip of land or water: from a line down to the lower edge."""
    wide, high = sheet.size
    corners = [(wide + 20, high + 20), (wide / 2, high + 30), (-20, high + 20)]
    # Its shadow would fall on itself.
    sheet.bend(colour, [(-20, line[0][1]), *line, (wide + 20, line[-1][1]), *corners], lift=0)


def _sky(sheet: Sheet, colour: Colour, bands: int = 3) -> None:
    wide, high = sheet.size
    for number in range(1, bands):
        y = high * 0.45 * number / bands
        line = [(wide * step / 4, y + sheet.chance.uniform(-3, 3)) for step in range(5)]
        _edge(sheet, light(colour, 0.28 * number), line)


def _cloud(sheet: Sheet, x: float, y: float, wide: float) -> None:
    sheet.bend(
        PAPER,
        [
            (x, y),
            (x + wide * 0.2, y - wide * 0.16),
            (x + wide * 0.45, y - wide * 0.26),
            (x + wide * 0.7, y - wide * 0.14),
            (x + wide, y),
            (x + wide * 0.5, y + wide * 0.06),
        ],
        lift=0.7,
    )


def _bird(sheet: Sheet, x: float, y: float, wide: float) -> None:
    left = [(x - wide, y - wide * 0.3), (x - wide * 0.45, y - wide * 0.42), (x, y)]
    right = [(x, y), (x + wide * 0.45, y - wide * 0.42), (x + wide, y - wide * 0.3)]
    for wing in (left, right):
        sheet.strip(dark(PETROL), wing, wide * 0.13, lift=0.2)


def _person(sheet: Sheet, x: float, foot: float, tall: float, coat: Colour, hair: Colour) -> None:
    """Lay somebody seen from behind."""
    wide = tall * 0.2
    for side in (-0.45, 0.45):
        x_leg = x + side * wide
        sheet.strip(dark(PETROL), [(x_leg, foot - tall * 0.35), (x_leg, foot)], wide * 0.5)
    sheet.bend(
        coat,
        [
            (x - wide * 0.55, foot - tall * 0.78),
            (x, foot - tall * 0.82),
            (x + wide * 0.55, foot - tall * 0.78),
            (x + wide * 1.1, foot - tall * 0.26),
            (x, foot - tall * 0.22),
            (x - wide * 1.1, foot - tall * 0.26),
        ],
    )
    sheet.disc(mixed(ROSE, CLAY, 0.2), (x, foot - tall * 0.88), wide * 0.46)
    sheet.disc(hair, (x, foot - tall * 0.91), wide * 0.5)


def sea() -> Sheet:
    """Sea and dunes, and two people close together."""
    sheet = Sheet(SKY, seed="sea")
    _sky(sheet, SKY)
    sheet.disc(SUN, (122, 26), 10)
    _cloud(sheet, 22, 26, 34)
    _bird(sheet, 76, 22, 5)
    _bird(sheet, 88, 30, 3.4)
    _edge(sheet, PETROL, [(30, 52), (80, 51.5), (130, 52)])
    _edge(sheet, mixed(PETROL, SKY, 0.4), [(20, 60), (60, 58.5), (100, 61), (140, 59)])
    _edge(sheet, mixed(PETROL, SKY, 0.75), [(20, 68), (60, 70), (100, 67), (140, 69)])
    _edge(sheet, PAPER, [(20, 76), (55, 73.5), (100, 77), (140, 74)])
    _edge(sheet, light(SUN, 0.55), [(20, 79), (60, 77), (110, 80), (140, 78)])
    _person(sheet, 66, 94, 24, CLAY, light(PAPER))
    _person(sheet, 76, 95, 27, PETROL, mixed(PAPER, PETROL, 0.3))
    _edge(sheet, mixed(SUN, PAPER, 0.3), [(10, 92), (40, 100), (90, 108), (140, 92)])
    _edge(sheet, mixed(SUN, CLAY, 0.18), [(0, 98), (20, 103), (60, 116), (120, 112), (150, 100)])
    for x, y in ((8, 102), (15, 105), (22, 107), (132, 108), (140, 104), (148, 101)):
        for angle in (70, 88, 104, 122):
            sheet.leaf(MOSS if angle % 4 else dark(MOSS, 0.2), (x, y + 6), 17, angle, 1.8)
    return sheet


def garden() -> Sheet:
    """A kitchen garden with beans on poles."""
    sheet = Sheet(light(SKY, 0.45), seed="garden")
    sheet.disc(light(SUN, 0.2), (26, 22), 9)
    _edge(sheet, light(MOSS, 0.35), [(20, 48), (70, 42), (120, 47)])
    for x, tall in ((12, 24), (30, 17), (136, 26), (150, 19)):
        sheet.strip(dark(CLAY), [(x, 54), (x, 50 - tall / 2)], 2)
        sheet.disc(dark(MOSS, 0.18), (x, 48 - tall * 0.5), tall * 0.5, 1.25)
    sheet.cut(CLAY, [(84, 36), (98, 25), (112, 36)])
    sheet.cut(mixed(CLAY, PAPER, 0.75), [(87, 36), (109, 36), (109, 54), (87, 54)])
    sheet.cut(PETROL, [(95, 42), (101, 42), (101, 54), (95, 54)])
    _edge(sheet, MOSS, [(20, 55), (70, 53), (120, 56)])
    _edge(sheet, dark(CLAY, 0.42), [(20, 76), (80, 73), (140, 77)])
    for row in range(3):
        y = 84 + row * 12
        _edge(sheet, mixed(CLAY, dark(CLAY, 0.5), row / 3), [(30, y), (80, y - 1), (130, y + 1)])
        for x in range(6 + row * 4, 160, 17):
            for angle in (38, 66, 92, 118, 146):
                sheet.leaf(light(MOSS, 0.15), (x, y + 3), 7.5, angle, 3.4)
    for number, x in enumerate((40, 62, 84, 106, 128)):
        sheet.strip(mixed(SUN, CLAY, 0.4), [(x - 7, 86), (x + 1, 26)], 1.3)
        sheet.strip(mixed(SUN, CLAY, 0.4), [(x + 8, 86), (x - 1, 26)], 1.3)
        for step in range(8):
            up = 80 - step * 6.4
            side = 1 if (step + number) % 2 else -1
            sheet.leaf(dark(MOSS, 0.12 * (step % 3)), (x + side, up), 9, 90 - side * 62, 5.6)
            if step % 3 == 1:
                sheet.leaf(light(MOSS, 0.3), (x - side * 3, up), 9, 270, 1.8)
        sheet.disc(CLAY, (x + 3, 44 - number % 2 * 10), 1.7)
        sheet.disc(ROSE, (x - 4, 60 + number % 2 * 7), 1.7)
    return sheet


def harbour() -> Sheet:
    """A harbour with a boat at low tide."""
    sheet = Sheet(light(SUN, 0.62), seed="harbour")
    _sky(sheet, ROSE)
    sheet.disc(CLAY, (116, 40), 11)
    houses = ((4, 20, CLAY), (21, 26, PETROL), (37, 17, mixed(SUN, CLAY, 0.3)), (53, 22, ROSE))
    for x, tall, colour in houses:
        sheet.cut(colour, [(x, 58), (x, 58 - tall), (x + 15, 58 - tall), (x + 15, 58)])
        sheet.cut(dark(CLAY, 0.45), [(x - 1, 59 - tall), (x + 7.5, 48 - tall), (x + 16, 59 - tall)])
        for side in (3.2, 9.2):
            y = 63 - tall
            sheet.cut(
                PAPER,
                [(x + side, y), (x + side + 3, y), (x + side + 3, y + 5), (x + side, y + 5)],
                lift=0.2,
            )
    _edge(sheet, mixed(PETROL, SKY, 0.55), [(30, 58), (80, 57.5), (130, 58)])
    sheet.strip(light(CLAY, 0.4), [(111, 62), (122, 62)], 1.6, lift=0)
    sheet.strip(light(CLAY, 0.4), [(108, 67), (126, 67)], 1.6, lift=0)
    sheet.strip(light(CLAY, 0.4), [(112, 72), (121, 72)], 1.4, lift=0)
    sheet.strip(dark(CLAY, 0.5), [(80, 84), (80, 18)], 1.6)
    sheet.bend(PAPER, [(82, 20), (98, 44), (108, 70), (82, 72)], lift=0.8)
    sheet.bend(SUN, [(78, 26), (66, 50), (60, 71), (78, 71)], lift=0.8)
    sheet.cut(CLAY, [(80, 18), (90, 20.5), (80, 23)])
    _edge(sheet, mixed(PETROL, SKY, 0.3), [(30, 79), (60, 81), (90, 78), (130, 80)])
    sheet.bend(PETROL, [(50, 76), (80, 79), (114, 75), (104, 90), (80, 93), (59, 90)], lift=0.8)
    sheet.strip(PAPER, [(53, 79.5), (80, 82.3), (111, 78.6)], 1.5, lift=0)
    _edge(sheet, PETROL, [(20, 91), (60, 94), (100, 90), (140, 93)])
    _edge(sheet, dark(PETROL), [(20, 104), (60, 101), (110, 106), (150, 102)])
    for x in (126, 146):
        sheet.strip(dark(CLAY, 0.55), [(x, 118), (x, 70)], 4.4, lift=0.7)
        sheet.strip(PAPER, [(x, 76), (x, 72)], 4.8, lift=0)
    sheet.strip(SUN, [(126, 80), (136, 88), (146, 80)], 1.2)
    _bird(sheet, 36, 16, 4.5)
    _bird(sheet, 48, 22, 3.2)
    return sheet


def bench() -> Sheet:
    """A bench under a tree, with a view."""
    sheet = Sheet(light(SKY, 0.35), seed="bench")
    _sky(sheet, SKY)
    _edge(sheet, light(MOSS, 0.5), [(20, 58), (60, 50), (110, 56), (150, 48)])
    _edge(sheet, light(MOSS, 0.25), [(20, 66), (70, 62), (120, 66)])
    sheet.bend(light(SKY, 0.1), [(96, 74), (124, 70), (160, 72), (160, 79), (126, 79)], lift=0.2)
    _edge(sheet, MOSS, [(20, 80), (70, 77), (120, 82)])
    sheet.bend(dark(CLAY, 0.4), [(42, 40), (47, 40), (49, 70), (55, 94), (36, 94), (41, 70)])
    sheet.strip(dark(CLAY, 0.4), [(46, 56), (58, 46), (64, 38)], 2.6)
    crown = ((30, 30, 19), (52, 18, 20), (70, 34, 17), (44, 40, 16), (22, 44, 12))
    shades = (dark(MOSS, 0.3), MOSS, dark(MOSS, 0.18), light(MOSS, 0.2), MOSS)
    for (x, y, radius), shade in zip(crown, shades, strict=True):
        sheet.disc(shade, (x, y), radius, 0.86, lift=0.8)
    for _number in range(34):
        at = (sheet.chance.uniform(14, 84), sheet.chance.uniform(8, 52))
        shade = (SUN, light(MOSS, 0.4), dark(MOSS, 0.4))[_number % 3]
        sheet.leaf(shade, at, 5, sheet.chance.uniform(0, 360), 2.4)
    wood = mixed(CLAY, SUN, 0.3)
    for x in (72, 116):
        sheet.strip(dark(PETROL), [(x, 76), (x, 101)], 2.2)
        sheet.strip(dark(PETROL), [(x + 5, 90), (x + 6, 103)], 2.2)
    for y in (77, 82, 87):
        sheet.strip(wood, [(66, y), (122, y + 0.4)], 3)
    sheet.cut(dark(wood, 0.12), [(64, 91), (122, 91), (128, 95.5), (68, 95.5)], lift=0.8)
    sheet.bend(CLAY, [(98, 79), (106, 80), (109, 92), (96, 93)])
    _edge(sheet, dark(MOSS, 0.16), [(20, 106), (80, 104), (140, 107)])
    for x in range(4, 160, 9):
        for angle in (72, 92, 110):
            sheet.leaf(light(MOSS, 0.12), (x + angle % 5, 110), 7, angle, 1.5)
        sheet.disc((SUN, PAPER, ROSE)[x % 3], (x + 3, 105 + x % 4), 1.3)
    return sheet


def ice() -> Sheet:
    """A frozen canal with two skaters and a mill."""
    sheet = Sheet(light(ROSE, 0.35), seed="ice")
    _sky(sheet, light(ROSE, 0.2))
    sheet.disc(light(SUN, 0.15), (30, 34), 9)
    _edge(sheet, light(SKY, 0.4), [(20, 54), (70, 52), (120, 55)])
    sheet.bend(dark(PETROL, 0.2), [(103, 60), (106, 34), (118, 34), (122, 60)])
    sheet.bend(CLAY, [(104, 35), (112, 24), (120, 35)])
    for x, y in ((92, 12), (132, 14), (130, 52), (94, 50)):
        sheet.strip(dark(CLAY, 0.4), [(112, 32), (x, y)], 1.5)
        sheet.strip(PAPER, [((112 + x) / 2 + 2, (32 + y) / 2), (x + 2, y)], 3)
    _edge(sheet, PAPER, [(20, 60), (70, 58), (120, 61)])
    for x, tall in ((8, 26), (20, 31), (50, 22), (62, 27), (148, 29)):
        sheet.strip(dark(CLAY, 0.5), [(x, 66), (x, 66 - tall)], 1.6)
        for step in range(4):
            y = 66 - tall + step * 4
            sheet.strip(dark(CLAY, 0.5), [(x, y + 5), (x + 4 + step, y)], 0.8, lift=0.2)
            sheet.strip(dark(CLAY, 0.5), [(x, y + 5), (x - 4 - step, y)], 0.8, lift=0.2)
    sheet.bend(SKY, [(60, 64), (100, 66), (120, 80), (170, 130), (-20, 130), (26, 84)])
    sheet.bend(
        light(SKY, 0.3), [(66, 68), (92, 69), (106, 84), (110, 128), (30, 128), (44, 86)], lift=0
    )
    for line in ([(58, 108), (84, 96), (96, 82)], [(40, 118), (70, 110), (104, 108)]):
        sheet.strip(PAPER, line, 0.9, lift=0)
    _person(sheet, 70, 98, 34, CLAY, mixed(SUN, CLAY, 0.5))
    _person(sheet, 84, 97, 37, PETROL, dark(CLAY, 0.6))
    sheet.strip(SUN, [(64, 71), (76, 69.5)], 3)
    sheet.strip(SUN, [(65, 71), (59, 78), (56, 86)], 2.6)
    sheet.strip(mixed(ROSE, CLAY, 0.4), [(74, 82), (80, 83)], 2.4)
    for foot in (66.5, 72.5, 80.2, 87.2):
        sheet.strip(dark(PETROL), [(foot - 2, 98.4), (foot + 3, 98.4)], 0.9, lift=0.2)
    for _number in range(46):
        at = (sheet.chance.uniform(0, 160), sheet.chance.uniform(0, 116))
        sheet.disc(PAPER, at, sheet.chance.uniform(0.4, 0.9), lift=0)
    return sheet


def bus() -> Sheet:
    """A town bus on the dike."""
    sheet = Sheet(light(SKY, 0.25), seed="bus")
    _sky(sheet, SKY)
    _cloud(sheet, 12, 30, 40)
    _cloud(sheet, 104, 22, 32)
    _edge(sheet, light(MOSS, 0.4), [(20, 66), (80, 62), (140, 67)])
    for x in (14, 30, 128, 146):
        sheet.strip(dark(CLAY, 0.4), [(x, 74), (x, 46)], 1.6)
        sheet.disc(dark(MOSS, 0.1), (x, 42), 7.5, 1.7)
    _edge(sheet, MOSS, [(20, 74), (80, 72), (140, 75)])
    _edge(sheet, mixed(PETROL, PAPER, 0.55), [(20, 94), (80, 93.5), (140, 94)])
    sheet.bend(
        SUN, [(24, 46), (36, 41), (124, 41), (134, 48), (137, 90), (80, 91), (22, 90)], lift=0.9
    )
    sheet.strip(CLAY, [(22.6, 76), (136, 76)], 6.5, lift=0)
    for x in (30, 48, 66, 84):
        sheet.cut(light(SKY, 0.3), [(x, 50), (x + 14, 50), (x + 14, 65), (x, 65)])
    sheet.cut(light(SKY, 0.3), [(121, 50), (132, 51), (134, 67), (121, 67)])
    sheet.cut(dark(PETROL), [(103, 50), (117, 50), (117, 88), (103, 88)])
    for door in (104.5, 110.8):
        pane = [(door, 52.0), (door + 4.8, 52.0), (door + 4.8, 80.0), (door, 80.0)]
        sheet.cut(light(SKY, 0.1), pane, lift=0.2)
    for x, coat, hair in ((36, CLAY, PAPER), (55, MOSS, dark(CLAY, 0.6)), (90, PETROL, PAPER)):
        sheet.bend(coat, [(x - 4, 65), (x, 59), (x + 5, 65)], lift=0.2)
        sheet.disc(mixed(ROSE, CLAY, 0.15), (x, 57.5), 2.6, lift=0.2)
        sheet.disc(hair, (x, 56), 2.4, 0.7, lift=0)
    sheet.disc(mixed(ROSE, CLAY, 0.15), (127, 59), 2.9, lift=0.2)
    sheet.bend(dark(PETROL), [(123.6, 57.5), (127, 54.4), (131, 57.5)], lift=0.2)
    for x in (42, 118):
        sheet.disc(dark(PETROL, 0.5), (x, 91), 8)
        sheet.disc(PAPER, (x, 91), 3.4)
    for x in range(8, 160, 24):
        sheet.strip(PAPER, [(x, 108), (x + 12, 108)], 1.6, lift=0)
    return sheet
