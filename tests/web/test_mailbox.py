"""Coming back with a code: the reporter's own page, as a browser sees it."""

import re
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from rugdekking.audit.models import Entry
from rugdekking.cases import operations as cases
from rugdekking.inspection.scanning import NO_SCANNER
from rugdekking.kernel.time import day_of
from rugdekking.reports import operations, queries
from rugdekking.reports.actors import actor_of
from rugdekking.reports.choices import Origin, Step, Writer
from rugdekking.reports.models import Evidence, Message, Rating, Report
from rugdekking.reports.queries import Mine
from rugdekking.reports.story import For, Story
from rugdekking.vault.codes import AccessCode
from rugdekking.web import limits
from tests import make
from tests.reports.props import STORY, filed, mine, stored

FIELD = "toegangscode"


@pytest.fixture
def cast(db: None) -> make.Cast:
    make.content()
    return make.cast()


def home(cast: make.Cast) -> str:
    return f"/{cast.desk.organisation.slug}/mijn/"


def page(cast: make.Cast, own: Mine, rest: str = "") -> str:
    return f"{home(cast)}{own.report.reference}/{rest}"


def enter(cast: make.Cast, code: AccessCode | str) -> Client:
    """A browser in which somebody typed this code."""
    browser = Client()
    typed = code if isinstance(code, str) else code.text
    browser.post(home(cast), {FIELD: typed})
    return browser


def text_of(response: HttpResponse) -> str:
    """What stands on the page, without tags and with single spaces."""
    content = re.sub(r"(?s)<[^>]+>", " ", response.content.decode())
    return re.sub(r"\s+", " ", content)


@pytest.mark.parametrize("change", [str.lower, lambda code: code.replace("-", " "), lambda code: f" {code} "])
def test_a_code_is_forgiven_how_it_was_typed(cast: make.Cast, change: object) -> None:
    own = filed(cast)

    browser = enter(cast, change(own.code.text))  # type: ignore[operator]

    assert browser.get(page(cast, own)).status_code == 200


def test_a_wrong_code_gets_one_calm_sentence_and_no_report(cast: make.Cast) -> None:
    own = filed(cast)
    answer = Client().post(home(cast), {FIELD: make.code().text})

    assert "vinden wij niets" in text_of(answer)
    assert Client().get(page(cast, own)).status_code == 303


def test_many_wrong_codes_lock_nobody_out(cast: make.Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits.WRONG_CODES, "_most", 2)
    own = filed(cast)
    answers = [Client().post(home(cast), {FIELD: make.code().text}).status_code for _ in range(4)]

    assert answers == [200, 200, 429, 429]
    assert enter(cast, own.code).get(page(cast, own)).status_code == 200


def test_the_code_stands_in_no_address_and_on_no_page(cast: make.Cast) -> None:
    own = filed(cast)
    browser = Client()
    answer = browser.post(home(cast), {FIELD: own.code.text}, follow=True)

    assert own.code.text not in "".join(address for address, _ in answer.redirect_chain)
    assert own.code.text not in answer.content.decode()


def test_the_page_tells_how_it_stands_until_when_and_who_looked(cast: make.Cast) -> None:
    own = filed(cast)
    operations.look(own.report, ring=cast.greet, at=make.MIDDAY)

    shown = text_of(enter(cast, own.code).get(page(cast, own)))

    assert "Wij hebben uw melding" in shown
    assert "woensdag 11 maart" in shown
    assert "Wij zijn te laat" in shown
    assert "Casusregisseur, 10 maart 2026" in shown


def test_a_kept_promise_says_so(cast: make.Cast) -> None:
    own = filed(cast)
    operations.contacted(own.report, by=actor_of(cast.greet), at=make.MIDDAY + timedelta(hours=2))

    assert "Nagekomen" in text_of(enter(cast, own.code).get(page(cast, own)))


def test_a_promise_of_the_desk_stands_there_in_its_own_words(cast: make.Cast) -> None:
    own = filed(cast)
    case = cases.open_for(own.report, ring=cast.greet, at=make.MIDDAY)
    day = day_of(timezone.now()) + timedelta(days=9)
    cases.promise(
        case, report=own.report, text="Wij bellen de wijkagent", due_on=day, ring=cast.greet, at=timezone.now()
    )

    shown = text_of(enter(cast, own.code).get(page(cast, own)))

    assert "Wij bellen de wijkagent" in shown
    assert "Afgesproken" in shown


