"""A whole series: one facilitator and seven participants, from the invitation to looking back.

One story in a few chapters, told in order: five meetings in the spring of 2027, the clock going
forward an hour between the third and the fourth.
"""

import io
import os
import re
import subprocess
import sys
from collections.abc import Iterator

import pytest
from icalendar import Calendar
from PIL import Image
from playwright.sync_api import expect
from pypdf import PdfReader

from tests.browser.conftest import answer
from tests.browser.series import (
    AMSTERDAM,
    DESK,
    SECRET,
    TABLET,
    Facilitator,
    Someone,
    Story,
    WithKeys,
    at,
    enter,
    press_main,
    seen,
    story_in,
    tab_to,
)
from tests.browser.test_meeting import arrived, begin, press, ready, title
from tests.databases import database_for
from tests.visiting import found_in_files

pytestmark = pytest.mark.browser
DAYS = ["2027-03-10", "2027-03-17", "2027-03-24", "2027-03-31", "2027-04-07"]
LOOK_DAY = "2027-04-21"
AWAY = "Mijn vrouw heeft een afspraak in het ziekenhuis."
NOTE = "Volgende keer met koffie beginnen, dan praat Corrie."
FLOOD = "Er staat water in de zaal."


@pytest.fixture(scope="module")
def story(tmp_path_factory, chromium) -> Iterator[Story]:
    folder = tmp_path_factory.mktemp("series")
    (folder / "data").mkdir()
    with story_in(folder, chromium, at("2027-03-02", "10:00")) as told:
        yield told


def test_1_a_facilitator_makes_a_page_of_her_own_and_begins_a_series(story):
    address = "dora.de.wit@example.nl"
    environment = {
        "BALANS_DATA": str(story.served.data),
        "TEST_CLOCK": str(story.clock.path),
    }
    command = [sys.executable, "-m", "tests.clock", "staff", "add", address, "facilitator"]
    subprocess.run(
        command,
        env=os.environ | environment | database_for(story.served.data),
        check=True,
        stdout=subprocess.DEVNULL,
    )
    options = {"viewport": TABLET, "service_workers": "allow", "url": story.line.url}
    dora = story.enters("Dora", Facilitator, address=address, **options)
    dora.sign_in()
    dora.go("/groepen/leiden/")
    make_a_page(dora)
    begin_a_series(dora)
    put_in_the_list(dora)


def make_a_page(dora: Facilitator) -> None:
    page = dora.go("/groepen/leiden/mijn-pagina/")
    words = {"naam": "Dora de Wit", "organisatie": "Steunpunt De Brug", "telefoon": "030 123 45 67"}
    for name, text in words.items():
        page.fill(f"[name={name}]", text)
    logo = io.BytesIO()
    Image.new("RGB", (240, 90), (30, 90, 90)).save(logo, "PNG")
    page.set_input_files(
        "[name=logo]", {"name": "brug.png", "mimeType": "image/png", "buffer": logo.getvalue()}
    )
    press_main(page)
    expect(page.locator("img.logo").first).to_be_visible()
    assert page.locator("img.logo").first.evaluate("image => image.naturalWidth") > 0


def begin_a_series(dora: Facilitator) -> None:
    page = dora.go("/groepen/leiden/nieuw/")
    page.locator("[name=ritme][value=week]").check(force=True)
    words = {"titel": "Samen op adem", "plaats": "Buurthuis De Linde, Dorpsstraat 4, Utrecht"}
    words |= {"dag": DAYS[0], "tijd": "14:00", "gemeente": "Utrecht", "aantal": "6"}
    for name, text in words.items():
        page.fill(f"[name={name}]", text)
    press_main(page)
    seen(page)
    assert [page.input_value(f"[name=dag-{each}]") for each in range(5)] == DAYS
    assert {page.input_value(f"[name=tijd-{each}]") for each in range(7)} == {"14:00"}
    press_main(page)
    seen(page)
    dora.story.group = re.search("/leiden/([^/]+)/", page.url)[1]
    links = page.locator(".led-meetings h3 a").evaluate_all("all => all.map(a => a.href)")
    dora.story.meetings = [each.split("/")[-2] for each in links]
    assert len(dora.story.meetings) == 7
    said = page.locator(".led-moment").all_inner_texts()
    assert all("14.00" in each or "14:00" in each for each in said), said
    dora.story.code = page.locator("dd[translate=no]").inner_text()


