"""The rule of the codes (RFC 6238), without a database."""

from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qs, urlsplit

import pytest

from balans.accounts.staff import totp

SECRET = b"12345678901234567890"
NOW = datetime(2026, 11, 25, 12, 0, 7, tzinfo=UTC)
HERE = totp.step_of(NOW)

# RFC 6238, appendix B, SHA-1: the last six of the eight digits.
VECTORS = {
    59: "287082",
    1111111109: "081804",
    1111111111: "050471",
    1234567890: "005924",
    2000000000: "279037",
    20000000000: "353130",
}


@pytest.mark.parametrize(("second", "code"), VECTORS.items())
def test_codes_are_those_of_the_standard(second, code):
    moment = datetime.fromtimestamp(second, tz=UTC)
    assert totp.code_at(SECRET, totp.step_of(moment)) == code


@pytest.mark.parametrize("off", [-1, 0, 1])
def test_a_clock_may_be_half_a_minute_off(off):
    assert totp.step_of_code(SECRET, totp.code_at(SECRET, HERE + off), NOW) == HERE + off


@pytest.mark.parametrize("off", [-2, 2])
def test_a_clock_that_is_further_off_gives_wrong_codes(off):
    assert totp.step_of_code(SECRET, totp.code_at(SECRET, HERE + off), NOW) is None


def test_a_code_counts_once_and_neither_does_an_earlier_one_after_it():
    code = totp.code_at(SECRET, HERE)
    assert totp.step_of_code(SECRET, code, NOW, after=HERE) is None
    assert totp.step_of_code(SECRET, totp.code_at(SECRET, HERE - 1), NOW, after=HERE) is None
    later = totp.code_at(SECRET, HERE + 1)
    assert totp.step_of_code(SECRET, later, NOW + timedelta(seconds=30), after=HERE) == HERE + 1


@pytest.mark.parametrize("code", ["", "abc", "é12345", "0" * 500])
def test_what_is_no_code_is_wrong(code):
    assert totp.step_of_code(SECRET, code, NOW) is None


def test_the_secret_can_be_typed_and_read_by_an_app():
    assert totp.in_groups(SECRET) == "GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ"
    address = totp.address_for_app(SECRET, account="balans.example.nl", issuer="MantelzorgBalans")
    parts = urlsplit(address)
    told = {name: values[0] for name, values in parse_qs(parts.query).items()}
    assert (parts.scheme, parts.netloc) == ("otpauth", "totp")
    assert told["secret"] == totp.in_groups(SECRET).replace(" ", "")
    assert told["issuer"] == "MantelzorgBalans" and told["period"] == "30"
