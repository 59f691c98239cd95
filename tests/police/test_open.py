"""Opening a police file for one person: who can open it, and who never can."""

from datetime import timedelta

import pytest

from rugdekking.aftercare import operations as aftercare
from rugdekking.cases import operations as cases
from rugdekking.cases.operations import NotYourCase
from rugdekking.clocks import operations as clocks
from rugdekking.clocks.queries import running_in
from rugdekking.keys.models import Key, KeyKind
from rugdekking.keys.rings import NoKey, StaffRing
from rugdekking.police import operations as police
from rugdekking.police.models import Dossier, Part, Sheet
from rugdekking.police.operations import HasFileAlready
from rugdekking.police.queries import dossier_of, dossiers_of, sheet
from rugdekking.police.sealing import Written
from rugdekking.reports import operations as reports
from rugdekking.reports.models import Report
from rugdekking.vault.codes import AccessCode
from tests import make
from tests.aftercare.props import in_aftercare, relative
from tests.measures.props import weighed
from tests.police.props import filed_for, own_file
from tests.reports.props import mine, ring_of


class Line(Written, frozen=True):
    text: str = ""


def test_each_person_of_a_case_has_one_file_of_their_own(cast: make.Cast) -> None:
    case = weighed(cast)
    own, hers = filed_for(case, cast), filed_for(case, cast, relative(case, cast))

    with pytest.raises(HasFileAlready):
        filed_for(case, cast)

    assert own.key_id != hers.key_id
    assert {one.pk for one in dossiers_of(case)} == {own.pk, hers.pk}


def test_only_who_handles_the_case_opens_a_file(cast: make.Cast) -> None:
    case = weighed(cast)

    with pytest.raises(NotYourCase):
        police.open_dossier(case, person=relative(case, cast), ring=cast.cor, at=make.MIDDAY)


def test_the_person_reads_what_stands_in_the_file_with_the_own_code_and_nobody_elses(cast: make.Cast) -> None:
    code = AccessCode.new()
    dossier, own = own_file(cast, code)
    police.write_sheet(dossier, Part.WISH, Line(text="eerst"), ring=cast.greet, at=make.MIDDAY)
    police.write_sheet(dossier, Part.WISH, Line(text="toch niet"), ring=own, at=make.MIDDAY)

    assert sheet(dossier, Part.WISH, Line, ring=ring_of(cast, code)) == Line(text="toch niet")
    assert list(Sheet.objects.order_by("version").values_list("written_by", flat=True)) == [
        cast.greet.membership.pk,
        None,
    ]
    for stranger in (cast.bas, cast.tim, cast.nora):
        with pytest.raises(NoKey):
            stranger.open(dossier.key_id)


def test_a_code_that_its_owner_replaced_opens_the_file_too(cast: make.Cast) -> None:
    code, next_code = AccessCode.new(), AccessCode.new()
    dossier, _ = own_file(cast, code)

    reports.replace_code(code, by=next_code, organisation=cast.desk.organisation, at=make.MIDDAY)

    assert ring_of(cast, next_code).open(dossier.key_id)


def test_a_new_code_given_by_a_handler_opens_the_file_and_one_given_by_another_waits_for_a_look(
    cast: make.Cast,
) -> None:
    code = AccessCode.new()
    dossier, _ = own_file(cast, code)
    holder = mine(cast, code).holder

    by_greet = reports.issue_code(holder, ring=cast.greet, at=make.MIDDAY)
    assert ring_of(cast, by_greet).open(dossier.key_id)
    without_the_case = StaffRing.of(make.member(cast.desk, name="Later"), cast.greet.secret)
    without_the_case.add(mine(cast, by_greet).report.key_id, cast.greet.open(mine(cast, by_greet).report.key_id))
    by_another = reports.issue_code(holder, ring=without_the_case, at=make.MIDDAY)
    with pytest.raises(NoKey):
        ring_of(cast, by_another).open(dossier.key_id)

    police.look(dossier, ring=cast.greet, at=make.MIDDAY)
    assert ring_of(cast, by_another).open(dossier.key_id)


def test_after_somebody_is_kept_out_handler_and_person_still_open_the_file(cast: make.Cast) -> None:
    code = AccessCode.new()
    dossier, _ = own_file(cast, code)

    aftercare.keep_out(dossier.case, membership=cast.cor.membership, ring=cast.greet, at=make.MIDDAY)

    assert StaffRing.of(cast.greet.membership, cast.greet.secret).open(dossier.key_id)
    assert ring_of(cast, code).open(dossier.key_id)
    with pytest.raises(NoKey):
        StaffRing.of(cast.cor.membership, cast.cor.secret).open(dossier.key_id)


def test_whoever_withdraws_their_report_has_no_file_any_more_and_it_goes_with_the_report(cast: make.Cast) -> None:
    code = AccessCode.new()
    dossier, own = own_file(cast, code)
    police.write_sheet(dossier, Part.WISH, Line(text="niet"), ring=own, at=make.MIDDAY)

    reports.withdraw(mine(cast, code).report, ring=own, at=make.MIDDAY)
    assert dossiers_of(dossier.case) == []
    police.destroy_due(at=make.MIDDAY + timedelta(days=60))

    assert not Dossier.objects.exists()
    assert not Key.objects.filter(kind=KeyKind.POLICE).exists()


def test_files_go_with_their_case(cast: make.Cast) -> None:
    case = in_aftercare(cast)
    dossier = filed_for(case, cast)
    police.write_sheet(dossier, Part.WISH, Line(text="ja"), ring=cast.greet, at=make.MIDDAY)
    cases.close(case, outcome="settled", ring=cast.greet, at=make.MIDDAY)
    clocks.stop_all([one.subject_id for one in running_in(case.pk)], at=make.MIDDAY)

    police.destroy_due(at=make.MIDDAY + timedelta(days=3660))

    assert not Dossier.objects.exists()
    assert Report.objects.exists()
    assert dossier_of(Report.objects.get()) is None
