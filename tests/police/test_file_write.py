"""The file for the police: nobody tells it twice, the person concerned corrects, and nothing that stood is lost."""

from datetime import timedelta

import pytest

from rugdekking.cases.operations import NotYourCase
from rugdekking.cases.operations.at_work import NotThatDay
from rugdekking.kernel.refusal import JustChanged
from rugdekking.police.file import operations as file
from rugdekking.police.file.operations import NothingSaid
from rugdekking.police.file.queries import account_of, details_of, log_of
from rugdekking.police.file.sheets import Account
from rugdekking.police.models import LogEntry
from rugdekking.reports.actors import NotYours
from rugdekking.vault.codes import AccessCode
from tests import make
from tests.make import MIDDAY
from tests.police.file_props import ACCOUNT, line, opened_file, written
from tests.reports.props import STORY, filed, ring_of


def test_the_file_begins_with_what_the_report_told_already(cast: make.Cast) -> None:
    dossier = opened_file(cast)

    told, details = account_of(dossier, cast.greet), details_of(dossier, cast.greet)

    assert STORY.what in told.account.what
    assert STORY.literal in told.account.how
    assert "op straat" in told.account.where.lower()
    assert told.versions == []
    assert details.name == "Sam Statenlid"


def test_the_person_corrects_the_answers_with_their_code_and_earlier_answers_stay(cast: make.Cast) -> None:
    code = AccessCode.new()
    dossier = opened_file(cast, code=code)
    file.write_account(dossier, ACCOUNT, ring=cast.greet, at=MIDDAY)
    assert not account_of(dossier, cast.greet).confirmed

    file.write_account(dossier, Account(what="Het was anders."), ring=ring_of(cast, code), at=MIDDAY)

    told = account_of(dossier, cast.greet)
    assert told.confirmed
    assert [one.written.what for one in told.versions] == ["Het was anders.", ACCOUNT.what]


def test_a_code_of_somebody_else_writes_nothing_in_the_file(cast: make.Cast) -> None:
    dossier, stranger = opened_file(cast), filed(cast)

    with pytest.raises(NotYours):
        file.write_account(dossier, ACCOUNT, ring=stranger.ring, at=MIDDAY)
    with pytest.raises(NotYours):
        file.add_line(dossier, line(), ring=stranger.ring, at=MIDDAY)


def test_who_does_not_handle_the_case_writes_nothing_in_the_file(cast: make.Cast) -> None:
    with pytest.raises(NotYourCase):
        file.add_line(opened_file(cast), line(), ring=cast.cor, at=MIDDAY)


def test_the_logbook_stands_by_the_moment_of_the_contact_whoever_wrote_it_when(cast: make.Cast) -> None:
    code = AccessCode.new()
    dossier = opened_file(cast, code=code)
    for days, ring in ((3, cast.greet), (9, ring_of(cast, code)), (1, cast.greet)):
        file.add_line(dossier, line(f"{days} dagen geleden", days_ago=days), ring=ring, at=MIDDAY)

    found = log_of(dossier, ring_of(cast, code))

    assert [one.line.text for one in found] == ["1 dagen geleden", "3 dagen geleden", "9 dagen geleden"]
    assert [one.row.written_by_id is None for one in found] == [False, False, True]


def test_a_contact_that_must_still_come_or_says_nothing_is_not_written_down(cast: make.Cast) -> None:
    dossier = opened_file(cast)

    with pytest.raises(NotThatDay):
        file.add_line(dossier, line(days_ago=-1), ring=cast.greet, at=MIDDAY)
    with pytest.raises(NothingSaid):
        file.add_line(dossier, line("  "), ring=cast.greet, at=MIDDAY)
    assert not LogEntry.objects.exists()


def test_a_wrong_line_is_struck_once_and_stays_readable(cast: make.Cast) -> None:
    code = AccessCode.new()
    dossier = written(opened_file(cast, code=code), cast)
    wrong = log_of(dossier, cast.greet)[0].row

    with pytest.raises(NotYours):
        file.strike_line(wrong, ring=ring_of(cast, code), at=MIDDAY)
    file.strike_line(wrong, ring=cast.greet, at=MIDDAY + timedelta(days=1))
    with pytest.raises(JustChanged):
        file.strike_line(wrong, ring=cast.greet, at=MIDDAY)

    assert log_of(dossier, cast.greet)[0].line.text == "Contact 0"
    assert log_of(dossier, cast.greet)[0].row.struck_on == (MIDDAY + timedelta(days=1)).date()


def test_the_logbook_follows_the_clock_and_not_the_spelling(cast: make.Cast) -> None:
    dossier = opened_file(cast)
    for hour in ("21:30", "09:30", "23:40"):
        file.add_line(dossier, line(hour, hour=hour), ring=cast.greet, at=MIDDAY)

    assert [one.line.hour for one in log_of(dossier, cast.greet)] == ["23.40 uur", "21.30 uur", "09.30 uur"]


def test_just_after_midnight_an_hour_of_last_night_asks_for_the_day_before(cast: make.Cast) -> None:
    dossier, after_midnight = opened_file(cast), MIDDAY + timedelta(hours=12, minutes=5)

    with pytest.raises(NotThatDay, match="gisteren"):
        file.add_line(dossier, line(days_ago=-1, hour="23:40"), ring=cast.greet, at=after_midnight)
    file.add_line(dossier, line(days_ago=0, hour="23:40"), ring=cast.greet, at=after_midnight)
