"""A site with one organisation whose form is open, for measuring: no demo, nothing but what a report needs.

python -m bench.site      makes it in RUGDEKKING_DATA
"""

from pathlib import Path

import django

ORGANISATION = "waterlaar"


def main() -> None:
    django.setup()
    from django.db import connection
    from django.utils import timezone
    from tests import databases, make

    from rugdekking.content.operations import load_content

    databases.copy_of_sqlite(Path(connection.settings_dict["NAME"]))
    load_content(at=timezone.now())
    make.cast(ORGANISATION)


if __name__ == "__main__":
    main()