def put_in_the_list(dora: Facilitator) -> None:
    page = dora.led()
    with page.expect_navigation():
        page.get_by_role("button", name="Zet in de lijst").click()
    seen(page)


def test_2_people_come_in_by_mail_by_link_by_paper_and_from_the_list(story):
    dora = story["Dora"]
    by_mail(story, dora)
    by_link(story, dora)
    by_paper(story)
    from_the_list(story)
    for name in ("Gerda", "Henk"):
        one = story.enters(name)
        page = one.go(f"/groepen/meedoen/{story.code.replace(' ', '')}/")
        page.fill("[name=naam]", name)
        press_main(page)
    on_the_waiting_list(story)
    names = dora.led("deelnemers/").locator("main").inner_text()
    assert "6 in de groep, plaats voor 6." in names
    assert names.index("Wachten op een plek") < names.index("Fatma")


def by_mail(story: Story, dora: Facilitator) -> None:
    """Annemarie: an account, on a telephone; her link is of no use to who gets it from her."""
    anna = story.enters("Annemarie", address="annemarie@example.nl")
    anna.sign_in()
    page = dora.led("uitnodigen/")
    page.fill("[name=adressen]", anna.address)
    with page.expect_navigation():
        page.get_by_role("button", name="Verstuur de uitnodigingen").click()
    seen(page)
    link = anna.path_in_mail("uitgenodigd")
    page = anna.go(link)
    expect(page.locator("main")).to_contain_text("Dora de Wit")
    page.fill("[name=naam]", "Annemarie")
    press_main(page)
    expect(seen(page).locator("main")).to_contain_text("Welkom, Annemarie")
    stranger = story.enters("Stranger")
    stranger.tab.go(link)
    assert "Samen op adem" not in seen(stranger.page).content()
    story.leaves("Stranger")


def by_link(story: Story, dora: Facilitator) -> None:
    """Bram: a guest, without JavaScript, on a tablet."""
    link = dora.led("uitnodigen/").locator("#link").inner_text()
    bram = story.enters("Bram", viewport=TABLET, java_script_enabled=False)
    page = bram.go(link[link.index("/groepen/") :])
    page.fill("[name=naam]", "Bram")
    page.fill("[name=adres]", "bram@example.nl")
    bram.address = "bram@example.nl"
    press_main(page)
    expect(seen(page).locator("main")).to_contain_text("Welkom, Bram")


def by_paper(story: Story) -> None:
    """Corrie: a guest with the keyboard alone, who types the code from the flyer."""
    code = code_on_paper(story["Dora"])
    corrie = story.enters("Corrie", WithKeys, viewport=DESK)
    page = corrie.go("/groepen/meedoen/")
    tab_to(page, page.locator("[name=code]"))
    page.keyboard.type(code.lower())
    with page.expect_navigation():
        page.keyboard.press("Enter")
    tab_to(seen(page), page.locator("[name=naam]"))
    page.keyboard.type("Corrie")
    enter(page, page.get_by_role("button", name="Ik doe mee"))
    expect(seen(page).locator("main")).to_contain_text("Welkom, Corrie")


def code_on_paper(dora: Facilitator) -> str:
    """Return the code that stands on the flyer, as somebody reads it."""
    flyer = PdfReader(io.BytesIO(dora.ask(dora.path("materiaal/flyer/pdf/")).body()))
    text = "\n".join(page.extract_text() for page in flyer.pages)
    assert "Samen op adem" in text and "14.00" in text.replace(":", ".")
    parts = dora.story.code.split()
    return re.search(r"\s+".join(parts), text)[0]


