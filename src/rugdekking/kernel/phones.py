"""Telephone numbers, written one way wherever people read them."""

import re
from typing import Final

# The Ondersteuningsteam Weerbaar Bestuur, day and night. Also on pages that can ask nothing, such as that of a fault.
SUPPORT_TEAM: Final = "+31703738314"
# Area codes have three digits or four; these are the ones of three, after the zero.
SHORT_AREA_CODES = frozenset(
    {10, 13, 14, 15, 20, 23, 24, 26, 30, 33, 35, 36, 38, 40, 43, 45, 46, 50, 53, 55, 58, *range(70, 80), 85, 88}
)


def dialled(number: str) -> str:
    """`number` as a telephone dials it: "+31703738314", and "112" or "0900-8844" without country code."""
    digits = re.sub(r"[^\d+]", "", number)
    if digits.startswith("00"):
        return f"+{digits[2:]}"
    if digits.startswith("0") and len(digits) == 10 and not digits.startswith(("0800", "0900")):
        return f"+31{digits[1:]}"
    return digits


def spoken(number: str) -> str:
    """`number` as people read it: "(070) 373 83 14", "0900-8844". One that is not Dutch stays as it was typed."""
    digits = re.sub(r"^(\+31|0031)", "0", re.sub(r"[^\d+]", "", number))
    if len(digits) != 10 or not digits.startswith("0") or digits.startswith(("0800", "0900")):
        return re.sub(r"^(0[89]00)\D*(\d+)$", r"\1-\2", number.strip())
    if digits.startswith("06"):
        return f"06 {digits[2:4]} {digits[4:6]} {digits[6:8]} {digits[8:]}"
    if int(digits[:3]) in SHORT_AREA_CODES:
        return f"({digits[:3]}) {digits[3:6]} {digits[6:8]} {digits[8:]}"
    return f"({digits[:4]}) {digits[4:6]} {digits[6:8]} {digits[8:]}"