def test_messages_go_both_ways(cast: make.Cast) -> None:
    own = filed(cast)
    browser = enter(cast, own.code)
    operations.post_message(own.report, ring=cast.greet, text="Hoe gaat het nu?", at=timezone.now())

    answer = browser.post(page(cast, own, "berichten/"), {"text": "Het gaat beter."}, follow=True)

    assert "Hoe gaat het nu?" in text_of(answer)
    assert [one.words.text for one in queries.messages(own.report, cast.cor)] == [
        "Hoe gaat het nu?",
        "Het gaat beter.",
    ]


def test_a_code_in_a_message_is_refused_and_what_was_written_stays(cast: make.Cast) -> None:
    own = filed(cast)

    answer = enter(cast, own.code).post(
        page(cast, own, "berichten/"), {"text": f"Hallo, mijn code is {own.code.text}"}
    )

    assert "staat een code" in text_of(answer)
    assert "Hallo, mijn code is" in text_of(answer)
    assert not Message.objects.exists()


def test_what_was_posted_after_the_idle_time_waits_for_the_code(cast: make.Cast) -> None:
    own, browser = filed(cast), Client()
    address = page(cast, own, "berichten/")

    asked = browser.post(address, {"text": "Lang getypt"})
    assert "Lang getypt" in asked.content.decode()
    browser.post(address, {"text": "Lang getypt", FIELD: own.code.text})

    assert queries.messages(own.report, cast.cor)[0].words.text == "Lang getypt"


def test_markup_in_a_message_stays_text(cast: make.Cast) -> None:
    own = filed(cast)
    operations.post_message(own.report, ring=own.ring, text="<script>alert(1)</script>", at=timezone.now())

    answer = enter(cast, own.code).get(page(cast, own, "berichten/"))

    assert b"<script>alert(1)" not in answer.content


def test_somebody_elses_report_is_as_no_report(cast: make.Cast) -> None:
    own, other = filed(cast), filed(cast)
    browser = enter(cast, own.code)
    theirs, nothing = page(cast, other), f"{home(cast)}AAAA-AAAA/"
    rests = [
        "",
        "berichten/",
        "bestanden/",
        "tekst/",
        "tekst/verbeteren/",
        "intrekken/",
        "terugkijken/",
        "niet-weten/",
    ]

    for rest in rests:
        got = browser.get(f"{theirs}{rest}")
        assert got.status_code == 404
        assert got.content == browser.get(f"{nothing}{rest}").content
    for rest in [*rests[1:3], "tekst/klopt/", "intrekken/", "toch-door/", "toelaten/"]:
        assert browser.post(f"{theirs}{rest}").status_code == 404
    assert Report.objects.get(pk=other.report.pk).state == "received"


def test_a_code_of_one_organisation_opens_nothing_at_another(cast: make.Cast) -> None:
    own, elsewhere = filed(cast), make.cast()

    browser = enter(elsewhere, own.code)

    assert browser.get(page(elsewhere, own)).status_code == 303
    assert (
        enter(cast, own.code).get(f"/{elsewhere.desk.organisation.slug}/mijn/{own.report.reference}/").status_code
        == 303
    )


def test_a_file_is_added_and_comes_back_only_as_an_attachment(cast: make.Cast) -> None:
    own = filed(cast)
    browser = enter(cast, own.code)
    browser.post(
        page(cast, own, "bestanden/"), {"attached": SimpleUploadedFile("brief.txt", b"Een <b>dreigbrief</b>")}
    )

    (piece,) = queries.evidence(own.report, cast.greet)
    got = browser.get(page(cast, own, f"bestanden/{piece.id}/"))

    assert b"".join(got.streaming_content) == b"Een <b>dreigbrief</b>"
    assert got["Content-Disposition"] == 'attachment; filename="brief.txt"'
    assert got["Content-Type"] == "application/octet-stream"
    assert got["X-Content-Type-Options"] == "nosniff"


def test_an_empty_file_is_refused_and_the_other_one_kept(cast: make.Cast) -> None:
    own = filed(cast)
    sent = [SimpleUploadedFile("leeg.jpg", b""), SimpleUploadedFile("goed.txt", b"tekst")]

    answer = enter(cast, own.code).post(page(cast, own, "bestanden/"), {"attached": sent})

    assert "‘leeg.jpg’ is leeg" in text_of(answer)
    assert [piece.file.name for piece in queries.evidence(own.report, cast.greet)] == ["goed.txt"]


