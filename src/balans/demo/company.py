"""The photos of the demo people: a chair with a shawl, an evening on the couch, a choir."""

from balans.demo.indoors import box
from balans.demo.paper import (
    CLAY,
    INK,
    MOSS,
    PAPER,
    PETROL,
    ROSE,
    SKY,
    SUN,
    Sheet,
    dark,
    light,
    mixed,
)


def shawl() -> Sheet:
    """A knitted shawl over the back of a chair; it stands."""
    sheet = Sheet(light(MOSS, 0.62), seed="shawl", standing=True)
    for x in range(-4, 124, 15):
        for y in range(6 + x % 2 * 8, 122, 20):
            sheet.leaf(light(MOSS, 0.4), (x, y), 8, 50, 3)
            sheet.leaf(light(MOSS, 0.4), (x, y), 8, 130, 3)
    sheet.bend(mixed(SUN, CLAY, 0.55), [(-10, 126), (60, 122), (130, 126), (130, 170), (-10, 170)])
    wood = dark(CLAY, 0.35)
    for x in (26, 94):
        sheet.strip(wood, [(x, 150), (x, 28)], 5.4)
        sheet.disc(wood, (x, 26), 4.2)
    for y in (40, 112):
        sheet.strip(wood, [(24, y), (96, y)], 6)
    sheet.bend(dark(SUN, 0.1), [(14, 112), (106, 112), (114, 124), (6, 124)], lift=1)
    for x in (14, 106):
        sheet.strip(wood, [(x, 124), (x - 1, 158)], 5.4)
    sheet.bend(
        PETROL,
        [(28, 32), (60, 36), (92, 31), (97, 70), (92, 104), (60, 100), (27, 106), (23, 70)],
        lift=1.1,
    )
    stripes = ((44, ROSE), (56, SUN), (68, light(SKY, 0.2)), (80, CLAY), (91, light(MOSS, 0.3)))
    for y, colour in stripes:
        line = [(25, y + 1), (45, y - 1), (60, y + 1), (76, y - 1), (95, y + 0.5)]
        sheet.strip(colour, line, 6.2, lift=0.2)
        for x in range(28, 94, 5):
            sheet.strip(
                dark(colour, 0.14), [(x, y - 2), (x + 2, y + 1), (x + 4, y - 2)], 0.8, lift=0
            )
    for x in range(29, 93, 5):
        fringe = [(x, 101), (x + sheet.chance.uniform(-1.5, 1.5), 108), (x, 114)]
        sheet.strip(PETROL, fringe, 1.3)
    sheet.disc(CLAY, (80, 139), 11, lift=0.9)
    for number in range(5):
        thread = 131 + number * 3.6
        line = [(72, thread + 2), (80, thread - 2), (88, thread + 2)]
        sheet.strip(dark(CLAY, 0.22), line, 0.9, lift=0)
    sheet.strip(CLAY, [(71, 144), (56, 150), (44, 146), (34, 152)], 1.2)
    for tip in ((96, 122), (102, 128)):
        sheet.strip(light(SUN, 0.5), [(70, 146), tip], 1.5)
    return sheet


