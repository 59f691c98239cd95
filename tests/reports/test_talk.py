"""Messages both ways, files that come later, and consents."""

from datetime import timedelta

import pytest
from django.conf import settings

from rugdekking.audit.models import Entry
from rugdekking.inspection.kinds import EXTENSIONS
from rugdekking.kernel.refusal import JustChanged, Refused
from rugdekking.notify.models import Kind as MailKind
from rugdekking.notify.models import Mail
from rugdekking.reports import operations, queries, texts
from rugdekking.reports.actors import NotYours
from rugdekking.reports.choices import Answer, Step
from rugdekking.reports.files import NotThisFile, check, plain_name
from rugdekking.reports.models import Consent, Evidence, Message
from rugdekking.reports.operations.consents import AskedAlready
from rugdekking.reports.operations.talking import NotRunning
from rugdekking.reports.story import Contact, For, Story
from rugdekking.vault.storage.folder import path_of
from tests import make
from tests.reports.props import filed, mine, stored

LATER = make.MIDDAY + timedelta(hours=3)
MAIL_ME = Story(what="x", contact=Contact(email="sam@voorbeeld.nl", mail_me=True))


def test_both_sides_read_the_conversation_in_order(cast: make.Cast) -> None:
    own = filed(cast)

    operations.post_message(own.report, ring=own.ring, text="Wanneer belt u?", at=LATER)
    operations.post_message(own.report, ring=cast.greet, text="Vanmiddag.", at=LATER + timedelta(seconds=1))

    for ring in (own.ring, cast.cor):
        talked = queries.messages(own.report, ring)
        assert [(one.from_reporter, one.words.text) for one in talked] == [
            (True, "Wanneer belt u?"),
            (False, "Vanmiddag."),
        ]
    assert talked[1].words.writer == "griffier"


def test_a_message_of_the_desk_mails_who_asked_for_that(cast: make.Cast) -> None:
    own, silent = filed(cast, MAIL_ME), filed(cast)

    for one in (own, silent):
        operations.post_message(one.report, ring=cast.greet, text="Wij belden u.", at=LATER)

    (mail,) = Mail.objects.filter(kind=MailKind.REPORTER_WAITS)
    assert (mail.holder, mail.address) == (own.holder.pk, "")


@pytest.mark.parametrize("shape", ["{}", "mijn code is {} dank u", "{}\n"])
def test_a_code_in_a_message_is_refused_and_logged_nowhere(
    cast: make.Cast, shape: str, caplog: pytest.LogCaptureFixture
) -> None:
    own = filed(cast)
    before = Entry.objects.count()

    with pytest.raises(texts.CodePasted):
        operations.post_message(own.report, ring=own.ring, text=shape.format(own.code.text.lower()), at=LATER)

    assert not Message.objects.exists()
    assert Entry.objects.count() == before
    assert caplog.text == ""


@pytest.mark.parametrize(
    "text", ["😀 🏳️‍🌈", "مرحبا‏ abc", "<script>alert(1)</script>", "=1+1", "a\x00b", "x" * texts.LONGEST]
)
def test_any_text_comes_back_as_it_was_written(cast: make.Cast, text: str) -> None:
    own = filed(cast)

    operations.post_message(own.report, ring=own.ring, text=text, at=LATER)

    assert queries.messages(own.report, cast.greet)[0].words.text == text


@pytest.mark.parametrize(("text", "why"), [(" \n", texts.NoText), ("x" * (texts.LONGEST + 1), texts.TextTooLong)])
def test_nothing_and_far_too_much_are_refused(cast: make.Cast, text: str, why: type[Refused]) -> None:
    own = filed(cast)

    with pytest.raises(why):
        operations.post_message(own.report, ring=own.ring, text=text, at=LATER)


def test_a_message_is_new_until_the_desk_reads_it(cast: make.Cast) -> None:
    own = filed(cast)
    operations.post_message(own.report, ring=own.ring, text="Hallo", at=LATER)

    assert queries.unread_from_reporter([own.report.pk]) == {own.report.pk}
    assert operations.read_messages(own.report, at=LATER) == 1
    assert operations.read_messages(own.report, at=LATER) == 0
    assert queries.unread_from_reporter([own.report.pk]) == set()


def test_the_teller_does_not_read_what_the_person_concerned_writes(cast: make.Cast) -> None:
    code = make.code()
    sent = operations.submit(code, desk=cast.desk, story=Story(what="x", reporting_for=For.OTHER), at=make.MIDDAY)
    teller, concerned = mine(cast, code), mine(cast, sent.concerned_code or code)

    operations.post_message(concerned.report, ring=concerned.ring, text="Alleen voor u", at=LATER)
    operations.post_message(concerned.report, ring=cast.greet, text="Dank u", at=LATER, to=concerned.holder)

    assert queries.messages(teller.report, teller.ring, holder=teller.holder) == []
    assert len(queries.messages(teller.report, concerned.ring, holder=concerned.holder)) == 2


def test_a_withdrawn_report_takes_no_message_and_no_file(cast: make.Cast) -> None:
    own = filed(cast)
    operations.withdraw(own.report, ring=own.ring, at=LATER)
    file = stored()

    with pytest.raises(NotRunning):
        operations.post_message(own.report, ring=own.ring, text="Toch nog iets", at=LATER)
    with pytest.raises(NotRunning):
        operations.add_file(own.report, ring=own.ring, file=file, at=LATER)
    assert not path_of(settings.SEALED_FILES_FOLDER, file.id).exists()


