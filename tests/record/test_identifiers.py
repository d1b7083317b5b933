"""Danish identifiers: what is accepted in which form, and what is not."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anmeld._validation import FaultyValue
from anmeld.record.amounts import parse_amount
from anmeld.record.identifiers import (
    birth_date,
    parse_case_number,
    parse_cpr,
    parse_cvr,
    parse_ean,
    parse_kle,
    parse_p_number,
    parse_phone,
)


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("710101-9995", "7101019995"),
        (" 7101019995 ", "7101019995"),
        ("670101 9995", "6701019995"),
        ("670101–9995", "6701019995"),
        ("010165-0001", "0101650001"),  # no valid modulus 11, and yet issued
        ("010190-5AB5", "0101905AB5"),
        ("0101905ab5", "0101905AB5"),
        ("290200-4111", "2902004111"),
        ("311299-7ZZ9", "3112997ZZ9"),
        ("010136-4111", "0101364111"),  # 2036: not to be born yet is no fault
        ("ukendt", "ukendt"),
        ("Ukendt", "ukendt"),
    ],
)
def test_cpr__is_kept_as_ten_characters(written: str, kept: str) -> None:
    assert parse_cpr(written) == kept


@pytest.mark.parametrize(
    "written",
    [
        "7101019",
        "21-10-62-5629",
        "710101.9995",
        "320101-9995",
        "920101-9995",
        "713101-9995",
        "311190-1234",  # 31 November
        "290200-1111",  # 1900 was no leap year
        "010190-AB55",
        "010190-5A55",
        "٠١٠١٩٠-٩٩٩٥",
        "",
    ],
)
def test_cpr__that_cannot_be_one_is_refused(written: str) -> None:
    with pytest.raises(FaultyValue):
        parse_cpr(written)


@pytest.mark.parametrize("written", [101019995, 7101019995, 1.01e9, Decimal(1), True])
def test_cpr__as_a_number_is_refused_because_the_zero_is_lost(written: object) -> None:
    with pytest.raises(FaultyValue) as caught:
        parse_cpr(written)
    assert caught.value.code == "unquoted-number"


@given(
    day=st.dates(date(1858, 1, 1), date(2057, 12, 31)),
    last=st.integers(0, 999),
    shift=st.sampled_from([0, 60]),
)
def test_cpr__of_any_day_is_accepted_and_holds_it(
    day: date, last: int, shift: int
) -> None:
    seventh = {18: "5", 19: "0", 20: "4" if day.year <= 2036 else "5"}[day.year // 100]
    number = f"{day.day + shift:02}{day:%m%y}-{seventh}{last:03}"
    kept = parse_cpr(number)
    assert kept == number.replace("-", "")
    assert birth_date(kept) == (None if shift else day)


@pytest.mark.parametrize(
    "written",
    ["12345674", "DK12345674", "DK-12 34 56 74", "CVR 12345674", "CVR-nr. 12345674"],
)
def test_cvr__sheds_its_label(written: str) -> None:
    assert parse_cvr(written) == "12345674"


def test_cvr__as_a_number_has_no_zero_to_lose() -> None:
    assert parse_cvr(12345674) == "12345674"


@given(st.integers(10_000_000, 99_999_999), st.integers(0, 7), st.integers(1, 9))
def test_cvr__with_one_digit_changed_is_refused(
    number: int, place: int, change: int
) -> None:
    try:
        kept = parse_cvr(number)
    except FaultyValue:
        return
    wrong = kept[:place] + str((int(kept[place]) + change) % 10) + kept[place + 1 :]
    with pytest.raises(FaultyValue):
        parse_cvr(wrong)


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("12 34 56 78", "12345678"),
        ("12345678", "12345678"),
        (12345678, "12345678"),
        ("+45 12345678", "12345678"),
        ("0045 12 34 56 78", "12345678"),
        ("(12) 34-56.78", "12345678"),
        ("+46 70-123 45 67", "+46701234567"),
        ("0046701234567", "+46701234567"),
        ("ukendt", "ukendt"),
    ],
)
def test_phone__is_kept_as_digits(written: object, kept: str) -> None:
    assert parse_phone(written) == kept


@pytest.mark.parametrize(
    "written", ["1234567", "123456789", "+45 1234", "+", "", "abc"]
)
def test_phone__that_cannot_be_one_is_refused(written: str) -> None:
    with pytest.raises(FaultyValue):
        parse_phone(written)


@pytest.mark.parametrize("number", ["2025-0042", "SAG/7 æ", "S2025.12345678901234"])
def test_case_number__is_kept_as_the_house_writes_it(number: str) -> None:
    assert parse_case_number(f" {number} ") == number


@pytest.mark.parametrize(
    "number",
    [
        "710101-9995",
        "x7101019995",
        "sag 010190 4995",
        "010190_5AB5",
        "010190.4995.2",
        "710101 - 9995",
        "７１０１０１９９９５",
    ],
)
def test_case_number__that_holds_a_cpr_number_is_refused(number: str) -> None:
    with pytest.raises(FaultyValue) as caught:
        parse_case_number(number)
    assert caught.value.code == "cpr-in-case-number"


@pytest.mark.parametrize("number", ["a\nb", "a\x00", "a\u202eb", "..", "x" * 121, ""])
def test_case_number__that_no_folder_can_have_is_refused(number: str) -> None:
    with pytest.raises(FaultyValue):
        parse_case_number(number)


@pytest.mark.parametrize(
    ("parse", "written", "kept"),
    [
        (parse_p_number, "P-nr. 1012 345 678", "1012345678"),
        (parse_p_number, 1012345678, "1012345678"),
        (parse_ean, "EAN 5712 3456 78909", "5712345678909"),
        (parse_kle, " 81.29.01 ", "81.29.01"),
    ],
)
def test_other_identifiers__are_kept_in_one_form(
    parse: Callable[[object], str], written: object, kept: str
) -> None:
    assert parse(written) == kept


@pytest.mark.parametrize(
    ("written", "amount"),
    [
        ("1.234,50", "1234.50"),
        ("1.234", "1234"),
        ("1.234.567,8 kr.", "1234567.8"),
        ("12 345,00", "12345.00"),
        ("1\u00a0234,50\u00a0kr.", "1234.50"),
        ("DKK 100", "100"),
        ("100,-", "100"),
        (12, "12"),
        (Decimal("12.5"), "12.5"),
        (12.25, "12.25"),
    ],
)
def test_amount__is_read_as_danish(written: object, amount: str) -> None:
    assert parse_amount(written) == Decimal(amount)


@pytest.mark.parametrize("written", ["1.5", "1,234", "1,234.50", "1.23.456", "1..2"])
def test_amount__that_two_people_would_read_differently_is_refused(
    written: str,
) -> None:
    with pytest.raises(FaultyValue) as caught:
        parse_amount(written)
    assert caught.value.code == "ambiguous-amount"


@pytest.mark.parametrize(
    "written",
    ["-1", "1e3", "NaN", "", "ti", None, True, Decimal("NaN"), -1, 1.999, 10**13],
)
def test_amount__that_is_none_is_refused(written: object) -> None:
    with pytest.raises(FaultyValue):
        parse_amount(written)
