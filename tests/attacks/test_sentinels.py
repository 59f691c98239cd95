"""Words planted in every field of every form, and codes and passphrases, occur nowhere afterwards.

Not in the database file or what SQLite keeps beside it, not in the sessions and counts inside it, not in a log, a
mail, an address, a sealed file or a folder for temporary files; not in clear and not in a plain disguise.
"""

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from email.message import EmailMessage
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages

import pytest
from django import forms
from django.db import connection

import rugdekking.web
from rugdekking.vault.codes import AccessCode
from rugdekking.web.ui.forms import DayField
from tests.attacks import place
from tests.attacks.journey import Journey, walk
from tests.attacks.place import PASSWORD, Place
from tests.attacks.planting import PHONE, WORD, disguised
from tests.make import PASSPHRASE
from tests.servers import mail, programs, web

pytestmark = pytest.mark.xdist_group("sentinels")

# Forms whose words are public, or tell who works here: they are shown to everybody on purpose.
PUBLIC = {
    *("InviteForm", "ContactsForm", "StyleForm", "TermsForm"),
    # The organisation's own protocol: a public document, about nobody.
    *("WordsForm", "CategoryForm", "ChannelForm", "MeasureForm", "AdoptForm", "FileForm"),
    # The organisation's own letters: a text that goes to many people, about nobody.
    *("WordingForm", "TemplateForm"),
    # Where and when a presentation is given: goes into the file and is kept nowhere.
    "PresentationForm",
    # What is looked for in the public help: it stands in the address of that page, and is logged nowhere (ADR 22).
    "FindForm",
}
# Forms that take a secret: what was typed in them is looked for by itself.
SECRET = {
    *(
        "SignIn",
        "ForgotPassword",
        "NewPassword",
        "ChangePassword",
        "FirstPassword",
        "ConfirmByPassword",
        "SecondStep",
        "ConfirmByCode",
    ),
    *("SetUpApp", "AddPasskey", "NamePasskey", "PasswordForm", "UnlockForm", "NewPassphraseForm", "CodeForm"),
    *("ChangePassphraseForm", "RecoverForm", "StartOverForm", "ShareForm", "RecoverDeskForm"),
}
# A reference stands in clear, and names no word of anybody.
REFERENCE = {"JoinForm"}


@dataclass(frozen=True)
class Kept:
    """What everybody typed, and every byte that the installation kept, logged, mailed or put in an address."""

    journey: Journey
    everything: dict[str, bytes]


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory, django_db_setup: None) -> Kept:
    folder = tmp_path_factory.mktemp("sentinels")
    temporary = folder / "temporary"
    temporary.mkdir()
    with mail.running() as mailbox:
        settings = {"TMPDIR": str(temporary), "RUGDEKKING_MAIL_HOST": mailbox.host}
        own = place.made(folder, RUGDEKKING_MAIL_PORT=str(mailbox.port), **settings)
        with web.running(own.settings, log=folder / "server.log") as server, working(own, folder / "worker.log"):
            journey = Journey(server.port, own)
            walk(journey)
            # With the programs at work there is also what SQLite keeps beside the database file.
            everything = {f"at work: {name}": content for name, content in files(folder)}
        # What did not change meanwhile is looked through once.
        everything = {content: name for name, content in (*everything.items(), *files(folder))}
    letters = {f"mail {number}": _without_address(letter) for number, letter in enumerate(mailbox.arrived)}
    addresses = {"addresses": "\n".join(journey.addresses).encode()}
    once = {name: content for content, name in everything.items()}
    return Kept(journey, {**once, **letters, **addresses, **tables(own)})


def _without_address(letter: EmailMessage) -> bytes:
    """Who asked for mails gets them at the address that they typed."""
    del letter["To"]
    return letter.as_bytes()


@contextmanager
def working(own: Place, log: Path) -> Iterator[None]:
    """The worker, for as long as it is needed."""
    with log.open("wb") as output:
        worker = subprocess.Popen(
            programs.rugdekking("worker"), env=programs.surroundings(own.settings), stdout=output, stderr=output
        )
    try:
        yield
    finally:
        worker.terminate()
        worker.wait(timeout=30)