def test_a_file_comes_back_byte_for_byte_and_that_a_member_saved_it_is_written_down(cast: make.Cast) -> None:
    own, content = filed(cast), bytes(range(256)) * 1000
    row = operations.add_file(own.report, ring=own.ring, file=stored(content, "film.mp4"), at=LATER)

    for ring in (own.ring, cast.greet):
        download = operations.fetch_file(own.report, evidence=row.pk, ring=ring, at=LATER)
        assert download is not None
        assert (download.name, download.size, b"".join(download.pieces)) == ("film.mp4", len(content), content)
    assert Entry.objects.filter(action="file.saved").count() == 1


def test_a_file_of_another_report_is_as_no_file(cast: make.Cast) -> None:
    own, other = filed(cast), filed(cast, attached=[stored()])
    theirs = Evidence.objects.get(report=other.report)

    assert operations.fetch_file(own.report, evidence=theirs.pk, ring=own.ring, at=LATER) is None


@pytest.mark.parametrize(
    ("name", "size", "word"),
    [
        ("foto.jpg", 0, "leeg"),
        ("film.mp4", 200 * 1024 * 1024 + 1, "te groot"),
        ("virus.exe", 10, "niet aannemen"),
        ("zonder", 10, "niet aannemen"),
    ],
)
def test_a_file_that_cannot_be_taken_is_refused_with_a_reason(name: str, size: int, word: str) -> None:
    with pytest.raises(NotThisFile, match=word):
        check(name, size=size)


def test_the_largest_file_is_taken() -> None:
    check("FILM.MP4", size=200 * 1024 * 1024)


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("C:\\map\\foto.jpg", "foto.jpg"),
        ("../../etc/passwd", "passwd"),
        ("a\r\nSet-Cookie: x.png", "aSet-Cookie: x.png"),
        ("", "bestand"),
        ("\u202egpj.exe", "gpj.exe"),
    ],
)
def test_the_name_of_a_file_is_only_a_name(name: str, shown: str) -> None:
    assert plain_name(name) == shown


def test_a_very_long_name_keeps_its_extension() -> None:
    assert plain_name("x" * 400 + ".pdf").endswith("x.pdf")
    assert len(plain_name("x" * 400 + ".pdf")) == 150
    assert "exe" not in EXTENSIONS


def test_consent_is_asked_given_and_withdrawn_per_step(cast: make.Cast) -> None:
    own = filed(cast)
    asked = operations.ask_consent(
        own.report, step=Step.MANAGER, note="Wij willen de secretaris bellen.", ring=cast.greet, at=LATER
    )

    operations.answer_consent(asked, given=True, ring=own.ring, at=LATER)
    assert queries.consent_stands(own.report, Step.MANAGER)
    assert not queries.consent_stands(own.report, Step.POLICE)

    operations.withdraw_consent(asked, ring=own.ring, at=LATER)
    assert not queries.consent_stands(own.report, Step.MANAGER)
    (shown,) = queries.consents(own.report, own.ring)
    assert (shown.consent.state, shown.note.text) == (Answer.WITHDRAWN, "Wij willen de secretaris bellen.")


def test_no_member_answers_for_the_person_concerned(cast: make.Cast) -> None:
    own = filed(cast)
    asked = operations.ask_consent(own.report, step=Step.PRESS, note="Een bericht", ring=cast.greet, at=LATER)

    with pytest.raises(NotYours):
        operations.answer_consent(asked, given=True, ring=cast.cor, at=LATER)


def test_one_step_is_asked_once_at_a_time(cast: make.Cast) -> None:
    own = filed(cast)
    operations.ask_consent(own.report, step=Step.PRESS, note="Een bericht", ring=cast.greet, at=LATER)

    with pytest.raises(AskedAlready):
        operations.ask_consent(own.report, step=Step.PRESS, note="Nog een", ring=cast.cor, at=LATER)


def test_a_refusal_is_final_until_it_is_asked_anew(cast: make.Cast) -> None:
    own = filed(cast)
    asked = operations.ask_consent(own.report, step=Step.PRESS, note="Een bericht", ring=cast.greet, at=LATER)
    operations.answer_consent(asked, given=False, ring=own.ring, at=LATER)

    with pytest.raises(JustChanged):
        operations.answer_consent(asked, given=True, ring=own.ring, at=LATER)
    operations.ask_consent(own.report, step=Step.PRESS, note="Nu iets kleiners", ring=cast.greet, at=LATER)
    assert Consent.objects.count() == 2


def test_consent_by_word_of_mouth_overtakes_the_question(cast: make.Cast) -> None:
    own = filed(cast)
    operations.ask_consent(own.report, step=Step.POLICE, note="Aangifte", ring=cast.greet, at=LATER)

    operations.record_consent(
        own.report, step=Step.POLICE, given=True, note="Zei ja aan de telefoon", ring=cast.greet, at=LATER
    )

    assert queries.consent_stands(own.report, Step.POLICE)
    assert Consent.objects.get(state=Answer.GIVEN).recorded_by == cast.greet.membership