def film() -> Sheet:
    """An evening on the couch, before a lit screen."""
    sheet = Sheet(dark(PETROL, 0.3), seed="film")
    sheet.bend(dark(PETROL, 0.12), [(20, -10), (140, -10), (152, 80), (80, 90), (8, 80)], lift=0)
    box(sheet, dark(CLAY, 0.65), 36, 8, 88, 52)
    box(sheet, light(SKY, 0.45), 39, 11, 82, 46)
    sheet.disc(SUN, (102, 22), 6, lift=0.2)
    sheet.bend(
        MOSS, [(39, 57), (39, 46), (58, 36), (80, 48), (104, 36), (121, 44), (121, 57)], lift=0.3
    )
    sheet.bend(CLAY, [(60, 54), (64, 43), (76, 41), (84, 46), (88, 40), (92, 45), (88, 54)])
    sheet.disc(PAPER, (88, 45), 0.9, lift=0)
    sheet.bend(PAPER, [(80, 54), (82, 48), (88, 54)], lift=0)
    box(sheet, mixed(SUN, CLAY, 0.4), 22, 62, 116, 5)
    sheet.strip(dark(CLAY, 0.5), [(148, 92), (148, 42)], 1.6)
    sheet.cut(SUN, [(139, 44), (157, 44), (153, 28), (143, 28)], lift=0.9)
    sheet.bend(
        CLAY, [(8, 92), (14, 80), (80, 77), (146, 80), (152, 92), (158, 128), (2, 128)], lift=1.1
    )
    for x in (55, 104):
        sheet.strip(dark(CLAY, 0.2), [(x, 82), (x, 124)], 1.2, lift=0)
    people = (
        (32, 84, 11, MOSS, dark(CLAY, 0.7)),
        (80, 76, 13, PETROL, dark(CLAY, 0.75)),
        (126, 86, 10, SUN, dark(CLAY, 0.65)),
    )
    for x, y, wide, coat, hair in people:
        sheet.bend(
            coat,
            [
                (x - wide * 1.3, 124),
                (x - wide, y + wide),
                (x, y + wide * 0.5),
                (x + wide, y + wide),
                (x + wide * 1.3, 124),
            ],
            lift=0.8,
        )
        sheet.disc(mixed(ROSE, CLAY, 0.3), (x, y), wide * 0.72, 1.05)
        sheet.disc(hair, (x, y - wide * 0.12), wide * 0.8, 1.0)
    sheet.bend(dark(CLAY, 0.75), [(70, 78), (90, 78), (95, 100), (86, 96), (74, 96), (65, 100)])
    sheet.bend(ROSE, [(44, 108), (80, 103), (118, 108), (126, 128), (36, 128)], lift=0.9)
    sheet.bend(SUN, [(97, 110), (111, 109), (108, 124), (100, 124)])
    for at in ((98, 108), (103, 106), (108, 107), (101, 110), (106, 111), (112, 112)):
        sheet.disc(PAPER, at, 2.3)
    return sheet


def church() -> Sheet:
    """Music stands and singers under a high window; it stands."""
    sheet = Sheet(light(ROSE, 0.45), seed="church", standing=True)
    sheet.bend(
        light(SUN, 0.45),
        [(18, 96), (18, 44), (36, 20), (60, 8), (84, 20), (102, 44), (102, 96)],
        lift=0.3,
    )
    sheet.bend(
        dark(PETROL, 0.2),
        [(26, 92), (26, 48), (42, 27), (60, 16), (78, 27), (94, 48), (94, 92)],
        lift=0.5,
    )
    panes = (SKY, SUN, ROSE, MOSS, CLAY, light(SKY, 0.3), light(SUN, 0.3), light(MOSS, 0.2))
    for row in range(5):
        for column in range(4):
            x, y = 30 + column * 15.4, 40 + row * 10.2
            if row or column in (1, 2):
                shade = panes[(row * 3 + column * 5) % len(panes)]
                sheet.cut(shade, [(x, y), (x + 13, y), (x + 13, y + 8), (x, y + 8)], lift=0.2)
    sheet.disc(SUN, (60, 30), 7.5)
    for number in range(8):
        sheet.leaf(CLAY, (60, 30), 7, number * 45, 2.6)
    sheet.bend(mixed(SUN, CLAY, 0.5), [(-10, 122), (60, 118), (130, 122), (130, 170), (-10, 170)])
    choir = (
        (14, CLAY, PAPER),
        (36, PETROL, mixed(PAPER, INK, 0.3)),
        (60, MOSS, mixed(SUN, CLAY, 0.5)),
        (84, dark(ROSE, 0.2), PAPER),
        (106, PETROL, dark(CLAY, 0.5)),
    )
    for x, coat, hair in choir:
        top = 90 + (x % 5)
        sheet.bend(
            coat,
            [
                (x - 11, 136),
                (x - 9, top + 15),
                (x, top + 8),
                (x + 9, top + 15),
                (x + 11, 136),
                (x, 138),
            ],
            lift=0.7,
        )
        sheet.disc(hair, (x, top - 1.5), 7.4)
        sheet.disc(mixed(ROSE, CLAY, 0.12), (x, top + 1), 5.8, lift=0)
        sheet.disc(dark(CLAY, 0.3), (x, top + 3.6), 1.5, 1.2, lift=0)
        for side in (-2.1, 2.1):
            sheet.disc(INK, (x + side, top - 0.4), 0.6, lift=0)
        sheet.cut(
            PAPER,
            [
                (x - 7, top + 21),
                (x, top + 23),
                (x + 7, top + 21),
                (x + 7, top + 31),
                (x, top + 33),
                (x - 7, top + 31),
            ],
            lift=0.7,
        )
    for x, y in ((10, 66), (106, 50), (112, 72), (8, 38)):
        sheet.disc(CLAY, (x, y), 2.6, 0.8, lift=0.2)
        sheet.strip(CLAY, [(x + 2.2, y), (x + 2.2, y - 10), (x + 5.6, y - 7)], 1.0, lift=0.2)
    return sheet
