"""The picture in docs/measure.md shows what the table says."""

import re
from pathlib import Path

from rugdekking.measures.status import NEXT

PICTURE = Path(__file__).parents[2] / "docs" / "measure.md"


def test_the_picture_of_a_measure_shows_every_step_and_no_other() -> None:
    drawn = set(re.findall(r"^    (\w+) --> (\w+)$", PICTURE.read_text(), re.MULTILINE))

    assert drawn == {(str(before), str(after)) for before, later in NEXT.items() for after in later}
