"""Reading lists: days, numbers, hours, encodings, separators, whole rows. No database."""

import codecs
import io
import json
import zipfile
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from balans.directory.editing.reading import cells, hsds
from balans.directory.editing.reading.columns import COLUMNS, is_ours, matched
from balans.directory.editing.reading.dates import read_date, slash_order
from balans.directory.editing.reading.decoding import MOST_BYTES, decoded
from balans.directory.editing.reading.hours import read_openings, write_openings
from balans.directory.editing.reading.lists import raw_rows, read_list
from balans.directory.editing.reading.problems import CannotRead, Unreadable
from balans.directory.editing.reading.rows import Known, tidy, understood
from balans.directory.editing.reading.table import table
from balans.directory.offer import DAYS, Opening

TODAY = date(2026, 11, 25)
KNOWN = Known(
    needs={
        "praten": ("Ik wil met iemand praten", "I want to talk"),
        "nacht": ("Een nacht slapen",),
    },
    municipalities={"zwolle": "Zwolle", "kampen": "Kampen", "bergen-nh": "Bergen (NH)"},
    allowed=frozenset({"zwolle"}),
    today=TODAY,
    default_areas=("zwolle",),
)
GOOD = {"naam": "Inloop", "hulp bij": "praten", "telefoon": "0381234567", "gemeenten": "Zwolle"}


def codes(values, known=KNOWN) -> list[tuple[str, str]]:
    return [(each.field, each.code) for each in understood(values, known).problems]


# Days.


@pytest.mark.parametrize(
    "text",
    [
        "2026-11-05",
        "5-11-2026",
        "05.11.2026",
        "5 november 2026",
        "5 Nov. 2026",
        "2026-11-05T10:30:00Z",
        "donderdag 5 november 2026",
    ],
)
def test_a_day_is_read_in_the_styles_that_people_use(text):
    assert read_date(text, today=TODAY) == date(2026, 11, 5)


def test_a_day_with_slashes_whose_month_can_only_be_second_is_read():
    assert read_date("25/11/26", today=TODAY) == date(2026, 11, 25)
    assert read_date("25/11/2026", today=TODAY) == date(2026, 11, 25)


@pytest.mark.parametrize("text", ["03/04/26", "3/4/2026", "11-10-12"])
def test_a_day_that_can_be_two_days_is_asked_for_with_both(text):
    with pytest.raises(Unreadable) as error:
        read_date(text, today=TODAY)
    assert error.value.code == "ambiguous_date"
    assert " / " in error.value.hint


def test_another_row_of_the_column_tells_what_stands_first():
    assert slash_order(["03/04/26", "25/11/26"]) == "day"
    assert slash_order(["03/04/26", "11/25/26"]) == "month"
    assert slash_order(["25/11/26", "11/25/26"]) == ""
    assert read_date("03/04/26", today=TODAY, order="day") == date(2026, 4, 3)
    assert read_date("03/04/26", today=TODAY, order="month") == date(2026, 3, 4)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("32-01-2026", "date"),
        ("gisteren", "date"),
        ("46351", "date"),
        ("2026-02-30", "date"),
        ("2027-01-01", "future_date"),
        ("1812-01-01", "date"),
    ],
)
def test_what_is_no_day_says_why(text, code):
    with pytest.raises(Unreadable) as error:
        read_date(text, today=TODAY)
    assert error.value.code == code


@given(st.dates(min_value=date(1990, 1, 1), max_value=TODAY))
def test_every_day_comes_back_from_each_unambiguous_style(day):
    months = (
        "januari februari maart april mei juni juli augustus september oktober november december"
    )
    for text in (
        day.isoformat(),
        f"{day.day}-{day.month}-{day.year}",
        f"{day.day} {months.split()[day.month - 1]} {day.year}",
    ):
        assert read_date(text, today=TODAY) == day