def test_what_another_reporter_sent_and_could_not_be_cleaned_is_only_named(cast: make.Cast, settings: object) -> None:
    settings.SCANNER = NO_SCANNER  # type: ignore[attr-defined]
    names = ("mail.eml", "chat.txt")
    own = filed(cast, attached=[stored(b"From: a@voorbeeld.nl\n\nhoi", name) for name in names])
    Evidence.objects.update(added_by=Writer.CONCERNED)
    pieces = queries.evidence(own.report, cast.greet)
    for piece in pieces:
        operations.look_at_file(own.report, evidence=piece.id, ring=cast.greet, at=make.MIDDAY)
    browser = enter(cast, own.code)

    answers = {
        piece.file.name: browser.get(page(cast, own, f"bestanden/{piece.id}/")).status_code for piece in pieces
    }

    assert answers == {"mail.eml": 404, "chat.txt": 200}
    assert "mail.eml" in text_of(browser.get(page(cast, own, "bestanden/")))


def test_the_reporter_reads_corrects_and_adds(cast: make.Cast) -> None:
    own = filed(cast)
    browser = enter(cast, own.code)
    assert STORY.what in text_of(browser.get(page(cast, own, "tekst/")))

    browser.post(page(cast, own, "tekst/verbeteren/"), {"what": "Het waren er twee.", "who_words": "Twee mannen"})

    now = queries.open_story(own.report, cast.greet)
    assert (now.what, now.who.words, now.me) == ("Het waren er twee.", "Twee mannen", STORY.me)


def test_a_feeling_becomes_a_full_report_without_retyping(cast: make.Cast) -> None:
    own = filed(cast, Story(kind="feeling", what="Ik word gevolgd"))
    browser = enter(cast, own.code)

    empty = browser.post(page(cast, own, "tekst/verbeteren/"), {"what": "", "is_incident": "on"})
    browser.post(page(cast, own, "tekst/verbeteren/"), {"what": "Ik word gevolgd", "is_incident": "on"})

    assert "Vertel in een paar woorden" in text_of(empty)
    assert Report.objects.get().kind == "incident"


def typed(cast: make.Cast) -> AccessCode:
    """The first-use code of a report that Greet typed on the phone."""
    return operations.type_for(
        STORY, ring=cast.greet, desk=cast.desk, origin=Origin.PHONE, at=make.MIDDAY
    ).first_use_code


def shown_code(response: HttpResponse) -> AccessCode:
    """The code on a page."""
    groups = re.findall(r"[0-9A-HJKMNP-TV-Z]{4}", text_of(response).partition("schrijf die op")[2])
    return AccessCode.parse("".join(groups[:6]))


def test_a_first_code_opens_nothing_before_it_is_replaced(cast: make.Cast) -> None:
    first = typed(cast)
    own, browser = mine(cast, first), enter(cast, first)

    for address in (home(cast), page(cast, own), page(cast, own, "tekst/")):
        assert browser.get(address)["Location"] == f"{home(cast)}eigen-code/"


def test_the_own_code_is_shown_first_and_works_from_kept_on(cast: make.Cast) -> None:
    first = typed(cast)
    browser = enter(cast, first)
    new = shown_code(browser.get(f"{home(cast)}eigen-code/"))
    assert shown_code(browser.get(f"{home(cast)}eigen-code/")) == new
    assert new.text in text_of(browser.get(f"{home(cast)}code/"))

    answer = browser.post(f"{home(cast)}eigen-code/", follow=True)

    assert answer.status_code == 200
    assert queries.reports_under(cast.desk.organisation_id, first) == []
    assert enter(cast, new).get(page(cast, mine(cast, new))).status_code == 200


def test_who_gave_the_first_code_does_not_know_the_own_one(cast: make.Cast) -> None:
    first = typed(cast)
    codes = {shown_code(enter(cast, first).get(f"{home(cast)}eigen-code/")).text for _ in range(2)}

    assert len(codes) == 2


def test_the_person_confirms_what_was_typed_for_them(cast: make.Cast) -> None:
    browser = enter(cast, typed(cast))
    new = shown_code(browser.get(f"{home(cast)}eigen-code/"))
    browser.post(f"{home(cast)}eigen-code/")
    own = mine(cast, new)
    assert "Klopt de tekst?" in text_of(browser.get(page(cast, own)))

    browser.post(page(cast, own, "tekst/klopt/"))

    assert queries.confirmed(Report.objects.get())
    assert "Klopt de tekst?" not in text_of(browser.get(page(cast, own)))


def test_consent_is_answered_and_taken_back_here(cast: make.Cast) -> None:
    own = filed(cast)
    asked = operations.ask_consent(
        own.report, step=Step.POLICE, note="Wij willen de wijkagent bellen.", ring=cast.greet, at=make.MIDDAY
    )
    browser = enter(cast, own.code)
    address = page(cast, own, f"toestemming/{asked.pk}/")
    assert "Wij willen de wijkagent bellen." in text_of(browser.get(page(cast, own)))

    browser.post(address, {"antwoord": "ja"})
    assert queries.consent_stands(own.report, Step.POLICE)
    browser.post(address, {"antwoord": "intrekken"})
    assert not queries.consent_stands(own.report, Step.POLICE)
    assert "al beantwoord" in text_of(browser.post(address, {"antwoord": "nee"}))


