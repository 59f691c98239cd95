"""A report, one question per page: what is asked, what may be skipped, and what arrives at the desk."""

from datetime import timedelta

import pytest
from django.utils import timezone

from rugdekking.keys.queries import is_barred
from rugdekking.reports.choices import Kind, PersonClass
from rugdekking.reports.models import CodeHolder, Draft, Report
from rugdekking.reports.story import For, KnownAs, Moment, Perpetrator, Reach, Target, Wish
from rugdekking.web.public.steps import STEPS
from tests import make
from tests.web.public.reporting import Reporter, only_report, told

FULL = {
    "veilig": {"safe": "ja"},
    "wat": {
        "what": "Een groep stond voor mijn deur.",
        "literal": "We weten waar u woont.",
        "behaviour": "intimidated",
    },
    "wanneer": {"moment": "exact", "day_0": "3", "day_1": "11", "day_2": "2025", "words": "rond half negen"},
    "waar": {"channel": "home", "place_words": "bij de voordeur"},
    "wie": {"kind": "group", "words": "een man of tien"},
    "gericht": {"targets": ["office", "family"]},
    "uzelf": {"known_as": "desk_only", "name": "Fatma", "office": "council_member"},
    "voor-wie": {"reporting_for": "self"},
    "niet-weten": {},
    "wens": {"wish": "advice"},
    "bereik": {"reach": "phone", "phone": "06 12 34 56 78", "moment": "na 17.00 uur"},
    "bestanden": {},
}


def walk(reporter: Reporter, answers: dict[str, dict[str, object]]) -> None:
    """Answer every question in turn, each on the page that the one before led to."""
    reporter.opens("melden/veilig/")
    for step in STEPS:
        assert reporter.where == f"melden/{step.name}/"
        reporter.sends(reporter.where, **answers.get(step.name, {}))
    assert reporter.where == "melden/controle/"


def test_every_answer_arrives_as_it_was_given(cast: make.Cast, reporter: Reporter) -> None:
    walk(reporter, FULL)

    reporter.sends("melden/versturen/")

    story, report = told(cast), only_report()
    assert reporter.where == "melden/verstuurd/"
    assert (story.kind, story.what, story.literal) == (Kind.INCIDENT, FULL["wat"]["what"], FULL["wat"]["literal"])
    assert story.safe_now is True
    assert (story.when.moment, story.when.day, story.when.words) == (Moment.EXACT, "2025-11-03", "rond half negen")
    assert (story.channel, story.place) == ("home", "bij de voordeur")
    assert (story.who.kind, story.who.words) == (Perpetrator.GROUP, "een man of tien")
    assert story.targets == (Target.OFFICE, Target.FAMILY)
    assert (story.me.known_as, story.me.name, story.me.office) == (KnownAs.DESK_ONLY, "Fatma", "council_member")
    assert story.reporting_for == For.SELF
    assert story.wish == Wish.ADVICE
    assert (story.contact.reach, story.contact.phone) == (Reach.PHONE, "06 12 34 56 78")
    assert (report.person_class, report.channel) == (PersonClass.OFFICE_HOLDER, "home")
    assert not Draft.objects.exists()


def test_everything_but_what_happened_can_be_skipped(cast: make.Cast, reporter: Reporter) -> None:
    walk(reporter, {"wat": {"what": "Iemand schold mij uit."}})
    assert reporter.text.count("Niet ingevuld") == 9

    reporter.sends("melden/versturen/")

    assert told(cast).what == "Iemand schold mij uit."
    assert told(cast).me.known_as == KnownAs.ANONYMOUS


def test_what_happened_is_asked_again_kindly(reporter: Reporter) -> None:
    text = reporter.fills_in("melden/wat/", what="   ", literal="ik weet je te vinden")

    assert "Losse woorden zijn ook goed" in text
    assert "Fout: Stap 2 van 12" in reporter.html
    assert "ik weet je te vinden" in reporter.html


def test_each_question_says_where_one_is_why_it_is_asked_and_who_sees_it(reporter: Reporter) -> None:
    for number, step in enumerate(STEPS, start=1):
        text = reporter.opens(f"melden/{step.name}/")

        assert f"<title>Stap {number} van 12: {step.title}" in reporter.html
        assert f"Stap {number} van 12" in text
        assert reporter.html.count("<h1") == 1
        assert step.why in text
        assert step.who in text


def test_the_code_shows_from_the_first_page_until_its_owner_kept_it(reporter: Reporter) -> None:
    reporter.opens("melden/veilig/")
    code = reporter.code
    reporter.sends("melden/veilig/", safe="ja")
    assert reporter.code == code

    text = reporter.sends("melden/wat/", what="half een zin", bewaard="ja")

    assert "half een zin" in text
    assert code not in reporter.html
    assert code not in reporter.sends("melden/wat/", what="half een zin, en nu af")


def test_keeping_the_code_before_writing_anything_is_no_mistake(reporter: Reporter) -> None:
    reporter.opens("melden/wat/")
    code = reporter.code

    reporter.sends("melden/wat/", what="", bewaard="ja")

    assert "Fout" not in reporter.html
    assert code not in reporter.html


def test_a_draft_is_there_again_on_another_device(cast: make.Cast, reporter: Reporter) -> None:
    reporter.fills_in("melden/wat/", what="Vanavond verder.")
    code = reporter.code
    elsewhere = Reporter(cast)

    elsewhere.opens("mijn/")
    text = elsewhere.sends("mijn/", toegangscode=code.lower().replace("-", " ").replace("0", "o"))

    assert elsewhere.where == "melden/controle/"
    assert "Vanavond verder." in text


