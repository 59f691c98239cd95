"""What goes to the police: only with a yes, only what was chosen, and as it came in."""

import shutil
import subprocess
import zipfile
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from django.conf import settings
from msgspec.structs import replace

from rugdekking.audit.models import Entry
from rugdekking.cases import operations as cases
from rugdekking.cases.queries import reports_of
from rugdekking.documents.police_file import archive_of, paper_of, preview_of
from rugdekking.keys.rings import StaffRing
from rugdekking.police import operations as police
from rugdekking.police.file.handing import (
    AskFirst,
    NotAsItCameIn,
    NotReady,
    TellsMore,
    exports_of,
    hand_over,
    handed_over,
    snapshot_of,
)
from rugdekking.police.file.operations import strike_line, write_account
from rugdekking.police.file.queries import details_of, evidence_for, log_of, other_reporters
from rugdekking.police.file.scripts import on_paper
from rugdekking.police.file.sheets import Account, Shield
from rugdekking.police.models import Dossier, HandOver, Route
from rugdekking.police.operations.choosing import AnotherWish, NotAgreedYet
from rugdekking.police.sheets import Answers, Wish
from rugdekking.police.writing import Bearer, Cost, Place
from rugdekking.rendering.documents import pdf
from rugdekking.reports import operations as reports
from rugdekking.reports.queries import consents
from rugdekking.reports.story import For
from rugdekking.vault.codes import AccessCode
from rugdekking.vault.minisign import public_key, verified
from rugdekking.vault.storage.folder import path_of
from tests import make
from tests.make import MIDDAY
from tests.police.file_props import ACCOUNT, CHOSEN, DETAILS, added, agreed, handed, opened_file, written
from tests.rendering.reading import text_of
from tests.reports.props import STORY, filed, ring_of

SENTINEL = "Qzwalvisbaard"


def ready(cast: make.Cast, *, code: AccessCode | None = None) -> Dossier:
    """A written file with two pieces of evidence, and a yes."""
    dossier = agreed(written(opened_file(cast, code=code), cast), cast)
    for number in (1, 2):
        content = b"beeld %d" % number * 50_000
        added(reports_of(dossier.case)[0], cast.greet, name=f"Schermafdruk {number}.jpg", content=content)
    return dossier


def unpacked(row: HandOver, cast: make.Cast, to: Path) -> Path:
    archive = b"".join(archive_of(row, ring=cast.greet, at=MIDDAY))
    zipfile.ZipFile(BytesIO(archive)).extractall(to)
    return to


def printed(row: HandOver, cast: make.Cast) -> str:
    return text_of(paper_of(row, ring=cast.greet, at=MIDDAY))


def squeezed(text: str) -> str:
    return "".join(text.split())


def test_without_a_wish_or_a_yes_nothing_is_handed_over(cast: make.Cast) -> None:
    dossier = written(opened_file(cast), cast)

    with pytest.raises(AnotherWish):
        handed(dossier, cast)
    police.record_wish(dossier, wish=Wish(way="complaint"), ring=cast.greet, at=MIDDAY)
    with pytest.raises(NotAgreedYet):
        handed(dossier, cast)

    assert not HandOver.objects.exists()


def test_what_the_person_does_not_want_is_not_handed_over(cast: make.Cast) -> None:
    with pytest.raises(AnotherWish):
        handed(ready(cast), cast, replace(CHOSEN, way=Route.NOTIFICATION))


def test_a_yes_that_was_taken_back_stops_the_next_time(cast: make.Cast) -> None:
    code = AccessCode.new()
    dossier = ready(cast, code=code)
    handed(dossier, cast)
    (asked,) = consents(reports_of(dossier.case)[0], cast.greet)
    reports.withdraw_consent(asked.consent, ring=ring_of(cast, code), at=MIDDAY)

    with pytest.raises(NotAgreedYet):
        handed(dossier, cast)

    assert HandOver.objects.count() == 1


def test_after_a_yes_was_taken_back_nothing_that_was_made_leaves_any_more(cast: make.Cast) -> None:
    code = AccessCode.new()
    row = handed(ready(cast, code=code), cast)
    (asked,) = consents(reports_of(row.dossier.case)[0], cast.greet)
    reports.withdraw_consent(asked.consent, ring=ring_of(cast, code), at=MIDDAY)

    with pytest.raises(NotAgreedYet):
        paper_of(row, ring=cast.greet, at=MIDDAY)
    with pytest.raises(NotAgreedYet):
        archive_of(row, ring=cast.greet, at=MIDDAY)


def test_what_was_made_for_another_way_stays_once_the_person_wants_something_else(cast: make.Cast) -> None:
    dossier = ready(cast)
    row = handed(dossier, cast)

    police.record_wish(dossier, wish=Wish(way="notification"), ring=cast.greet, at=MIDDAY)

    with pytest.raises(NotAgreedYet):
        paper_of(row, ring=cast.greet, at=MIDDAY)
    police.record_wish(dossier, wish=Wish(way="notification", also=("complaint",)), ring=cast.greet, at=MIDDAY)
    assert paper_of(row, ring=cast.greet, at=MIDDAY)


