"""A place with people who can really sign in, for the real server: made in a process of its own.

python -m tests.attacks.place      makes it in the database of the settings and tells, as JSON, who is who
"""

import json
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from tests import databases
from tests.servers import programs

SLUG = "waterlaar"
PASSWORD = "negen-rode-fietsen"


@dataclass(frozen=True)
class Somebody:
    email: str
    id: str
    # The secret of the authenticator app.
    app: str


@dataclass(frozen=True)
class Place:
    """`settings` lead a server there; `folder` holds everything that it keeps."""

    settings: dict[str, str]
    folder: Path
    people: dict[str, Somebody]
    shares: list[str]


def made(folder: Path, **more: str) -> Place:
    """A new place in `folder`, on the database that the tests run on. `more`: settings of this installation."""
    data = folder / "data"
    data.mkdir(parents=True)
    settings = {**databases.fresh(data), "RUGDEKKING_HTTPS": "no", **more}
    told = json.loads(run(settings, "tests.attacks.place"))
    people = {name: Somebody(**one) for name, one in told["people"].items()}
    return Place(settings, folder, people, told["shares"])


def run(settings: Mapping[str, str], module: str, *arguments: str) -> bytes:
    """Run a module of the tests against this place, and give what it said."""
    own = {
        **settings,
        "PYTHONPATH": f"{programs.PROJECT / 'src'}:{programs.PROJECT}",
        "DJANGO_SETTINGS_MODULE": "rugdekking.config.settings",
    }
    command = [sys.executable, "-m", module, *arguments]
    return subprocess.run(
        command, check=True, cwd=programs.PROJECT, env=programs.surroundings(own), stdout=subprocess.PIPE
    ).stdout


def main() -> None:
    import django

    django.setup()
    from django.contrib.auth.hashers import make_password

    from rugdekking.content.operations import load_content
    from rugdekking.keys import operations as keys
    from rugdekking.organisations.roles import Role
    from tests import make
    from tests.web.at_work import a_code_of
    from tests.web.signing_in import with_app

    load_content(at=datetime.now(UTC))
    cast = make.cast(SLUG)
    frits = make.newcomer(cast.desk, Role.AUDITOR, name="Frits", title="functionaris")
    bo = make.newcomer(cast.desk, Role.FRONT_DESK, name="Bo", title="gastvrouw")
    keys.admit(bo.membership, desk=cast.desk, ring=cast.greet, at=make.MIDDAY)
    rings = {ring.membership.person.name.lower(): ring for ring in (*cast.rings, frits, bo)}
    people = {}
    # They all have the same one, and hashing it is slow on purpose.
    password = make_password(PASSWORD)
    for name, ring in rings.items():
        person = ring.membership.person
        person.password = password
        person.save()
        keys.prove_codes_kept(person, typed=a_code_of(ring), at=make.MIDDAY)
        people[name] = {"email": person.email, "id": str(ring.membership.pk), "app": with_app(person)}
    sys.stdout.write(json.dumps({"people": people, "shares": list(cast.shares)}))


if __name__ == "__main__":
    main()
