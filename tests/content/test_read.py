"""A faulty file is refused with its place and the reason, in words that its writer understands."""

from pathlib import Path

import pytest
import yaml

from rugdekking.content.reading import FaultyContent, read, read_file
from tests.content import shipped

HEADER = "id: x\nversion: 1\nvalid_from: 2026-01-01\nsource: Bron.\nreviewed_on: 2026-01-01\nstatus: own\n"
PASSAGES = f"{HEADER}form: passages\npassages:\n  - {{code: a, title: T, text: U}}\n"


def reason(kind: str, text: str) -> str:
    with pytest.raises(FaultyContent) as refused:
        read(kind, "x", text)
    return str(refused.value.reason)


@pytest.mark.parametrize("path", shipped.files(), ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_every_shipped_file_fits_its_shape(path: Path) -> None:
    kind, content = read_file(path)

    assert (kind, content.id) == (path.parent.name, path.stem)


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (
            ("version: 1", "version: één"),
            "texts/x.yaml, regel 2 bij ‘version’: hier hoort een getal, er staat tekst.",
        ),
        (("version: 1", "version: 0"), "texts/x.yaml, regel 2 bij ‘version’: dit getal moet minstens 1 zijn."),
        (("2026-01-01\nsource", "gisteren\nsource"), "regel 3 bij ‘valid_from’: dit is geen datum"),
        (("source: Bron.\n", ""), "texts/x.yaml, regel 1: het veld ‘source’ ontbreekt."),
        (("source: Bron.", "source: ''"), "texts/x.yaml, regel 4 bij ‘source’: hier ontbreekt tekst."),
        (("status: own", "status: sure"), "texts/x.yaml, regel 6 bij ‘status’: ‘sure’ is geen geldige keuze."),
        (("title: T", "tittle: T"), "regel 9 bij tekst 1: het veld ‘tittle’ bestaat niet."),
        (("code: a", "code: A b"), "regel 9 bij tekst 1, ‘code’: deze code mag alleen kleine letters"),
        (("id: x", "id: y"), "texts/x.yaml, regel 1: hier staat het id ‘y’. Schrijf ‘id: x’."),
        (("status: own", "status: own\nstatus: own"), "texts/x.yaml, regel 7: het veld ‘status’ staat er twee keer."),
        (("status: own", "status: [own"), "dit is geen geldige YAML"),
        (("2026-01-01\nsource", "2026-13-45\nsource"), "een onmogelijke datum"),
        (("title: T", "title: " + "[" * 100_000), "regel 9: hier staan te veel lijsten in elkaar (hoogstens 20)."),
        (("title: T", "title: " + "{a: " * 5_000), "te veel lijsten in elkaar"),
        (("{code: a, title: T, text: U}", "{code: a, title: &t T, text: *t}"), "verwijzingen (* en &) kunnen niet"),
    ],
)
def test_the_refusal_names_file_line_and_fault(change: tuple[str, str], expected: str) -> None:
    assert expected in reason("texts", PASSAGES.replace(*change))


@pytest.mark.parametrize(
    ("typed", "hint"),
    [
        ("title: Let op: dit", "Staat er een dubbele punt in de tekst?"),
        ("\ttitle: T", "niet met een tab"),
        ("title: 'T", "Er mist een aanhalingsteken"),
        ("title: [T", "Er mist een ]"),
        ("title: {T", "Er mist een }"),
        ("title: T\n- los", "Kijk of deze regel even ver naar rechts begint"),
        ("%title", "Vergelijk deze regel"),
    ],
)
def test_a_file_that_cannot_be_read_at_all_says_in_plain_words_where_to_look(typed: str, hint: str) -> None:
    assert hint in reason("texts", typed)


@pytest.mark.parametrize("words", ["q", "é!", "naar de politie gaan lopen"])
@pytest.mark.parametrize("field", ["said", "meant"])
def test_words_that_no_search_can_find_are_refused(field: str, words: str) -> None:
    group = {"said": ["smeergeld"], "meant": ["omkoping"], field: [words]}

    assert f"‘{words}’ is niet te zoeken" in reason("synonyms", f"{HEADER}groups:\n  - {group}\n")


def test_an_empty_file_is_refused() -> None:
    assert reason("texts", "# niets\n") == "texts/x.yaml, regel 1: het bestand is leeg."


def test_a_file_that_runs_something_is_refused() -> None:
    assert "geen geldige YAML" in reason("texts", PASSAGES.replace("title: T", "title: !!python/name:os.system ''"))


def test_a_file_that_is_no_text_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "x.yaml"
    path.write_bytes(b"\xff\xfe\x00")

    with pytest.raises(FaultyContent, match="geen tekst"):
        read_file(path)


def changed_protocol(change: dict[str, object], place: tuple[str | int, ...] = ()) -> str:
    """The model protocol with some fields changed at one place, as a file called x."""
    protocol = yaml.safe_load((shipped.FOLDER / "protocols" / "model.yaml").read_text())
    part = protocol
    for step in place:
        part = part[step]
    part.update(change)
    return yaml.safe_dump(protocol | {"id": "x"}, allow_unicode=True)


@pytest.mark.parametrize("category", ["emotion", "criticism", "protest"])
def test_a_protocol_that_answers_emotion_or_criticism_with_a_measure_is_refused(category: str) -> None:
    row = {"when": {"categories": [category]}, "proposals": [{"measure": "written_warning", "obligation": "may"}]}

    found = reason("protocols", changed_protocol(row, ("rows", 0)))

    assert f"regel 1 stelt de maatregel ‘written_warning’ voor bij ‘{category}’" in found
    assert "nooit een maatregel" in found


@pytest.mark.parametrize(
    ("change", "place", "expected"),
    [
        ({"when": {"categories": []}}, ("rows", 0), "regel 1 noemt geen gedrag"),
        ({"when": {"categories": ["gossip"]}}, ("rows", 0), "regel 1: gedrag ‘gossip’ komt in dit bestand niet voor"),
        ({"number": 2}, ("rows", 0), "regel ‘2’ staat er twee keer"),
        ({"replaces": ["final_warning"]}, ("measures", 10), "mag alleen een lichtere stap vervangen"),
        ({"needs_hearing": False}, ("measures", 12), "eerst hoort u de andere kant"),
        ({"needs_hearing": True}, ("measures", 0), "daar hoort geen termijn of zienswijze bij"),
    ],
)
def test_a_protocol_that_contradicts_itself_is_refused(
    change: dict[str, object], place: tuple[str | int, ...], expected: str
) -> None:
    assert expected in reason("protocols", changed_protocol(change, place))


def term(minimum: int, default: int, maximum: int) -> dict[str, object]:
    return {
        "term": {
            "minimum": {"amount": minimum, "unit": "months"},
            "default": {"amount": default, "unit": "months"},
            "maximum": {"amount": maximum, "unit": "months"},
            "review_after": {"amount": 1, "unit": "months"},
        }
    }


def test_a_measure_with_a_term_has_a_least_a_usual_and_a_longest_one() -> None:
    place = ("measures", 12)

    read("protocols", "x", changed_protocol(term(1, 3, 12), place))
    assert "moeten oplopen" in reason("protocols", changed_protocol(term(6, 3, 12), place))
