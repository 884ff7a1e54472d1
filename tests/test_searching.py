"""What a real server keeps of what somebody looks for: nothing, in no log and in no file."""

import pytest

from conftest import serving
from tests.visiting import Visitor, found_in_files

WORDS = ("zwaluwenverdriet", "koolmezenangst")


@pytest.mark.load
def test_no_word_of_a_query_is_printed_or_written(tmp_path):
    data, errors = tmp_path / "data", tmp_path / "errors"
    with errors.open("wb") as log, serving(data, errors=log) as server:
        guest = Visitor(server.url)
        for word in WORDS:
            for path in ("/zoeken/", "/en/search/", "/zoeken/suggesties/"):
                status, _page = guest.get(f"{path}?q={word}+rouwgroep&blad=x")
                assert status == 200
        assert guest.get(f"/zoeken/{WORDS[0]}/")[0] == 404
    printed = errors.read_text(encoding="utf-8")
    assert not any(word in printed for word in WORDS)
    assert not found_in_files(data, WORDS)
