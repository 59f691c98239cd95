"""Files that the desk adds, such as a photo handed over at the counter; and what of a withdrawn report it opens."""

import re
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from msgspec.structs import replace

from rugdekking.audit.actor import ActorKind
from rugdekking.audit.models import Entry
from rugdekking.cases import operations as cases
from rugdekking.inspection.scanning import NO_SCANNER
from rugdekking.keys.rings import StaffRing
from rugdekking.notify.models import Kind, Mail
from rugdekking.reports import operations as reports
from rugdekking.reports import queries
from rugdekking.reports.queries import Mine
from rugdekking.reports.story import Contact
from rugdekking.web.public import places
from tests import make
from tests.cases.props import Opened, afresh, colleague, opened
from tests.inspection.props import AUTHOR, jpeg
from tests.reports.props import STORY, filed, stored
from tests.servers import clamav
from tests.web.office.browsing import browser, text_of

pytestmark = pytest.mark.django_db

CONTENT = jpeg()


@pytest.fixture(autouse=True)
def disk(tmp_path: Path, settings: object) -> Path:
    places.forget()
    settings.SEALED_FILES_FOLDER = tmp_path / "files"  # type: ignore[attr-defined]
    return tmp_path / "files"


def page_of(own: Mine, rest: str = "") -> str:
    return f"zaken/melding/{own.report.reference}/{rest}"


def add(ring: StaffRing, own: Mine, *files: SimpleUploadedFile) -> str:
    """A colleague sends these files; gives the text of the page that comes back."""
    desk = browser(ring)
    answer = desk.client.post(desk.home + page_of(own, "bestanden/"), {"attached": list(files)}, follow=True)
    assert answer.status_code == 200
    return text_of(answer.content.decode())