def test_the_teller_cannot_answer_for_the_person_concerned(cast: make.Cast) -> None:
    code = make.code()
    operations.submit(code, desk=cast.desk, story=Story(what="x", reporting_for=For.OTHER), at=make.MIDDAY)
    teller = mine(cast, code)
    asked = operations.ask_consent(teller.report, step=Step.POLICE, note="Bellen", ring=cast.greet, at=make.MIDDAY)
    browser = enter(cast, code)

    assert "Ja, dat is goed" not in text_of(browser.get(page(cast, teller)))
    browser.post(page(cast, teller, f"toestemming/{asked.pk}/"), {"antwoord": "ja"})
    browser.post(page(cast, teller, "tekst/klopt/"))

    asked.refresh_from_db()
    assert asked.state == "asked"
    assert not queries.confirmed(Report.objects.get())


def test_withdrawing_says_what_stays_and_can_be_undone(cast: make.Cast) -> None:
    own = filed(cast)
    browser = enter(cast, own.code)
    told = text_of(browser.get(page(cast, own, "intrekken/")))
    assert "Wat blijft" in told
    assert "30 dagen" in told

    shown = text_of(browser.post(page(cast, own, "intrekken/"), follow=True))
    day = timezone.localdate() + timedelta(days=30)
    assert f"{day.day} " in shown
    assert "vernietigen wij de sleutels" in shown
    browser.post(page(cast, own, "toch-door/"))

    assert Report.objects.get().state == "received"


def test_after_closing_one_question_can_open_it_again(cast: make.Cast) -> None:
    own, by = filed(cast), actor_of(cast.greet)
    operations.take_up(own.report, by=by, at=make.MIDDAY)
    operations.close_report(own.report, by=by, at=make.MIDDAY)
    browser = enter(cast, own.code)
    assert "Hoe kijkt u terug?" in text_of(browser.get(page(cast, own)))

    browser.post(page(cast, own, "terugkijken/"), {"score": "bad", "comment": "Het begint weer", "reopen": "on"})

    assert Rating.objects.get().wants_reopening
    assert "Hoe kijkt u terug?" not in text_of(browser.get(page(cast, own)))


def test_somebody_is_kept_out_from_the_own_page(cast: make.Cast) -> None:
    own = filed(cast)
    operations.look(own.report, ring=cast.greet, at=make.MIDDAY)
    browser = enter(cast, own.code)

    browser.post(page(cast, own, "niet-weten/"), {"member": str(cast.greet.membership.pk)})

    assert queries.report_for(cast.greet.membership, own.report.reference) is None
    assert "Griffier kan uw melding niet meer openen, maar had die al gelezen" in text_of(
        browser.get(page(cast, own))
    )


def test_several_reports_stand_under_one_code(cast: make.Cast) -> None:
    own = filed(cast)
    browser = enter(cast, own.code)
    browser.post(f"/{cast.desk.organisation.slug}/melden/opnieuw/", {"code": "dezelfde"})
    assert "Nog niet verstuurd" in text_of(browser.get(home(cast)))
    further = queries.next_code(cast.desk.organisation_id, own.code)
    assert further is not None
    second = filed(cast, Story(what="Weer"), code=further)

    shown = text_of(browser.get(home(cast)))

    assert own.report.reference in shown
    assert second.report.reference in shown


def test_a_draft_that_was_never_sent_goes_on(cast: make.Cast) -> None:
    code = make.code()
    operations.save_draft(code, organisation=cast.desk.organisation, story=STORY, at=timezone.now())

    answer = Client().post(home(cast), {FIELD: code.text})

    assert answer["Location"] == f"/{cast.desk.organisation.slug}/melden/controle/"


def test_leaving_forgets_the_code(cast: make.Cast) -> None:
    own = filed(cast)
    browser = enter(cast, own.code)

    browser.post(f"{home(cast)}afsluiten/")

    assert browser.get(page(cast, own)).status_code == 303


def test_looking_at_the_own_page_writes_nothing(cast: make.Cast) -> None:
    own = filed(cast)
    browser = enter(cast, own.code)
    before = Entry.objects.count()
    for rest in ("", "berichten/", "tekst/", "bestanden/"):
        browser.get(page(cast, own, rest))

    assert Entry.objects.count() == before