def from_the_list(story: Story) -> None:
    """Ed: an account, in English; he finds the group and registers."""
    ed = story.enters("Ed", address="ed@example.nl", viewport=DESK)
    ed.home = "/en/groups/mine/"
    ed.sign_in()
    page = ed.go("/en/groups/search/")
    page.get_by_role("link", name="Samen op adem").first.click()
    page.wait_for_url("**/groups/search/*/")
    with seen(page).expect_navigation():
        page.get_by_role("link", name="Register").first.click()
    seen(page).fill("[name=naam]", "Ed")
    page.fill("[name=mail]", ed.address)
    press_main(page)
    seen(page)
    expect(ed.mine().locator("main")).to_contain_text("Ed")


def on_the_waiting_list(story: Story) -> None:
    """Fatma: an account; the group is full."""
    fatma = story.enters("Fatma", address="fatma@example.nl")
    fatma.sign_in()
    page = fatma.go(f"/groepen/meedoen/{story.code.replace(' ', '')}/")
    page.fill("[name=naam]", "Fatma")
    press_main(page)
    expect(seen(page).locator("h2").first).to_have_text("Je staat op de wachtlijst")


def test_3_the_days_stay_at_two_o_clock_across_the_change_to_summer_time(story):
    for one in story.here():
        text = one.mine().locator("main").inner_text()
        said = "14:00 to 15:00" if one.name == "Ed" else "14.00 tot 15.00 uur"
        assert text.count(said) == 6, one.name
    anna = story["Annemarie"]
    page = anna.mine()
    with page.expect_download() as download:
        page.get_by_role("link", name="Zet de data in je agenda").click()
    look_at_calendar(download.value.path().read_bytes())
    for name in ("Bram", "Corrie", "Ed"):
        href = story[name].mine().locator("a[href$='.ics']").first.get_attribute("href")
        look_at_calendar(story[name].ask(href).body())


def look_at_calendar(file: bytes) -> None:
    """Two o'clock on the wall on every day; an hour earlier for the sun after 28 March."""
    begins = [each.decoded("dtstart") for each in Calendar.from_ical(file).walk("VEVENT")]
    assert [each.date().isoformat() for each in begins[:5]] == DAYS
    assert {each.astimezone(AMSTERDAM).strftime("%H:%M") for each in begins} == {"14:00"}
    offsets = [each.utcoffset().total_seconds() / 3600 for each in begins]
    assert offsets == [1, 1, 1, 2, 2, 2, 2]


def everybody_looks_in(story: Story, day: str, clock: str = "20:00") -> None:
    """Let time go on. A guest who stays away for a week is forgotten."""
    story.clock.set(at(day, clock))
    for one in story.here():
        assert "Samen op adem" in one.ask(f"/groepen/mijn/{story.group}/").text(), one.name


def test_4_the_facilitator_sees_what_people_let_know_and_nothing_else(story):
    everybody_looks_in(story, "2027-03-08")
    everybody_looks_in(story, "2027-03-14")
    dora, anna, bram, corrie, ed = (
        story[name] for name in ("Dora", "Annemarie", "Bram", "Corrie", "Ed")
    )
    comes(anna)
    cannot_come(bram, AWAY)
    do_the_exercise(anna)
    do_the_exercise(bram)
    do_the_exercise(ed)
    brings(anna)
    do_the_exercise(corrie)
    tells_to_have_prepared(corrie)
    for name in ("Gerda", "Henk"):
        comes(story[name])
    text = dora.go(dora.meeting(1)).locator("main").inner_text()
    assert said_of(text, "Komt (4)") == "Annemarie Corrie deed de oefening Gerda Henk"
    assert said_of(text, "Komt niet (1)") == f"Bram {AWAY}"
    assert said_of(text, "Liet nog niets weten (1)") == "Ed"
    assert "1 zegt de oefening gedaan te hebben." in text
    assert text.count("Annemarie") == 2 and "van twee uur voor tot twee uur na" in text
    pages = dora.everything()
    assert len(pages) > 40
    assert [path for path, page in pages.items() if SECRET in page] == []


def comes(one: Someone) -> None:
    with one.mine().expect_navigation():
        one.page.locator("button[name=komt][value=ja]").click()
    expect(seen(one.page).locator("main")).to_contain_text("Je liet weten: ik kom.")