def test_a_draft_that_expired_is_gone_and_the_page_says_after_how_many_days(
    cast: make.Cast, reporter: Reporter
) -> None:
    reporter.fills_in("melden/wat/", what="Te laat.")
    code = reporter.code
    Draft.objects.update(expires_on=timezone.localdate() - timedelta(days=1))
    elsewhere = Reporter(cast)

    text = elsewhere.fills_in("mijn/", toegangscode=code)

    assert "bewaren wij uw tekst 14 dagen" in text
    assert code in elsewhere.html


def test_an_answer_can_be_changed_from_the_check_page(reporter: Reporter) -> None:
    walk(reporter, FULL)

    reporter.opens("melden/wens/?controle")
    text = reporter.sends("melden/wens/?controle", wish="action")

    assert reporter.where == "melden/controle/"
    assert "Actie" in text


def test_who_is_not_safe_reads_whom_to_call_and_alarms_the_desk_at_sending(
    cast: make.Cast, reporter: Reporter
) -> None:
    text = reporter.fills_in("melden/veilig/", safe="nee")
    assert 'href="tel:112"' in reporter.html
    assert "steeds opnieuw tot iemand uw melding opent" in text
    assert not Report.objects.exists()
    reporter.sends("melden/wat/", what="Hij staat buiten.")

    text = reporter.sends("melden/versturen/")

    assert only_report().unsafe_now
    assert "Het meldpunt krijgt nu bericht" in text


def test_who_must_not_know_finds_nothing_and_the_reporter_reads_who_is_left(
    cast: make.Cast, reporter: Reporter
) -> None:
    greet = cast.greet.membership
    reporter.fills_in("melden/wat/", what="Het gaat over de griffier.")
    reporter.fills_in("melden/niet-weten/", out_members=[str(greet.pk)])

    text = reporter.sends("melden/versturen/")

    assert is_barred(greet, [only_report().pk])
    readers = text[text.index("Wie leest uw melding?") : text.index("Wat gebeurt er nu?")]
    assert "Griffier" not in readers
    assert "Coördinator veiligheid" in readers


def test_a_name_that_was_typed_keeps_out_who_it_could_be(cast: make.Cast, reporter: Reporter) -> None:
    reporter.fills_in("melden/wat/", what="Liever niet.")
    reporter.fills_in("melden/niet-weten/", out_names="Gréét")

    reporter.sends("melden/versturen/")

    assert is_barred(cast.greet.membership, [only_report().pk])


def test_only_readers_of_this_desk_can_be_ticked(reporter: Reporter) -> None:
    stranger = make.member(make.desk("elders"))

    reporter.fills_in("melden/wat/", what="x")
    reporter.fills_in("melden/niet-weten/", out_members=[str(stranger.pk)])

    assert "Fout:" in reporter.html


def test_the_person_concerned_gets_an_own_code_when_somebody_else_reports(
    cast: make.Cast, reporter: Reporter
) -> None:
    reporter.fills_in("melden/wat/", what="Mijn collega wordt gestalkt.")
    reporter.fills_in("melden/voor-wie/", reporting_for="other", name="Jan", knows="nee")

    text = reporter.sends("melden/versturen/")

    assert "Een code voor de persoon om wie het gaat" in text
    assert only_report().awaits_confirmation
    assert CodeHolder.objects.filter(first_use=True).count() == 1


def test_mail_only_after_reading_what_the_computer_can_then_read(cast: make.Cast, reporter: Reporter) -> None:
    reporter.fills_in("melden/wat/", what="x")
    text = reporter.opens("melden/bereik/")
    assert "Onze computer kan dan dit mailadres lezen, en verder niets." in text

    reporter.sends("melden/bereik/", reach="email", email="iemand@voorbeeld.nl")
    reporter.opens("melden/controle/")
    reporter.sends("melden/versturen/")

    assert told(cast).contact.mail_me
    assert CodeHolder.objects.get().sealed_address is not None


@pytest.mark.parametrize(
    ("step", "answers", "sentence"),
    [
        ("bereik", {"reach": "phone"}, "Vul het nummer in waarop wij u mogen bellen"),
        ("bereik", {"reach": "email"}, "Vul het adres in waarop wij u mogen mailen"),
        ("bereik", {"email": "geen adres"}, "Dit e-mailadres lijkt niet compleet"),
        ("bereik", {"phone": "12"}, "Dit telefoonnummer lijkt niet compleet"),
        ("wanneer", {"day_0": "31", "day_1": "2", "day_2": "2026"}, "Deze datum bestaat niet"),
        ("wanneer", {"day_0": "1", "day_1": "1", "day_2": "2999"}, "Deze dag is nog niet geweest"),
        ("wanneer", {"day_0": "1"}, "Vul de dag, de maand en het jaar alle drie in"),
        (
            "wanneer",
            {"day_0": "2", "day_1": "2", "day_2": "2025", "until_0": "1", "until_1": "2", "until_2": "2025"},
            "Deze dag ligt voor de eerste dag",
        ),
    ],
)
def test_a_mistake_gets_a_sentence_that_helps(
    reporter: Reporter, step: str, answers: dict[str, str], sentence: str
) -> None:
    assert sentence in reporter.fills_in(f"melden/{step}/", **answers)


def test_an_unknown_question_is_a_missing_page(reporter: Reporter) -> None:
    reporter.opens("melden/onzin/")

    assert reporter.page.status_code == 404