@given(st.text(max_size=30))
def test_any_words_are_a_day_or_say_why(text):
    try:
        read_date(text, today=TODAY)
    except Unreadable as error:
        assert error.code in ("date", "future_date", "ambiguous_date")


# Numbers and addresses.


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("038-1234567", "038 123 45 67"),
        ("+31 38 123 45 67", "038 123 45 67"),
        ("0031(0)381234567", "038 123 45 67"),
        ("381234567", "038 123 45 67"),
        ("06 12345678", "06 12 34 56 78"),
        ("0529-123456", "0529 12 34 56"),
        ("0800-1234", "0800 1234"),
        ("14038", "14 038"),
        ("tel: 038 123 45 67", "038 123 45 67"),
        ("", ""),
    ],
)
def test_a_phone_number_is_cleaned(text, number):
    assert cells.read_phone(text) == number


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("038-1234567 / 06-12345678", "two_phones"),
        ("038 1234567 of 0612345678", "two_phones"),
        ("+32 2 123 45 67", "foreign_phone"),
        ("bel de balie", "phone"),
        ("12", "phone"),
    ],
)
def test_a_number_that_cannot_be_called_says_why(text, code):
    with pytest.raises(Unreadable) as error:
        cells.read_phone(text)
    assert error.value.code == code


def test_an_address_of_the_web_gets_its_beginning():
    assert cells.read_url("www.zwolle.nl/hulp") == "https://www.zwolle.nl/hulp"
    assert cells.read_url("HTTP://zwolle.nl") == "http://zwolle.nl"


@pytest.mark.parametrize(
    "text",
    [
        "javascript:alert(1)",
        "data:text/html,x",
        "ftp://zwolle.nl",
        "zwolle",
        "http://a b.nl",
        "https://naam:geheim@zwolle.nl",
        "http://[::1",
        "file:///etc/passwd",
    ],
)
def test_what_is_no_address_of_the_web_is_refused(text):
    with pytest.raises(Unreadable):
        cells.read_url(text)


# Hours.


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("ma-vr 9:00-17:00", "mo,tu,we,th,fr 09:00-17:00"),
        ("ma t/m vr van 9.00 tot 17.00 uur", "mo,tu,we,th,fr 09:00-17:00"),
        ("maandag en woensdag 10-12 uur", "mo,we 10:00-12:00"),
        ("ma 9-12 en 13-17; za 10:00 - 12:30", "mo 09:00-12:00; mo 13:00-17:00; sa 10:00-12:30"),
        ("dagelijks 0:00-24:00", "mo,tu,we,th,fr,sa,su 00:00-00:00"),
        ("za-ma 8-9", "mo,sa,su 08:00-09:00"),
        ("", ""),
    ],
)
def test_hours_are_read_as_people_write_them(text, shown):
    assert write_openings(read_openings(text)) == shown


@pytest.mark.parametrize(
    "text", ["op afspraak", "ma 25:00-26:00", "elke dag", "9-17", "ma 9-17 behalve mei"]
)
def test_hours_that_we_cannot_follow_say_so(text):
    with pytest.raises(Unreadable):
        read_openings(text)


CLOCKS = st.builds("{:02}:{:02}".format, st.integers(0, 23), st.integers(0, 59))
OPENINGS = st.builds(
    Opening,
    days=st.sets(st.sampled_from(DAYS), min_size=1).map(
        lambda some: tuple(sorted(some, key=DAYS.index))
    ),
    opens=CLOCKS,
    closes=CLOCKS,
)


@given(st.lists(OPENINGS, max_size=5))
def test_hours_that_we_write_we_read_again(openings):
    assert read_openings(write_openings(tuple(openings))) == tuple(openings)


# Files.