def files(folder: Path) -> Iterator[tuple[str, bytes]]:
    for path in folder.rglob("*"):
        if path.is_file():
            yield str(path.relative_to(folder)), path.read_bytes()


def tables(own: Place) -> dict[str, bytes]:
    """On PostgreSQL the database is no file of this installation: every table, as the server writes it out."""
    if connection.vendor == "sqlite":
        return {}
    import psycopg

    with psycopg.connect(own.settings["RUGDEKKING_DATABASE_URL"]) as server, server.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        names = [name for (name,) in cursor.fetchall()]
        return {name: _written_out(cursor, name) for name in names}


def _written_out(cursor: object, table: str) -> bytes:
    with cursor.copy(f'COPY "{table}" TO STDOUT') as copied:  # type: ignore[attr-defined]
        return b"".join(bytes(part) for part in copied)


def found(kept: Kept, *secrets: bytes) -> list[str]:
    """Where one of these secrets lies, in clear or in a plain disguise."""
    # Many disguises of a plain word are the same.
    return as_written(kept, *{look for secret in secrets for look in disguised(secret) if len(look) > 8})


def as_written(kept: Kept, *looks: bytes) -> list[str]:
    return [name for name, content in kept.everything.items() if any(look in content for look in looks)]


def test_no_word_of_anybody_is_kept_anywhere(kept: Kept) -> None:
    assert found(kept, WORD.encode(), WORD.lower().encode(), PHONE.encode()) == []


def test_no_access_code_is_kept_anywhere(kept: Kept) -> None:
    codes = [AccessCode.parse(code) for code in kept.journey.codes]
    assert len(codes) > 7

    for code in codes:
        assert as_written(kept, code.text.encode(), code.text.replace("-", "").encode()) == []
        assert found(kept, code.raw) == []


def test_no_passphrase_password_or_share_is_kept_anywhere(kept: Kept) -> None:
    people = kept.journey.place.people.values()
    secrets = [PASSPHRASE, PASSWORD, *(one.app for one in people), *kept.journey.place.shares]

    assert found(kept, *(secret.encode() for secret in secrets)) == []


def test_no_cookie_is_kept_anywhere(kept: Kept) -> None:
    """A stolen database gives nobody a session."""
    cookies = [value for one in kept.journey.planters for value in one.visitor.cookies.values()]
    halves = [half.encode() for value in cookies for half in value.split(".") if len(half) > 20]
    assert len(halves) > 8

    assert found(kept, *halves) == []


def test_the_search_finds_what_is_there(kept: Kept) -> None:
    """The name of the desk is in the database, the queue in an address, the sender in a mail."""
    assert any("rugdekking" in name or "desk" in name for name in found(kept, b"Meld- en steunpunt"))
    assert found(kept, b"/werk/waterlaar/zaken/") == ["addresses"]
    assert any(name.startswith("mail") for name in found(kept, b"auto-generated"))


def test_every_form_with_words_was_filled_in(kept: Kept) -> None:
    """A new form must be planted too, or be named above with the reason."""
    planted = kept.journey.forms
    left = {
        form.__name__
        for form in forms_of_the_site()
        if (words := fields_with_words(form)) and not any(words <= fields for fields in planted)
    }

    assert left - PUBLIC - SECRET - REFERENCE == set()


def forms_of_the_site() -> set[type[forms.Form]]:
    for module in walk_packages(rugdekking.web.__path__, "rugdekking.web."):
        import_module(module.name)
    return {form for form in _below(forms.Form) if form.__module__.startswith("rugdekking.web.")}


def _below(form: type[forms.Form]) -> Iterator[type[forms.Form]]:
    for one in form.__subclasses__():
        yield one
        yield from _below(one)


def fields_with_words(form: type[forms.Form]) -> set[str]:
    """The fields of a form in which anything can be typed."""
    closed = forms.ChoiceField, forms.DateField, forms.BooleanField, forms.FileField, forms.IntegerField, DayField
    return {name for name, one in form.base_fields.items() if not isinstance(one, closed)}
