"""A site with one organisation whose form is open, for measuring: no demo, nothing but what a report needs.

python -m bench.site      makes it in RUGDEKKING_DATA, and tells in staff.json how its people come in
"""

import json
from pathlib import Path
from typing import TYPE_CHECKING

import django

if TYPE_CHECKING:
    from datetime import datetime

    from tests.make import Cast

ORGANISATION = "waterlaar"
PASSWORD = "zeven-groene-stoelen"  # noqa: S105
BROWSERS = 4


def main() -> None:
    django.setup()
    from django.conf import settings
    from django.db import connection
    from django.utils import timezone
    from tests import databases, make

    from rugdekking.content.operations import load_content
    from rugdekking.knowledge.operations import publish_shipped

    now = timezone.now()
    databases.copy_of_sqlite(Path(connection.settings_dict["NAME"]))
    load_content(at=now)
    publish_shipped(at=now)
    cast = make.cast(ORGANISATION)
    _dress(cast, now)
    told = {"email": _with_password(cast), "case": a_case(cast, now), "cookies": _cookies(cast)}
    (settings.DATA_FOLDER / "staff.json").write_text(json.dumps({**told, "cookie": settings.STAFF_COOKIE}))


def _dress(cast: "Cast", now: "datetime") -> None:
    """Own colours and a logo, as organisations have: the first page is measured with them."""
    from rugdekking.audit.actor import SYSTEM
    from rugdekking.organisations import operations as organisations

    organisation = cast.desk.organisation
    style = organisations.Style("#5b2a86", "", b"\x89PNG" + bytes(60_000))
    organisations.set_style(organisation.pk, name=organisation.name, style=style, by=SYSTEM, at=now)


def _with_password(cast: "Cast") -> str:
    """Cor may sign in; gives the address."""
    person = cast.cor.membership.person
    person.set_password(PASSWORD)
    person.save()
    return person.email


def _cookies(cast: "Cast") -> list[str]:
    """Some browsers in which Greet, who handles the case, is signed in with a second factor."""
    from django.conf import settings
    from tests import make
    from tests.web.at_work import a_code_of
    from tests.web.signing_in import signed_in

    from rugdekking.keys import operations as keys

    person = cast.greet.membership.person
    keys.prove_codes_kept(person, typed=a_code_of(cast.greet), at=make.MIDDAY)
    return [signed_in(person).cookies[settings.STAFF_COOKIE].value for _ in range(BROWSERS)]


def a_case(cast: "Cast", now: "datetime") -> str:
    """The reference of a case in which a good deal was written."""
    from tests.cases.props import FACTS
    from tests.reports.props import filed

    from rugdekking.cases import operations as cases
    from rugdekking.cases.models import Visibility
    from rugdekking.plans import operations as plans

    own = filed(cast, at=now)
    case = cases.open_for(own.report, ring=cast.greet, at=now)
    cases.start_handling(case, ring=cast.greet, at=now)
    cases.record_facts(case, recorded=FACTS, ring=cast.greet, at=now)
    plans.make_plan(case, owners={}, ring=cast.greet, at=now)
    for number in range(5):
        text = f"Notitie {number}: de betrokkene slaapt slecht en wil niet alleen naar huis."
        cases.write_note(case, text=text, visibility=Visibility.TEAM, ring=cast.greet, at=now)
        cases.receive_message(own.report, ring=own.ring, text="Is er al nieuws?", at=now)
    return case.reference


if __name__ == "__main__":
    main()