TEXT = "naam;hulp bij;telefoon\r\nCafé ’t Hoekje – één;praten;038 1234567\r\n"


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (TEXT.encode(), "utf-8"),
        (TEXT.encode("utf-8-sig"), "utf-8"),
        (TEXT.encode("cp1252"), "windows-1252"),
        (TEXT.encode("utf-16"), "utf-16"),
        (codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"), "utf-16"),
        (TEXT.encode("utf-16-le"), "utf-16"),
    ],
)
def test_a_file_is_read_in_every_way_that_it_may_be_written(data, encoding):
    found = decoded(data)
    assert (found.text, found.encoding) == (TEXT, encoding)


def zipped(**files: str) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as folder:
        for name, text in files.items():
            folder.writestr(name.replace("__", ".").replace("_s_", "/"), text)
    return file.getvalue()


def test_the_one_list_in_a_zip_is_read():
    assert decoded(zipped(lijst__csv=TEXT, leesmij__md="hoi")).text == TEXT


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (b" \r\n\r\n", "empty"),
        (b"%PDF-1.7 x", "pdf"),
        (b"\xd0\xcf\x11\xe0 oud excel", "excel"),
        (zipped(xl_s_workbook__xml="x"), "excel"),
        (zipped(a__csv="naam", b__csv="naam"), "zip_many"),
        (zipped(a__txtx="naam"), "zip_none"),
        (zipped(datapackage__json="{}", services__csv="id"), "datapackage"),
        (b"PK\x03\x04 afgebroken", "zip_broken"),
        (b"\x89PNG\r\n", "picture"),
        (b"naam\0\0\0;x", "binary"),
        (b"<!DOCTYPE html><p>", "page"),
        (b"x" * (MOST_BYTES + 1), "too_large"),
    ],
)
def test_what_is_no_list_says_what_it_is(data, code):
    with pytest.raises(CannotRead) as error:
        decoded(data)
    assert error.value.code == code


@given(st.binary(max_size=300))
def test_any_bytes_are_a_text_or_say_why(data):
    try:
        found = decoded(data)
        list(raw_rows(found, ("naam",)))
    except CannotRead as error:
        assert error.code


@pytest.mark.parametrize("separator", [";", ",", "\t"])
def test_a_separator_is_found_and_quotes_may_hold_it(separator):
    head = separator.join(("naam", "omschrijving", "kosten"))
    row = separator.join(('"Een; twee, drie\tvier"', '"Regel 1\nregel 2 ""zo"""', "5"))
    found = table(f"{head}\r\n{row}\r\n\r\nTwee{separator}{separator}\r\n")
    assert found.header == ("naam", "omschrijving", "kosten")
    assert list(found.rows()) == [
        (2, ["Een; twee, drie\tvier", 'Regel 1\nregel 2 "zo"', "5"]),
        (5, ["Twee", "", ""]),
    ]


def test_the_line_in_which_excel_names_its_separator_is_no_header():
    assert table("sep=;\nnaam;id\nx;1").header == ("naam", "id")


def test_a_quote_that_is_never_closed_names_its_line():
    with pytest.raises(CannotRead) as error:
        list(table('naam;tekst\nEen;twee\nDrie;"' + "vier;vijf\n" * 5000).rows())
    assert (error.value.code, error.value.hint) == ("open_quote", "3")


# Columns.


def test_every_column_of_the_template_is_known_by_its_own_name():
    header = [each.name for each in COLUMNS]
    assert list(matched(header)) == header
    assert is_ours(header)


def test_a_name_is_known_whichever_way_round():
    assert matched(["Aanbod naam"]) == matched(["Naam aanbod"]) == ("naam",)


def test_a_wrong_header_is_guessed():
    header = [
        "Naam aanbod",
        "Organisatie naam",
        "Telefoonnr",
        "E-mail",
        "Gemeente",
        "Kleur",
        "Titel",
    ]
    assert matched(header) == (*("naam", "organisatie", "telefoon", "mail", "gemeenten", "", ""),)
    assert not is_ours(header)


# Rows.


