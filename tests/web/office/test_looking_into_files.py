"""What the administrator reads of the storage of files."""

from pathlib import Path
from types import SimpleNamespace

from rugdekking.web.office.setup.looking_into_files import lines


def test_a_storage_that_answers_and_one_that_does_not_each_have_a_line(
    tmp_path: Path, settings: SimpleNamespace
) -> None:
    settings.SEALED_FILES_BUCKET, settings.SEALED_FILES_FOLDER = None, tmp_path
    well = lines()[0]
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    settings.SEALED_FILES_FOLDER = tmp_path / "loop"
    broken = lines()[0]

    assert (well.well, well.sentence) == (True, "De opslag van bestanden antwoordt (de map).")
    assert not broken.well
    assert "antwoordt niet" in broken.sentence
