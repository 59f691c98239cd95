"""The presentation about a desk: its own norm, answers and numbers, in its own colours."""

from io import BytesIO
from zipfile import ZipFile

import pytest
from django.test import Client
from pptx import Presentation

from rugdekking.organisations.models import Organisation
from rugdekking.organisations.roles import Role
from rugdekking.web.office.presenting import FiguresField, counts_few
from tests import make
from tests.web.at_work import locked
from tests.web.public.reporting import Reporter


def shown(content: bytes) -> list[str]:
    """What stands on each slide."""
    slides = Presentation(BytesIO(content)).slides
    return ["\n".join(one.text_frame.text for one in slide.placeholders) for slide in slides]


def test_anybody_reads_what_is_in_it_and_saves_it(visitor: Reporter, cast: make.Cast) -> None:
    Organisation.objects.filter(pk=cast.desk.organisation_id).update(brand_colour="#7a1f3d", reaction_hours=36)

    page = visitor.opens("hulp/presentatie/")
    powerpoint = Client().get(f"{visitor.home}hulp/presentatie/veilig-werken.pptx")
    paper = Client().get(f"{visitor.home}hulp/presentatie/veilig-werken.pdf")

    texts = shown(powerpoint.content)
    assert cast.desk.organisation.name in texts[0]
    assert any("Emotie mag, agressie niet." in one for one in texts)
    assert any("Binnen 36 uur krijgt de ander onze reactie." in one for one in texts)
    assert any(cast.desk.phone in one and "070" in one and "112" in one for one in texts)
    assert b"7A1F3D" in b"".join(_parts(powerpoint.content))
    assert paper.content.startswith(b"%PDF")
    assert "attachment" in powerpoint.headers["Content-Disposition"]
    assert f"(PowerPoint, {round(len(powerpoint.content) / 1000)} kB)" in page
    assert Client().get(f"{visitor.home}hulp/presentatie/veilig-werken.exe").status_code == 404


def test_a_colleague_makes_it_for_an_occasion_and_leaves_slides_out(cast: make.Cast) -> None:
    bode = make.newcomer(cast.desk, Role.TASK_OWNER, name="Ans")
    client, address = locked(bode), f"/werk/{cast.desk.organisation.slug}/presentatie/"

    kept = {"occasion": "Raad, 12 december", "slides": ["norm", "contacts"], "form": "pptx"}
    made = client.post(address, kept)
    wrong = client.post(address, {"slides": ["norm"]})

    texts = shown(made.content)
    assert len(texts) == 3
    assert "Raad, 12 december" in texts[0]
    assert "Kies PowerPoint of pdf." in wrong.content.decode()


def test_own_figures_stand_on_a_slide_of_their_own_and_small_numbers_on_none(cast: make.Cast) -> None:
    client, address = locked(cast.tim), f"/werk/{cast.desk.organisation.slug}/presentatie/"
    asked = {"slides": ["contacts"], "form": "pptx"}

    made = shown(
        client.post(address, {**asked, "figures": "24 meldingen in 2025\n\n9% deed aangifte, 1 op de 3 niet"}).content
    )
    page = client.post(address, {**asked, "figures": "24 meldingen in 2025\n3 over de raad"}).content.decode()
    many = client.post(address, {**asked, "figures": "Veel\n" * 7}).content.decode()

    assert len(made) == 3
    assert "24 meldingen in 2025\n9% deed aangifte, 1 op de 3 niet" in made[1]
    assert len(shown(client.post(address, asked).content)) == 2
    assert "‘3 over de raad’. Schrijf: minder dan 10." in page
    assert "24 meldingen in 2025" in page
    assert "hoogstens 6 cijfers" in many


@pytest.mark.parametrize(
    "line",
    [
        "drie meldingen",
        "Eén melding over de raad",
        "03 meldingen",
        "３ meldingen",
        "5-9 meldingen",
        "3 op de griffie",
        "In 2025, 4 keer",
    ],
)
def test_a_small_count_is_pointed_out_however_it_is_written(line: str) -> None:
    assert counts_few(line)


@pytest.mark.parametrize(
    "line",
    [
        "24 meldingen sinds 1 januari 2025",
        "kwartaal 3: 40 meldingen",
        "In het 3e kwartaal 40 meldingen",
        "3 procent doet aangifte, vier procent twijfelt",
        "9% deed aangifte, 1 op de 3 niet, een op de drie wel",
        "1,5 keer zoveel als op 1-3-2025",
        "1.200 medewerkers en een meldpunt",
        "Minder dan 10",
    ],
)
def test_a_day_a_share_or_a_large_number_is_no_small_count(line: str) -> None:
    assert not counts_few(line)


def test_six_lines_of_figures_fit_as_long_as_a_slide_takes() -> None:
    lines = ["x" * 120] * 6

    assert FiguresField(label="", help_text="").clean("\r\n".join(lines)) == lines


def _parts(content: bytes) -> list[bytes]:
    with ZipFile(BytesIO(content)) as package:
        return [package.read(name) for name in package.namelist()]
