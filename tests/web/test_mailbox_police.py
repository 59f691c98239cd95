"""What came of it, on the own page of whoever it is about: in plain words."""

import pytest

from rugdekking.vault.codes import AccessCode
from tests import make
from tests.measures.props import weighed
from tests.police.props import everything_followed, filed_for
from tests.reports.props import mine
from tests.web.office.browsing import text_of
from tests.web.test_mailbox import enter


@pytest.fixture
def cast(db: None) -> make.Cast:
    make.content()
    return make.cast()


def test_the_person_reads_what_the_police_did_in_plain_words(cast: make.Cast) -> None:
    code = AccessCode.new()
    everything_followed(filed_for(weighed(cast, code=code), cast), cast)
    address = f"/{cast.desk.organisation.slug}/mijn/{mine(cast, code).report.reference}/dossier/"

    shown = text_of(enter(cast, code).get(address).content.decode())

    assert "Er is een verdachte" in shown
    assert "Een rechter heeft nog niets gezegd." in shown
    assert "De zaak krijgt de VPT-code: afgewacht" in shown
