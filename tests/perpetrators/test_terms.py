"""What people write differently and mean the same has one blind name."""

import pytest

from rugdekking.perpetrators import terms
from rugdekking.perpetrators.sealing import Known
from rugdekking.vault.secrets import Secret

SECRET = Secret(b"x" * 32)


def meets(one: Known, other: Known) -> bool:
    return bool(terms.marks(one, SECRET) & terms.marks(other, SECRET))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (Known(name="Jan de Vries"), Known(name="dhr. J. de Vries")),
        (Known(name="Vries, Jan de"), Known(name="JAN  DE VRIES")),
        (Known(name="José Peña"), Known(name="jose pena")),
        (Known(name="Bakker & Zonen B.V."), Known(name="bakker & zonen")),
        (Known(name="Jansen Bouw B.V."), Known(name="Jansen Bouw BV")),
        (Known(phones=("+31 (0)6 12 34 56 78",)), Known(phones=("06-12345678",))),
        (Known(phones=("0031612345678",)), Known(phones=("0612345678",))),
        (Known(emails=("Jan+raad@Voorbeeld.NL ",)), Known(emails=("jan@voorbeeld.nl",))),
        (Known(handles=("@BozeBurger",)), Known(handles=("https://x.voorbeeld/bozeburger/?s=20",))),
        (Known(address="Dorpsstraat 12-a, 1234 AB Noordmeer"), Known(address="1234ab 12A")),
    ],
)
def test_the_same_thing_written_otherwise_is_recognised(one: Known, other: Known) -> None:
    assert meets(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (Known(name="Jan de Vries"), Known(name="Piet de Vries")),
        (Known(name="Jansen Bouw B.V."), Known(name="J. Bouw")),
        (Known(name="de"), Known(name="van der")),
        (Known(phones=("06-12345678",)), Known(phones=("+32 6 12345678",))),
        (Known(address="1234 AB 12"), Known(address="1234 AB 14")),
        (Known(handles=("noordmeer",)), Known(name="Noordmeer")),
        (Known(emails=("jan@voorbeeld.nl",)), Known(emails=("jan@ander.nl",))),
        (Known(), Known()),
    ],
)
def test_different_things_do_not_meet(one: Known, other: Known) -> None:
    assert not meets(one, other)


def test_nothing_that_was_written_stands_in_a_blind_name() -> None:
    names = terms.marks(Known(name="Jan de Vries", phones=("0612345678",)), SECRET)

    assert len(names) == 3
    assert {len(name) for name in names} == {32}
    assert not any(b"vries" in name or b"0612" in name for name in names)
