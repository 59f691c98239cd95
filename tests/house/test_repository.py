"""What anybody finds in a copy of this repository."""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import yaml

from tests.house import tree

DOCUMENTS = (
    "README.md",
    "LICENSE",
    "CONTRIBUTING.md",
    "SECURITY.md",
    "CHANGELOG.md",
    "docs/map.md",
    "docs/glossary.md",
    "docs/threats.md",
)
# A package index named in a file ties the project to the network of whoever wrote it.
HOSTS = (r"https?://[^ ]*/simple/", r"https?://[^ ]*/-/[^ ]*\.tgz", r'"resolved"\s*:', r"--(?:extra-)?index-url[ =]")
LINK = re.compile(r"\]\(([^)#\s]+)(?:#[^)]*)?\)")


def leaks(text: str) -> Iterator[str]:
    """Paths of this machine and hosts of package indexes in `text`."""
    patterns = [*(re.escape(place) for place in places_here()), *HOSTS]
    yield from (found.group() for pattern in patterns if (found := re.search(pattern, text)))


def places_here() -> list[str]:
    """The folders of the project and of whoever works here, unless they are too short to mean anything."""
    folders = [tree.PROJECT] if len(tree.PROJECT.parts) > 2 else []
    return [f"{folder}/" for folder in (*folders, Path.home()) if folder != Path("/")]


def broken_links(path: Path) -> list[str]:
    targets = [target for target in LINK.findall(path.read_text()) if "://" not in target and "mailto:" not in target]
    return [target for target in targets if not (path.parent / target).exists()]


def text_of(path: Path) -> str:
    try:
        return path.read_text()
    except UnicodeDecodeError:
        return ""


def test_no_committed_file_names_this_machine_or_a_package_index() -> None:
    found = {tree.relative(path): list(leaks(text_of(path))) for path in tree.committed_files()}

    assert {path: leak for path, leak in found.items() if leak} == {}


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_newcomer_finds_each_document(name: str) -> None:
    assert len((tree.PROJECT / name).read_text()) > 400


def test_links_between_documents_lead_somewhere() -> None:
    documents = [path for path in tree.committed_files() if path.suffix == ".md"]

    assert {tree.relative(path): broken for path in documents if (broken := broken_links(path))} == {}


def test_the_description_for_the_public_sector_is_complete() -> None:
    described = yaml.safe_load((tree.PROJECT / "publiccode.yml").read_text())

    mandatory = {
        "publiccodeYmlVersion",
        "name",
        "url",
        "platforms",
        "developmentStatus",
        "softwareType",
        "description",
    }
    assert mandatory | {"legal", "maintenance", "localisation"} <= described.keys()
    assert described["publiccodeYmlVersion"] == "0.7"
    assert described["legal"]["license"] == "EUPL-1.2"
    assert described["softwareType"] == "standalone/web"
    for text in described["description"].values():
        assert len(text["shortDescription"]) <= 150
        assert 150 <= len(text["longDescription"]) <= 10_000
        assert 5 <= len(text["features"]) <= 20
    assert isinstance(date.fromisoformat(described["releaseDate"]), date)


def test_the_description_leads_to_the_source_code_or_says_that_it_does_not_yet() -> None:
    text = (tree.PROJECT / "publiccode.yml").read_text()
    address = urlsplit(yaml.safe_load(text)["url"])

    assert address.scheme == "https"
    assert address.path.endswith(".git")
    assert (address.hostname == "example.org") == ("FILL IN BEFORE PUBLISHING" in text)


def test_who_finds_a_weakness_knows_where_to_go_and_what_to_expect() -> None:
    promised = (tree.PROJECT / "SECURITY.md").read_text()

    for words in ("Supported versions", "3 working days", "5 working days", "NCSC", "public issue"):
        assert words in promised


def test_these_rules_can_fail(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("[here](page.md) [there](gone.md) [out](https://example.org/)")

    assert broken_links(page) == ["gone.md"]
    assert list(leaks("pip install --index" + "-url=x"))
    assert list(leaks("https://example.org" + "/simple/"))
    assert not list(leaks("https://example.org/"))