def test_a_row_becomes_an_offer():
    found = understood(
        GOOD
        | {
            "omschrijving": "Koffie.\nElke week.",
            "openingstijden": "ma 9-12",
            "gratis": "ja",
            "manier": "plek; telefonisch",
            "talen": "Nederlands; Turks",
            "straat": "Lindelaan 1|Plein 2",
            "postcode": "8011ab|",
            "plaats": "Zwolle|Zwolle",
            "nagekeken op": "25/11/26",
            "naam en": "Drop-in",
        },
        KNOWN,
    )
    record = found.record
    assert record is not None and not found.problems
    assert record.phone == "038 123 45 67"
    assert record.words["en"].title == "Drop-in"
    assert record.places[0].postcode == "8011 AB"
    assert record.places[1].street == "Plein 2"
    assert (record.ways, record.languages, record.free) == (("place", "phone"), ("nl", "tr"), "yes")
    assert record.areas == ("zwolle",)


def test_needs_are_given_by_their_name_or_their_sentence_in_either_language():
    for text in ("praten", "Ik wil met iemand praten", "i want to TALK"):
        record = understood(GOOD | {"hulp bij": text}, KNOWN).record
        assert record is not None and record.needs == ("praten",)


def test_what_is_not_known_says_what_may_be_meant():
    found = understood(GOOD | {"hulp bij": "prate", "gemeenten": "Zwole"}, KNOWN)
    assert [(each.code, each.hint) for each in found.problems] == [
        ("need", "Ik wil met iemand praten"),
        ("area", "Zwolle"),
    ]


def test_a_row_outside_the_municipalities_of_the_editor_is_an_error():
    assert codes(GOOD | {"gemeenten": "Kampen"}) == [("gemeenten", "not_yours")]
    assert codes(GOOD | {"gemeenten": "heel Nederland"}) == [("gemeenten", "not_yours")]


def test_every_fault_of_a_row_is_named_at_once():
    row = {
        "naam": "",
        "telefoon": "x",
        "mail": "y",
        "website": "z",
        "postcode": "1",
        "gratis": "?!a",
    }
    assert {field for field, _code in codes(row)} == {
        *("naam", "telefoon", "mail", "website", "postcode", "gratis", "hulp bij"),
    }


def test_hours_in_words_stay_words():
    found = understood(GOOD | {"openingstijden": "op afspraak"}, KNOWN)
    assert found.record is not None and found.record.words["nl"].hours == "op afspraak"
    assert [each.code for each in found.notes] == ["hours_in_words"]


def test_an_offer_that_nobody_can_reach_is_an_error():
    assert codes({"naam": "Inloop", "hulp bij": "praten"}) == [("eerste stap", "reach")]


def test_an_id_that_stands_twice_is_wrong_in_both_rows():
    rows = "1,A,praten,0381234567\n1,B,praten,0381234567\n2,C,praten,0381234567"
    text = f"id,naam,hulp bij,telefoon\n{rows}"
    found = list(read_list(decoded(text.encode()), ("id", "naam", "hulp bij", "telefoon"), KNOWN))
    assert [[each.code for each in row.problems] for _line, row in found] == [
        ["twice"],
        ["twice"],
        [],
    ]


def test_rows_without_an_id_are_known_by_name_and_organisation():
    first = understood(GOOD, KNOWN).source_id
    assert first == understood(GOOD | {"telefoon": "0387654321"}, KNOWN).source_id
    assert first != understood(GOOD | {"organisatie": "Ander"}, KNOWN).source_id


@given(
    st.dictionaries(
        st.sampled_from([each.name for each in COLUMNS]), st.text(max_size=60), max_size=12
    )
)
def test_any_row_is_an_offer_or_says_why(values):
    found = understood(values, KNOWN)
    assert (found.record is None) == bool(found.problems)


# HSDS.