def cannot_come(one: Someone, words: str) -> None:
    page = one.mine()
    with page.expect_navigation():
        page.get_by_role("link", name="Met een paar woorden").click()
    seen(page).locator("[name=komt][value=nee]").check(force=True)
    page.fill("[name=woorden]", words)
    press_main(page)
    expect(seen(page).locator("main")).to_contain_text(words)


def do_the_exercise(one: Someone) -> None:
    """Go from one's page of the group through the exercise to its outcome."""
    page = one.mine()
    enter(page, page.locator("main a[href$='/grenzen/'], main a[href$='/limits/']").first)
    seen(page)
    enter(page, page.locator("main a[href$='/begin/']").first)
    one.fill_in(page)
    assert re.search("/(uitkomst|outcome)/$", page.url)


def brings(one: Someone) -> None:
    page = one.page
    with page.expect_navigation():
        page.get_by_role("link", name="Neem mee naar de groep").first.click()
    with seen(page).expect_navigation():
        page.get_by_role("button", name="Neem mee").first.click()
    expect(seen(page).locator("main")).to_contain_text("Gaat mee.")


def tells_to_have_prepared(one: Someone) -> None:
    """Let know that one comes and did the exercise, with the keyboard; the outcome is kept."""
    page = one.mine()
    enter(page, page.get_by_role("link", name="Met een paar woorden"))
    tab_to(seen(page), page.locator("[name=komt]:checked"))
    page.keyboard.press("ArrowDown")
    assert page.locator("[name=komt]:checked").input_value() == "ja"
    tab_to(page, page.locator("[name=gedaan]"))
    page.keyboard.press("Space")
    enter(page, page.get_by_role("button", name="Laat het weten"))
    expect(seen(page).locator("main")).to_contain_text("Je liet dat weten aan je gespreksleider.")


def said_of(text: str, title: str) -> str:
    """Return what stands below a heading of the page, on one line."""
    lines = text.split(title)[1].strip()
    return " ".join(re.split(r"\n(?:Komt|Liet|Je ziet)", lines)[0].split())


def test_5_the_meeting_goes_its_way_with_and_without_a_connection(story):
    story.clock.set(at(DAYS[1], "14:00"))
    dora = story["Dora"]
    page = dora.go(dora.meeting(1, "nu/"))
    ready(page)
    begin(page)
    arrived(page)
    beamer = page.context.new_page()
    beamer.goto(dora.tab.url + dora.meeting(1, "scherm/"))
    title(beamer, "Wat hier gezegd wordt, blijft hier.")
    story.line.cut()
    press(page, "Volgende")
    title(page, "Kennismaken")
    title(beamer, "Hoe heet je? Voor wie zorg je?")
    press(page, "5 minuten langer")
    expect(page.locator(".run-left:visible")).to_have_text("nog ongeveer 15 minuten")
    story.line.mend()
    expect(page.locator("[data-part=away]")).to_be_hidden()
    press(page, "Sla over")
    title(page, "Het verhaal van Nel")
    arrived(page)
    seen(page)
    beamer.close()
    assert dora.tab.elsewhere == []
    opens_what_was_brought(dora)
    dora.go(dora.meeting(1, "nu/")).locator(".run-plan summary").click()
    press(page, "Stop de bijeenkomst nu")
    title(page, "Klaar. Goed gedaan.")
    arrived(page)
    notes_who_came(dora, 1, ["Annemarie", "Corrie", "Ed", "Gerda", "Henk"], look="Corrie")
    writes_a_note(dora)


def opens_what_was_brought(dora: Facilitator) -> None:
    """What came out is there, nothing of anybody else, and who brought it sees that Dora looked."""
    page = dora.go(dora.meeting(1))
    with page.expect_navigation():
        page.locator("a[href*='/meegenomen/']").click()
    with seen(page).expect_navigation():
        page.get_by_role("button", name="Bekijk", exact=True).click()
    expect(seen(page).locator(".letter")).to_be_visible()
    anna = dora.story["Annemarie"]
    assert 0 < page.content().count(SECRET) == page.content().count(anna.words)
    text = anna.go(f"/groepen/mijn/{dora.story.group}/{dora.story.meetings[1]}/meenemen/")
    expect(text.locator(".looks")).to_contain_text("17 maart, 14:0")


