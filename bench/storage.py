"""How much the database grows per report without files.

python -m bench.storage
"""

import argparse
import sqlite3
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.servers.web import Server

from bench import reporting, servers
from bench.load import load, verdict
from bench.visitor import Visitor

MOST_BYTES = 5000


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reports", type=int, default=1000)
    asked = parser.parse_args()
    with TemporaryDirectory() as name:
        settings = servers.site(Path(name))
        database = Path(settings["RUGDEKKING_DATA"]) / "rugdekking.sqlite3"
        with servers.product(Path(name), settings) as server:
            _file(server, asked.reports // 4)
            before = _size(database)
            _file(server, asked.reports)
        grown = (_size(database) - before) / asked.reports
    good = grown <= MOST_BYTES
    print(f"{grown:.0f} bytes per report of 1,000 characters (at most {MOST_BYTES}): {verdict(good)}")
    return 0 if good else 1


def _file(server: Server, reports: int) -> None:
    """File reports, and close each browser with the page's own button, so that no session stays."""

    def act() -> float:
        visitor = Visitor(server.port)
        reporting.press_send(visitor, reporting.until_sending(visitor).form)
        leave = visitor.get(reporting.SENT).form(reporting.DONE)
        if leave is not None:
            visitor.press(leave.action, leave.values)
        visitor.close()
        return 0.0

    done = load([act] * 4, each=reports // 4)
    if done.errors:
        raise SystemExit(done.errors[0])


def _size(database: Path) -> int:
    """Bytes in use, with the journal worked in."""
    connection = sqlite3.connect(database)
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    pages, free, size = (
        connection.execute(f"PRAGMA {name}").fetchone()[0] for name in ("page_count", "freelist_count", "page_size")
    )
    connection.close()
    return int((pages - free) * size)


if __name__ == "__main__":
    raise SystemExit(main())