def photo(content: bytes = CONTENT, name: str = "brief.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def reporter(cast: make.Cast, own: Mine) -> tuple[Client, str]:
    """The browser of who reported, and the address of their own page."""
    client = Client()
    home = f"/{cast.desk.organisation.slug}/mijn/"
    client.post(home, {"toegangscode": own.code.text})
    return client, f"{home}{own.report.reference}/"


def on_disk(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def test_who_reported_sees_and_saves_what_the_desk_added_once_it_was_checked(
    cast: make.Cast, settings: object
) -> None:
    settings.SCANNER = NO_SCANNER  # type: ignore[attr-defined]
    own = filed(cast)

    assert "Toegevoegd. De melder ziet het ook" in add(cast.greet, own, photo())

    client, home = reporter(cast, own)
    shown = client.get(home).content.decode()
    assert "Het meldpunt voegde een bestand toe" in text_of(shown)
    assert "toegevoegd door het meldpunt" in text_of(client.get(f"{home}bestanden/").content.decode())
    (address,) = set(re.findall(rf"{home}bestanden/[0-9a-f-]{{36}}/", shown))
    assert client.get(address).status_code == 404

    (piece,) = queries.evidence(own.report, cast.greet)
    browser(cast.greet).open(page_of(own, f"bestanden/{piece.id}/"))

    saved = b"".join(client.get(address).streaming_content)
    assert saved.startswith(b"\xff\xd8")
    assert AUTHOR.encode() not in saved


def test_what_somebody_added_themselves_is_not_said_to_come_from_the_desk(cast: make.Cast) -> None:
    own = filed(cast, attached=[stored()])

    client, home = reporter(cast, own)

    assert "Het meldpunt voegde" not in client.get(home).content.decode()


def test_the_colleagues_see_it_too_and_by_whom(cast: make.Cast) -> None:
    own = filed(cast)

    add(cast.greet, own, photo())

    page = browser(cast.cor).open(page_of(own))
    assert "brief.jpg" in page
    assert "toegevoegd door het steunpunt" in page


def test_in_a_case_the_timeline_and_the_log_tell_who_added_it(cast: make.Cast) -> None:
    it = opened(cast)

    add(cast.greet, it.own, photo())

    desk = browser(cast.greet)
    assert "brief.jpg" in desk.open(f"zaken/{it.case.reference}/mensen/")
    assert re.search(
        r"Bestand toegevoegd.{0,60}Greet \(griffier\)", desk.open(f"zaken/{it.case.reference}/tijdlijn/")
    )
    (entry,) = Entry.objects.filter(action="file.added")
    assert (entry.actor_kind, entry.actor) == (ActorKind.MEMBER, cast.greet.membership.pk)


def test_who_asked_for_mails_gets_one_for_several_files(cast: make.Cast) -> None:
    own = filed(cast, replace(STORY, contact=Contact(email="sam@prive.example", mail_me=True)))

    add(cast.greet, own, photo(), photo(name="mail.jpg"))

    assert Mail.objects.filter(kind=Kind.REPORTER_WAITS).count() == 1


def test_a_file_that_cannot_be_taken_gets_the_sentence_that_reporters_get_and_the_other_is_kept(
    cast: make.Cast,
) -> None:
    own = filed(cast)

    page = add(cast.greet, own, photo(b"", "leeg.jpg"), photo(b"MZ", "virus.exe"), photo())

    assert "‘leeg.jpg’ is leeg" in page
    assert "‘virus.exe’ kunnen wij niet aannemen" in page
    assert [piece.file.name for piece in queries.evidence(own.report, cast.greet)] == ["brief.jpg"]


@pytest.mark.skipif(clamav.PROGRAM is None, reason="clamd is not installed")
@pytest.mark.xdist_group("clamav")
def test_a_file_in_which_the_scanner_finds_something_while_it_comes_in_is_kept_and_set_apart(
    cast: make.Cast, settings: object, tmp_path: Path
) -> None:
    own = filed(cast)
    (tmp_path / "clamav").mkdir()
    with clamav.running(tmp_path / "clamav") as address:
        settings.SCANNER = address  # type: ignore[attr-defined]
        assert "Toegevoegd" in add(cast.greet, own, photo(clamav.EICAR, "lees mij.txt"), photo())

    # The scanner is gone again, and what it said stays.
    desk = browser(cast.greet)
    bad, good = sorted(queries.evidence(own.report, cast.greet), key=lambda piece: piece.file.name, reverse=True)
    page = desk.open(page_of(own, f"bestanden/{bad.id}/"))
    assert "De virusscanner vond iets in dit bestand" in page
    assert "Klein voorbeeld" in desk.html(page_of(own, f"bestanden/{good.id}/"))
    client, home = reporter(cast, own)
    assert "de virusscanner vond er iets in" in client.get(f"{home}bestanden/").content.decode()


def test_no_file_at_all_is_asked_again(cast: make.Cast) -> None:
    assert "Kies eerst een bestand." in add(cast.greet, filed(cast))


def test_who_only_oversees_a_case_adds_nothing_and_nothing_stays_on_disk(cast: make.Cast, disk: Path) -> None:
    it = opened(cast)

    page = add(cast.cor, it.own, photo())

    assert "Dit kan alleen wie deze zaak behandelt." in page
    assert queries.evidence(it.own.report, cast.greet) == []
    assert on_disk(disk) == []


def test_who_must_not_know_finds_neither_the_page_nor_the_file(cast: make.Cast) -> None:
    own = filed(cast)
    gijs = colleague(cast)
    add(cast.greet, own, photo())
    (piece,) = queries.evidence(own.report, cast.greet)
    cases.keep_out_of_report(own.report, membership=gijs.membership, ring=own.ring, at=make.MIDDAY)

    theirs = browser(afresh(gijs))

    theirs.finds_nothing(page_of(own, "bestanden/"))
    theirs.finds_nothing(page_of(own, f"bestanden/{piece.id}/"))
    own.report.refresh_from_db()
    assert [one.file.name for one in queries.evidence(own.report, afresh(cast.greet))] == ["brief.jpg"]


def withdrawn(cast: make.Cast) -> Opened:
    """A case whose only report was withdrawn after files and messages came."""
    it = opened(cast)
    add(cast.greet, it.own, photo())
    reports.post_message(it.own.report, ring=it.own.ring, text="Laat het maar zitten.", at=make.MIDDAY)
    reports.withdraw(it.own.report, ring=it.own.ring, at=make.MIDDAY)
    return it


@pytest.mark.parametrize("part", ["", "mensen/", "contact/", "toestemming/", "tijdlijn/"])
def test_of_a_withdrawn_report_the_desk_reads_no_text_no_message_and_no_file_name(cast: make.Cast, part: str) -> None:
    it = withdrawn(cast)

    page = browser(cast.greet).open(f"zaken/{it.case.reference}/{part}")

    for told in (STORY.what, "Laat het maar zitten.", "brief.jpg"):
        assert told not in page


def test_a_file_of_a_withdrawn_report_does_not_open_either(cast: make.Cast) -> None:
    it = withdrawn(cast)
    (piece,) = queries.evidence(it.own.report, it.own.ring)
    desk = browser(cast.greet)

    for rest in ("", "bestanden/", f"bestanden/{piece.id}/", "tekst/"):
        assert desk.client.get(desk.home + page_of(it.own, rest)).status_code == 404
    it.own.report.refresh_from_db()
    assert reports.fetch_file(it.own.report, evidence=piece.id, ring=cast.greet, at=make.MIDDAY) is None


def test_the_case_and_the_reporter_read_what_is_closed_and_when_it_is_destroyed(cast: make.Cast) -> None:
    it = withdrawn(cast)
    client, home = reporter(cast, it.own)

    for part in ("", "mensen/"):
        page = browser(cast.greet).open(f"zaken/{it.case.reference}/{part}")
        assert f"Melding {it.own.report.reference} is ingetrokken op 10 maart 2026" in page
        assert "De tekst, berichten en bestanden zijn niet meer te openen." in page
    assert (
        "Het meldpunt kan uw tekst, berichten en bestanden nu al niet meer openen."
        in client.get(home).content.decode()
    )


def test_who_thinks_again_gives_everything_back_to_the_desk(cast: make.Cast) -> None:
    it = withdrawn(cast)

    reports.stay(it.own.report, ring=it.own.ring, at=make.MIDDAY)

    page = browser(cast.greet).open(f"zaken/{it.case.reference}/mensen/")
    assert STORY.what in page
    assert "brief.jpg" in page