def notes_who_came(dora: Facilitator, number: int, names: list[str], *, look: str = "") -> None:
    page = dora.go(dora.meeting(number, "wie-er-was/"))
    for name in names:
        page.locator(".attendee label.choice", has_text=name).locator("input").check(force=True)
    if look:
        one = page.locator(".attendee", has_text=look)
        one.locator("summary").click()
        one.locator("input[type=date]").fill(LOOK_DAY)
    press_main(page)
    said = f"Bewaard. Er waren {len(names)} deelnemers."
    expect(seen(page).locator("[role=status]").first).to_have_text(said)


def writes_a_note(dora: Facilitator) -> None:
    page = dora.go(dora.meeting(1, "notitie/"))
    page.fill("[name=tekst]", NOTE)
    press_main(page)
    expect(seen(page).locator("[name=tekst]")).to_have_value(NOTE)


def test_6_one_leaves_one_erases_everything_and_a_meeting_is_off_an_hour_before(story):
    everybody_looks_in(story, "2027-03-20")
    dora = story["Dora"]
    leaves(story["Henk"])
    story.leaves("Henk")
    assert "/groepen/mijn/" in story["Fatma"].path_in_mail("Er is een plek voor je")
    expect(story["Fatma"].mine().locator("button[name=komt]").first).to_be_visible()
    erases_everything(story["Gerda"])
    story.leaves("Gerda")
    text = dora.go(dora.meeting(1, "wie-er-was/")).locator("main").inner_text()
    assert "Gerda" not in text and "Henk" not in text
    assert "En 2 mensen die er niet meer bij zijn. Die tellen nog mee." in text
    assert "Gerda" not in dora.led("deelnemers/").content()
    is_off(story, dora)


def leaves(one: Someone) -> None:
    page = one.mine()
    with page.expect_navigation():
        page.get_by_role("link", name="Stop met deze groep").click()
    press_main(seen(page))
    expect(seen(page).locator("main")).to_contain_text("Je bent gestopt met de groep.")
    assert one.ask(f"/groepen/mijn/{one.story.group}/").status == 404


def erases_everything(one: Someone) -> None:
    press_main(one.go("/mijn/wissen/"))
    expect(seen(one.page).locator("h1")).to_have_text("Alles is gewist")
    assert one.ask(f"/groepen/mijn/{one.story.group}/").status == 404


def is_off(story: Story, dora: Facilitator) -> None:
    """The hall is flooded at one o'clock; the meeting would be at two."""
    story.clock.set(at(DAYS[2], "13:00"))
    page = dora.go(dora.meeting(2, "afzeggen/"))
    assert page.locator(".led-names li").all_inner_texts() == ["Corrie"]
    page.fill("[name=reden]", FLOOD)
    press_main(page)
    expect(seen(page).locator("[role=status]")).to_contain_text("4 deelnemers krijgen nu een mail")
    for name in ("Annemarie", "Bram", "Fatma"):
        text = story[name].mail_about("gaat niet door")
        assert FLOOD in text and "24 maart" in text, name
        others = set(story.people) - {name, "Dora"}
        assert not [other for other in others if re.search(rf"\b{other}\b", text)]
    assert FLOOD in story["Ed"].mail_about("called off")
    for one in story.here():
        expect(one.mine().locator("main")).to_contain_text(FLOOD)
    href = story["Annemarie"].page.locator("a[href$='.ics']").first.get_attribute("href")
    events = Calendar.from_ical(story["Annemarie"].ask(href).body()).walk("VEVENT")
    assert [str(each.get("status")) for each in events].count("CANCELLED") == 1


