"""What somebody who makes a release asks: which shipped pages are soon to be looked at again."""

import shutil
from datetime import date, timedelta
from pathlib import Path

import pytest

from rugdekking.config.checks import content_due
from rugdekking.content.together import due
from tests.content import shipped


def test_who_makes_a_release_hears_which_pages_come_due(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shelf = tmp_path / "toolkit"
    shelf.mkdir()
    shutil.copy(shipped.FOLDER / "toolkit" / "bribery.yaml", shelf)
    (page,) = due(tmp_path, until=date.max)

    assert content_due(tmp_path, until=page.review_by - timedelta(days=1)) == 0
    assert content_due(tmp_path, until=page.review_by) == 1
    assert f"toolkit/bribery.yaml: nakijken voor {page.review_by:%d-%m-%Y}" in capsys.readouterr().out