def test_a_file_that_does_not_say_what_happened_goes_to_nobody(cast: make.Cast) -> None:
    dossier = ready(cast)
    write_account(dossier, Account(who="Iemand"), ring=cast.greet, at=MIDDAY)

    with pytest.raises(NotReady):
        handed(dossier, cast)
    with pytest.raises(NotReady):
        handed(dossier, cast, replace(CHOSEN, recipient=" "))


def test_the_archive_verifies_with_public_tools(cast: make.Cast, tmp_path: Path) -> None:
    row = handed(ready(cast), cast)

    folder = unpacked(row, cast, tmp_path)

    sums = subprocess.run(
        ["sha256sum", "-c", "manifest.sha256"], cwd=folder, capture_output=True, text=True, check=False
    )
    assert sums.returncode == 0, sums.stdout
    assert sums.stdout.count(": OK") == 4
    assert "toegevoegd" in (folder / "bewaarketen.csv").read_text()
    (first,) = folder.glob("bewijs/*-Schermafdruk-1.jpg")
    assert first.read_bytes() == b"beeld 1" * 50_000
    public = public_key(bytes(row.signing.signing_public or b""), key=row.signing_id)
    minisig = (folder / "manifest.sha256.minisig").read_bytes()
    comment = verified([(folder / "manifest.sha256").read_bytes()], minisig=minisig, public=public)
    assert comment == f"Gemeente Waterlaar, dossier {row.dossier.case.reference}, 10 maart 2026"
    if shutil.which("minisign"):
        command = ["minisign", "-Vm", "manifest.sha256", "-P", public]
        assert subprocess.run(command, cwd=folder, capture_output=True, check=False).returncode == 0


def test_the_paper_holds_the_answers_the_logbook_and_the_hashes(cast: make.Cast) -> None:
    row = handed(ready(cast), cast)

    text = printed(row, cast)

    for words in ("ik weet waar je kinderen", "Contact 2", "Raadslid", "VPT-code", "domicilie", "wijkagent"):
        assert squeezed(words) in squeezed(text), words
    for item in snapshot_of(row, cast.greet).items:
        assert item.sha256 in squeezed(text)


def test_what_stands_online_and_what_it_cost_go_along(cast: make.Cast) -> None:
    dossier = ready(cast)
    place = Place(kind="social_media", platform="X", account="@dijkwacht", address="https://x.example/1", what="Haat")
    police.keep_online(dossier, place, ring=cast.greet, at=MIDDAY)
    cost = Cost(id="1", what="Nieuw slot", on=MIDDAY.date(), cents=12_350, bearer=Bearer.PERSON)
    police.add_cost(dossier, cost, ring=cast.greet, at=MIDDAY)

    text = squeezed(printed(handed(dossier, cast), cast))

    for words in ("@dijkwacht", "https://x.example/1", "Nieuw slot", "€ 123,50"):
        assert squeezed(words) in text, words


def test_home_address_and_family_stay_out_unless_they_were_chosen(cast: make.Cast, tmp_path: Path) -> None:
    dossier = ready(cast)

    kept_back = squeezed(printed(handed(dossier, cast), cast))
    chosen = squeezed(printed(handed(dossier, cast, replace(CHOSEN, home_address=True, family=True)), cast))

    for words in ("Kerklaan 12", "Regenboogschool"):
        assert squeezed(words) not in kept_back
        assert squeezed(words) in chosen


def test_an_address_in_the_running_text_goes_along_only_when_somebody_chose_that(cast: make.Cast) -> None:
    dossier = ready(cast)
    write_account(dossier, replace(ACCOUNT, where="Huisadres Kerklaan 12"), ring=cast.greet, at=MIDDAY)

    with pytest.raises(TellsMore, match="Het woonadres staat ook bij ‘Waar was het"):
        handed(dossier, cast)
    row = handed(dossier, cast, replace(CHOSEN, although=True))

    file = snapshot_of(row, cast.greet)
    assert "het woonadres" not in file.left_out
    assert file.told == ("Het woonadres staat ook bij ‘Waar was het?’.",)
    assert squeezed("staat wel in dit dossier") in squeezed(printed(row, cast))


def test_a_preview_shows_the_file_and_keeps_nothing(cast: make.Cast) -> None:
    dossier = ready(cast)

    shown = squeezed(text_of(preview_of(dossier, CHOSEN, ring=cast.greet, at=MIDDAY)))

    assert squeezed("Voorbeeld, niet om te geven") in shown
    assert "Contact2" in shown
    assert not HandOver.objects.exists()
    assert Entry.objects.filter(action="dossier.previewed").count() == 1
    assert [(one.what, one.who) for one in exports_of(dossier)] == [
        ("als voorbeeld bekeken", cast.greet.membership.title)
    ]