SERVICE = {
    "id": "ac148810-d857-441c-9679-408f346de14b",
    "name": "Inloop",
    "description": "Koffie",
    "status": "active",
    "url": "https://inloop.example",
    "organization": {"id": "x", "name": "Welzijn"},
    "phones": [{"number": "038 123 45 67"}],
    "schedules": [
        {"byday": "MO,TU", "opens_at": "09:00:00", "closes_at": "17:00", "freq": "WEEKLY"}
    ],
    "service_areas": [{"name": "Zwolle"}],
    "languages": [{"code": "nl", "name": "Dutch"}],
    "service_at_locations": [
        {
            "location": {
                "name": "De Linde",
                "addresses": [
                    {"address_1": "Laan 1", "city": "Zwolle", "postal_code": "8011AB"},
                ],
            }
        }
    ],
    "attributes": [
        {"taxonomy_term": {"code": "praten", "name": "Praten"}},
        {"taxonomy_term": {"name": "dementia"}},
    ],
    "assured_date": "2026-10-01",
}
OLD = {
    "content": [
        {
            "id": "7",
            "name": "Inloop",
            "organization": {"name": "Welzijn"},
            "contacts": [{"phones": [{"number": "038 123 45 67"}]}],
            "eligibilitys": [{"eligibility": "Iedereen"}],
            "cost_options": [{"option": "per keer", "amount": 5}],
            "regular_schedules": [{"weekday": "Monday", "opens_at": "09:00", "closes_at": "12:00"}],
            "service_areas": [{"service_area": "Zwolle"}],
            "service_at_locations": [
                {
                    "location": {
                        "physical_addresses": [
                            {"address_1": "Laan 1", "city": "Zwolle", "postal_code": "8011 AB"}
                        ]
                    }
                }
            ],
        }
    ]
}


def test_a_service_of_version_3_becomes_an_offer():
    for text in (
        json.dumps({"contents": [SERVICE], "total_items": 1}),
        json.dumps([SERVICE]),
        json.dumps(SERVICE),
    ):
        found = hsds.services(text)
        assert found.version == 3
        record = understood(hsds.values(found.services[0]), KNOWN).record
        assert record is not None
        assert (record.organisation, record.phone) == ("Welzijn", "038 123 45 67")
        assert record.audiences == ("dementia",)
        assert record.places[0].name == "De Linde"
        assert record.openings == (Opening(days=("mo", "tu"), opens="09:00", closes="17:00"),)
        assert record.assured == date(2026, 10, 1)


def test_a_service_of_version_2_is_read_as_far_as_it_goes():
    from dataclasses import replace

    found = hsds.services(json.dumps(OLD))
    assert found.version == 2
    known = replace(KNOWN, default_needs=("praten",))
    record = understood(hsds.values(found.services[0]), known).record
    assert record is not None
    assert record.openings[0].days == ("mo",)
    assert (record.words["nl"].who, record.words["nl"].cost) == ("Iedereen", "5 per keer")
    assert record.places[0].street == "Laan 1"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ('{"contents": [', "json"),
        ('{"contents": []}', "no_services"),
        ('{"foo": 1}', "no_services"),
        ("[1, 2]", "no_services"),
        ("[" * 100_000, "json"),
    ],
)
def test_json_without_services_says_so(text, code):
    with pytest.raises(CannotRead) as error:
        hsds.services(text)
    assert error.value.code == code


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=10),
    lambda some: (
        st.lists(some, max_size=3)
        | st.dictionaries(st.sampled_from([*SERVICE, *OLD["content"][0]]), some, max_size=4)
    ),
    max_leaves=20,
)


@given(JSON)
def test_any_service_becomes_a_row(value):
    service = {**value, "name": "X"} if isinstance(value, dict) else {"name": "X", "phones": value}
    understood(hsds.values(service), KNOWN)