def test_7_after_the_change_the_meeting_begins_at_two_on_the_wall(story):
    everybody_looks_in(story, "2027-03-30")
    dora = story["Dora"]
    for name in ("Annemarie", "Bram", "Fatma"):
        comes(story[name])
    story.clock.set(at(DAYS[3], "14:00"))
    page = dora.go(dora.meeting(3, "nu/"))
    page.get_by_role("button", name="Begin de bijeenkomst").click()
    expect(page.locator("[data-part=ends]")).to_have_text(re.compile("^15[.:]0"))
    page.locator(".run-plan summary").click()
    expect(page.locator("[data-part=time]").first).to_have_text(re.compile("^14[.:]0"))
    arrived(page)
    notes_who_came(dora, 3, ["Annemarie", "Bram", "Corrie", "Ed", "Fatma"])
    paper = PdfReader(io.BytesIO(dora.ask(dora.meeting(4, "pdf/")).body()))
    text = paper.pages[0].extract_text().replace(":", ".")
    assert "7 april 2027" in text and "14.00" in text and "15.00" in text


def test_8_what_the_group_found_is_there_from_five_and_the_numbers_name_nobody(story):
    everybody_looks_in(story, "2027-04-02")
    everybody_looks_in(story, DAYS[4], "15:30")
    dora = story["Dora"]
    notes_who_came(dora, 4, ["Annemarie", "Bram", "Corrie", "Fatma"])
    page = dora.led("daarna/")
    with page.expect_navigation():
        page.get_by_role("button", name="Mail wie een adres gaf").click()
    expect(seen(page).locator("main")).to_contain_text("4 deelnemers hebben deze mail gekregen")
    copies_from_paper(dora)
    one_by_one = [story[name] for name in ("Annemarie", "Bram", "Corrie", "Ed", "Fatma")]
    for one in one_by_one[:4]:
        looks_back(one)
    text = dora.led("evaluatie/").locator("main").inner_text()
    assert "5 terugblikken zijn gestuurd." in text and "Vanaf vijf" in text
    assert SECRET not in text
    looks_back(one_by_one[4])
    text = dora.led("evaluatie/").locator("main").inner_text()
    assert "6 terugblikken zijn gestuurd." in text and SECRET in text
    tells_the_numbers(dora)


def copies_from_paper(dora: Facilitator) -> None:
    """Somebody filled in the form on paper: it is counted, and makes no five."""
    page = dora.led("evaluatie/overnemen/")
    answer(page, 0, SECRET)
    press_main(page)
    expect(seen(page).locator("main")).to_contain_text("Het formulier is bewaard.")


def looks_back(one: Someone) -> None:
    page = one.mine()
    page = one.go(
        page.locator("a[href*='/terugblik/'], a[href*='/looking-back/']").first.get_attribute(
            "href"
        )
    )
    press_main(page)
    one.fill_in(page)
    press_main(seen(page))
    expect(seen(page).locator("main")).to_contain_text(
        re.compile("zonder je naam|without your name")
    )


def tells_the_numbers(dora: Facilitator) -> None:
    page = dora.led("samenvatting/")
    rows = {}
    for row in page.locator("tbody tr").all():
        rows[row.locator("th").inner_text()] = row.locator("td").inner_text()
    assert rows["Uitgenodigd per mail"] == "1"
    assert rows["Deden mee"] == "7"
    assert rows["Staan op de wachtlijst"] == "0"
    assert rows["Maakten de reeks af (kwamen minstens 3 keer)"] == "2"
    assert rows["Stopten onderweg"] == "minder dan 5"
    assert rows["Stuurden een terugblik"] == "6"
    came = [value for label, value in rows.items() if re.match("(ma|di|wo|do|vr|za|zo)", label)]
    assert came == ["niet genoteerd", "5", "ging niet door", "5", "4", "komt nog", "komt nog"]
    paper = PdfReader(io.BytesIO(dora.ask(dora.path("samenvatting.pdf")).body()))
    said = page.locator("main").inner_text() + "".join(each.extract_text() for each in paper.pages)
    said += dora.ask(dora.path("samenvatting.csv")).text()
    for name in ("Annemarie", "Bram", "Corrie", "Ed", "Fatma", "Gerda", "Henk"):
        assert not re.search(rf"\b{name}\b", said), name


def test_9_nothing_of_it_lies_readable_on_the_disk(story):
    words = ["Annemarie", "Corrie", "annemarie@example.nl", SECRET, NOTE, FLOOD, AWAY]
    assert found_in_files(story.served.data, words) == set()
