"""Files that are given: their names, and whether a browser keeps them or shows them."""

from balans.core.files import PDF, file_response, pdf_response, stream_response


def test_a_pdf_opens_in_the_browser_and_is_kept_under_its_name():
    shown = pdf_response(b"%PDF", "draaiboek-2026-11-26")
    assert shown["Content-Type"] == PDF
    assert shown["Content-Disposition"] == 'inline; filename="draaiboek-2026-11-26.pdf"'


def test_a_file_is_kept():
    assert file_response("a;b", "text/csv", "samenvatting.csv")["Content-Disposition"] == (
        'attachment; filename="samenvatting.csv"'
    )
    streamed = stream_response([b"a", b"b"], "application/zip", "alles.zip")
    assert streamed["Content-Disposition"] == 'attachment; filename="alles.zip"'
    assert streamed.getvalue() == b"ab"


def test_a_name_of_any_script_stays_what_it_is():
    given = pdf_response(b"", 'Café “Zeezicht" 水', kept=True)["Content-Disposition"]
    assert given == "attachment; filename*=utf-8''Caf%C3%A9%20%E2%80%9CZeezicht%22%20%E6%B0%B4.pdf"