def test_what_our_own_interface_tells_is_read_again():
    service = SERVICE | {
        "phones": [
            {"number": "06 12345678", "type": "text", "description": "WhatsApp"},
            {"number": "038 1234567", "type": "voice"},
        ],
        "cost_options": [{"option": "Gratis", "amount": 0, "currency": "EUR"}],
        "service_areas": [{"name": "Nederland", "extent_type": "country"}],
        "chat": "https://chat.example",
        "schedules": [{"description": "Op afspraak"}],
    }
    row = hsds.values(service)
    assert (row["telefoon"], row["whatsapp"]) == ("038 1234567", "06 12345678")
    assert (row["gratis"], row["gemeenten"]) == ("ja", "heel nederland")
    assert (row["chat"], row["uren in woorden"]) == ("https://chat.example", "Op afspraak")
    assert "kosten" not in row and "openingstijden" not in row


def test_a_service_that_stopped_is_an_error():
    row = hsds.values(SERVICE | {"status": "defunct"})
    assert ("status", "status") in codes(row)


# What somebody of ill will writes in a cell.


@pytest.mark.parametrize(
    "text",
    [
        "a@b.nl?bcc=c@d.nl",
        "a@b.nl?body=hallo",
        "a@b.nl&x",
        "a@b.nl\nBcc: c",
        "a@b.nl%0Abcc:x",
        '"a"@b.nl',
        "a@b.n1",
    ],
)
def test_a_mail_address_is_one_address_and_nothing_else(text):
    with pytest.raises(Unreadable):
        cells.read_mail(text)


@pytest.mark.parametrize("text", ["o'brien@b.nl", "a.b+c@sub.b.nl", "info@bücher.example"])
def test_a_mail_address_of_another_kind_is_read(text):
    assert cells.read_mail(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)//.nl",
        "data:text/html,x.nl",
        "//evil.nl",
        "https://goed.nl@kwaad.nl",
        "file:///etc/passwd",
        "https://a.nl/\x01",
        'https://a.nl/" onmouseover="x',
        "vbscript:x.nl",
    ],
)
def test_an_address_that_does_something_else_is_refused(text):
    with pytest.raises(Unreadable):
        cells.read_url(text)


def test_signs_that_nobody_sees_are_left_out():
    assert tidy("Wijk\u202ecentrum\x1b\x0b") == "Wijkcentrum"
    assert tidy("een\r\ntwee\rdrie\u2028") == "een\ntwee\ndrie"
    assert tidy("‏שלום") == "‏שלום"


def test_what_the_export_put_before_a_formula_is_taken_off():
    assert [tidy(each) for each in ("'=1+1", "'- koffie", "'t Huis")] == [
        "=1+1",
        "- koffie",
        "'t Huis",
    ]


def test_a_cell_with_thousands_of_places_or_languages_is_refused():
    many = {"naam": "x", "eerste stap": "x", "hulp bij": "praten", "locatie": "a|" * 5000}
    found = understood(many | {"talen": ";".join(map(str, range(99)))}, KNOWN)
    assert {(each.field, each.code) for each in found.problems} >= {
        ("locatie", "too_many"),
        ("talen", "too_many"),
    }


def test_a_small_zip_does_not_fill_the_memory():
    with pytest.raises(CannotRead) as refused:
        hsds.services("[" + "[]," * 5_000_001 + "[]]")
    assert refused.value.code == "too_large"


def test_text_in_four_bytes_a_letter_is_refused():
    with pytest.raises(CannotRead) as refused:
        decoded("naam;telefoon\r\nKoffie;038".encode("utf-32"))
    assert refused.value.code == "binary"


def test_a_header_that_comes_again_is_no_row():
    found = table("naam;telefoon\r\na;1\r\nnaam;telefoon\r\nb;2\r\n")
    assert list(found.rows()) == [(2, ["a", "1"]), (4, ["b", "2"])]


def test_the_number_of_a_row_is_guessed():
    assert matched(["Nr", "Naam activiteit"]) == ("id", "naam")
    assert matched(["Nr.", "Naam"]) == ("id", "naam")
