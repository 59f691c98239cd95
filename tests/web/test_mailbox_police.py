"""What came of it, on the own page of whoever it is about: in plain words."""

import pytest

from rugdekking.police.file.operations import add_line
from rugdekking.police.file.queries import log_of
from rugdekking.vault.codes import AccessCode
from tests import make
from tests.measures.props import weighed
from tests.police.file_props import line
from tests.police.props import everything_followed, filed_for
from tests.reports.props import mine, ring_of
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


def test_before_anything_went_to_the_police_the_person_reads_of_no_promise(cast: make.Cast) -> None:
    code = AccessCode.new()
    filed_for(weighed(cast, code=code), cast)
    address = f"/{cast.desk.organisation.slug}/mijn/{mine(cast, code).report.reference}/dossier/"

    shown = text_of(enter(cast, code).get(address).content.decode())

    assert "toegezegd of afgesproken" not in shown
    assert "Wat u van politie en OM mag verwachten" in shown


def test_a_contact_of_ones_own_is_confirmed_and_a_day_to_come_is_said_at_the_day(cast: make.Cast) -> None:
    code = AccessCode.new()
    filed_for(weighed(cast, code=code), cast)
    page = enter(cast, code)
    address = f"/{cast.desk.organisation.slug}/mijn/{mine(cast, code).report.reference}/dossier/logboek/"
    typed = {"text": "Weer een bericht.", "day": "2026-03-09", "channel": "direct_message"}

    done = page.post(address, typed, follow=True).content.decode()
    wrong = page.post(address, {**typed, "day": "2999-01-01"}).content.decode()

    assert "Het contact staat in het logboek" in done
    assert "/bestanden/" in done
    assert 'id="id_day_error"' in wrong
    assert 'aria-describedby="id_day_error"' in wrong


def test_the_person_strikes_a_line_of_their_own_and_none_of_the_desk(cast: make.Cast) -> None:
    code = AccessCode.new()
    dossier = filed_for(weighed(cast, code=code), cast)
    own = add_line(dossier, line("Verkeerde dag."), ring=ring_of(cast, code), at=make.MIDDAY)
    theirs = add_line(dossier, line("Van het steunpunt."), ring=cast.greet, at=make.MIDDAY)
    page = enter(cast, code)
    address = f"/{cast.desk.organisation.slug}/mijn/{mine(cast, code).report.reference}/dossier/"

    assert page.get(f"{address}logboek/").content.decode().count("/doorhalen/") == 1
    assert "Verkeerde dag." in page.get(f"{address}logboek/{own.pk}/doorhalen/").content.decode()
    page.post(f"{address}logboek/{own.pk}/doorhalen/")
    refused = page.post(f"{address}logboek/{theirs.pk}/doorhalen/").content.decode()

    assert "Deze regel schreef het steunpunt." in refused
    standing = [one.line.text for one in log_of(dossier, cast.greet) if one.row.struck_on is None]
    assert standing == ["Van het steunpunt."]