def test_our_doubts_and_our_list_stay_off_the_paper_for_the_police(cast: make.Cast) -> None:
    dossier = ready(cast)
    police.answer_questions(dossier, answers=Answers(also=("stalking",)), ring=cast.greet, at=MIDDAY)

    text = squeezed(printed(handed(dossier, cast), cast))
    own = squeezed(text_of(pdf(on_paper("afspraken", dossier, cast.greet, at=MIDDAY))))

    for words in ("Nagekeken in", "Vink af", "De zaak krijgt de VPT-code", "Vastgelegd"):
        assert squeezed(words) not in text, words
    for words in ("Vink af", "De zaak krijgt de VPT-code", "Niet bevestigd"):
        assert squeezed(words) in own, words


def test_under_number_the_name_stands_nowhere(cast: make.Cast) -> None:
    dossier = ready(cast)
    written(dossier, cast, replace(DETAILS, shield=Shield.NUMBER))

    text = squeezed(printed(handed(dossier, cast), cast))

    assert squeezed(DETAILS.name) not in text
    assert dossier.pk.hex[:8].upper() in text


def test_a_struck_line_goes_to_nobody(cast: make.Cast) -> None:
    dossier = ready(cast)
    strike_line(log_of(dossier, cast.greet)[0].row, ring=cast.greet, at=MIDDAY)

    text = squeezed(printed(handed(dossier, cast), cast))

    assert "Contact0" not in text
    assert "Contact1" in text


def test_nothing_of_another_reporter_is_in_any_file_that_goes_out(cast: make.Cast, tmp_path: Path) -> None:
    dossier = ready(cast)
    other = filed(cast, replace(STORY, what=f"{SENTINEL} zag het", others=SENTINEL))
    cases.join(dossier.case, report=other.report, ring=cast.greet, at=MIDDAY)
    added(other.report, other.ring, name=f"{SENTINEL}.txt", content=SENTINEL.encode())

    row = handed(dossier, cast)
    folder = unpacked(row, cast, tmp_path)

    found = [path for path in folder.rglob("*") if SENTINEL in path.name]
    assert found == []
    assert all(SENTINEL.encode() not in path.read_bytes() for path in folder.rglob("*") if path.is_file())
    assert SENTINEL not in printed(row, cast)


def test_who_else_reported_is_no_witness_in_the_file_unless_somebody_wrote_that(cast: make.Cast) -> None:
    dossier = agreed(opened_file(cast), cast)
    other = filed(cast, replace(STORY, reporting_for=For.WITNESS, me=replace(STORY.me, name=SENTINEL)))
    cases.join(dossier.case, report=other.report, ring=cast.greet, at=MIDDAY)

    assert other_reporters(dossier, cast.greet) == [SENTINEL]
    assert SENTINEL not in details_of(dossier, cast.greet).witnesses
    assert "wie er nog meer meldde" in snapshot_of(handed(dossier, cast), cast.greet).left_out


def test_a_file_of_another_reporter_goes_along_only_with_their_own_yes(cast: make.Cast) -> None:
    dossier = ready(cast)
    other = filed(cast)
    cases.join(dossier.case, report=other.report, ring=cast.greet, at=MIDDAY)
    added(other.report, other.ring)
    everything = frozenset(one.piece.id for one in evidence_for(dossier, cast.greet))

    with pytest.raises(AskFirst):
        hand_over(dossier, replace(CHOSEN, pieces=everything), ring=cast.greet, at=MIDDAY)


def test_evidence_that_changed_on_disk_is_handed_to_nobody(cast: make.Cast) -> None:
    dossier = ready(cast)
    piece = evidence_for(dossier, cast.greet)[0].piece
    path = path_of(settings.SEALED_FILES_FOLDER, piece.file.id)
    path.write_bytes(path.read_bytes()[:-1] + b"x")

    with pytest.raises(NotAsItCameIn):
        handed(dossier, cast)


def test_what_was_handed_over_stays_as_it_went(cast: make.Cast) -> None:
    dossier = ready(cast)
    row = handed(dossier, cast)
    write_account(dossier, Account(what="Later anders verteld."), ring=cast.greet, at=MIDDAY + timedelta(days=1))

    fresh = StaffRing.of(cast.greet.membership, cast.greet.secret)
    assert "Lateranders" not in squeezed(text_of(paper_of(handed_over(dossier)[0], ring=fresh, at=MIDDAY)))
    assert snapshot_of(row, fresh).day == MIDDAY.date()


def test_the_person_reads_to_whom_their_file_went(cast: make.Cast) -> None:
    code = AccessCode.new()
    row = handed(ready(cast, code=code), cast)

    assert snapshot_of(handed_over(row.dossier)[0], ring_of(cast, code)).recipient == CHOSEN.recipient


def test_the_paper_is_fit_for_a_screen_reader_and_for_keeping(cast: make.Cast) -> None:
    made = pikepdf.open(BytesIO(paper_of(handed(ready(cast), cast), ring=cast.greet, at=MIDDAY)))

    assert made.Root.MarkInfo.Marked
    assert str(made.Root.Lang).startswith("nl")
