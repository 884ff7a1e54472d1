"""Content files: every error names file and field; an overlay takes the place of ours."""

from datetime import date

import pytest

from balans.core.content import ContentError, Library, Provenance


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "ours" / "pages" / "over").mkdir(parents=True)
    (tmp_path / "ours" / "pages" / "over" / "page.toml").write_text("reviewed = 2026-11-24\n")
    return tmp_path


def test_a_file_becomes_a_frozen_type(folder):
    read = Library((folder / "ours",)).decode(Provenance, "pages", "over", "page.toml")
    assert read.reviewed == date(2026, 11, 24)
    with pytest.raises(ValueError, match="frozen"):
        read.reviewed = date(2020, 1, 1)


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("", "reviewed: Field required"),
        ("reviewed = 'gisteren'", "reviewed: "),
        ("reviewed = 2026-11-24\nreviwed = 1", "reviwed: Extra inputs"),
        ("reviewed = x", "line 1, column"),
    ],
)
def test_an_error_names_file_and_field(folder, text, named):
    path = folder / "ours" / "pages" / "over" / "page.toml"
    path.write_text(text)
    with pytest.raises(ContentError) as error:
        Library((folder / "ours",)).decode(Provenance, "pages", "over", "page.toml")
    assert "pages/over/page.toml" in str(error.value)
    assert named in str(error.value)


def test_all_errors_of_a_file_are_told_at_once(folder):
    path = folder / "ours" / "pages" / "over" / "page.toml"
    path.write_text("sources = [1]\nmore = 2\n")
    with pytest.raises(ContentError) as error:
        Library((folder / "ours",)).decode(Provenance, "pages", "over", "page.toml")
    assert len(error.value.problems) == 3


def test_a_missing_file_is_named(folder):
    with pytest.raises(ContentError, match=r"pages/over/nl\.md: this file is missing"):
        Library((folder / "ours",)).find("pages", "over", "nl.md")


def test_an_overlay_takes_the_place_of_ours_file_by_file(folder):
    theirs = folder / "theirs" / "pages" / "over"
    theirs.mkdir(parents=True)
    (theirs / "page.toml").write_text("reviewed = 2026-01-01\n")
    (folder / "theirs" / "pages" / "extra").mkdir()
    library = Library((folder / "theirs", folder / "ours"))
    assert library.decode(Provenance, "pages", "over", "page.toml").reviewed == date(2026, 1, 1)
    assert library.items("pages") == ["extra", "over"]
