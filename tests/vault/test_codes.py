"""An access code survives being read out loud, written down and typed on a phone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rugdekking.vault.codes import AccessCode, NotACode, contains_code

raw_codes = st.binary(min_size=15, max_size=15).map(AccessCode)


@given(raw_codes)
def test_a_code_is_six_groups_of_four(code: AccessCode) -> None:
    groups = code.text.split("-")

    assert [len(group) for group in groups] == [4] * 6


@given(raw_codes)
def test_a_typed_code_is_the_code(code: AccessCode) -> None:
    assert AccessCode.parse(code.text) == code


@given(raw_codes)
def test_spaces_lower_case_and_look_alike_letters_are_forgiven(code: AccessCode) -> None:
    sloppy = "  " + code.text.lower().replace("-", "  ").replace("0", "o").replace("1", "l") + "\n"

    assert AccessCode.parse(sloppy) == code


@pytest.mark.parametrize("typed", ["", "ABCD", "U" * 24, "A" * 25, "é" * 24, "<script>alert(1)</script>"])
def test_something_else_is_no_code(typed: str) -> None:
    with pytest.raises(NotACode):
        AccessCode.parse(typed)


def test_the_name_in_the_database_does_not_tell_the_code() -> None:
    code = AccessCode.new()

    assert code.raw not in code.lookup
    assert code.secret.seed != code.lookup


def test_two_codes_share_nothing() -> None:
    one, other = AccessCode.new(), AccessCode.new()

    assert one.lookup != other.lookup
    assert one.secret != other.secret


@given(raw_codes)
def test_a_code_pasted_into_a_message_is_noticed(code: AccessCode) -> None:
    assert contains_code(f"Mijn code is {code.text}, kunt u kijken?")
    assert contains_code(code.text.lower().replace("-", " "))
    assert contains_code(f"Hulp! {code.text}")
    assert contains_code(f"voor u:{code.text.replace('-', '')}.")
    assert contains_code(" ".join(code.text.replace("-", "")))


@pytest.mark.parametrize(
    "message",
    [
        "Ik ben morgen bereikbaar tussen 9.00 en 17.00 uur op mijn mobiel.",
        "Hij reed in een zwarte auto met kenteken AB-123-C en kwam drie keer langs.",
        "https://voorbeeld.nl/een/lang/adres/met/van/alles",
        "Hij schold aan balie 3 en sloeg op de balie, ook na een verzoek om te stoppen.",
        "Bel mij op 0229 555 131 na zes of mail naar mijn adres.",
    ],
)
def test_an_ordinary_message_is_not_taken_for_a_code(message: str) -> None:
    assert not contains_code(message)


def test_a_code_never_shows_itself_in_a_log_line() -> None:
    code = AccessCode(b"B" * 15)

    assert "BBBB" not in repr(code)
    assert code.text not in repr(code)
