"""Secrets of the installation, in files outside the database."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

from rugdekking.vault import outside

AT_ONCE = 8


def test_all_who_ask_first_at_the_same_moment_get_the_same_secret(tmp_path: Path) -> None:
    for number in range(20):
        start = Barrier(AT_ONCE)

        def ask(name: str = f"visits{number}", start: Barrier = start) -> bytes:
            start.wait()
            return outside.secret.__wrapped__(tmp_path, name).seed

        with ThreadPoolExecutor(AT_ONCE) as everybody:
            asked = [everybody.submit(ask) for _ in range(AT_ONCE)]
            assert len({one.result() for one in asked}) == 1


def test_only_the_user_of_the_site_can_read_a_secret_and_nothing_stays_beside_it(tmp_path: Path) -> None:
    outside.secret(tmp_path / "secrets", "mail")

    (file,) = (tmp_path / "secrets").iterdir()
    assert file.name == "mail.key"
    assert file.stat().st_mode & 0o077 == 0
