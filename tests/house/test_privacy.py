"""Every column is sorted: sealed, or readable with a reason that stands in docs/threats.md, or without words."""

from collections.abc import Iterable, Iterator

from django.db import models

from rugdekking.kernel.privacy import Privacy
from tests.house import tree

WORDS = (models.CharField, models.TextField, models.FileField, models.JSONField, models.GenericIPAddressField)
THREATS = tree.PROJECT / "docs" / "threats.md"


def unsorted(fields: Iterable[models.Field], privacy: Privacy) -> Iterator[str]:
    """What is wrong with how `privacy` sorts `fields`, one sentence for each fault."""
    by_name = {field.name: field for field in fields}
    for name in sorted((privacy.sealed | privacy.clear.keys()) - by_name.keys()):
        yield f"{name} is sorted but does not exist"
    for name, field in by_name.items():
        if name in privacy.sealed and not isinstance(field, models.BinaryField):
            yield f"{name} is called sealed but is no binary column"
        if isinstance(field, WORDS) and not field.choices and name not in privacy.clear:
            yield f"{name} can hold words, and is neither sealed nor listed with a reason"
    for name in sorted(name for name, reason in privacy.clear.items() if len(reason.split()) < 3):
        yield f"{name} has no reason to be readable"


def sorted_models() -> list[type[models.Model]]:
    return [model for model in tree.own_models() if not model._meta.auto_created]


def unlisted(names: Iterable[str], threats: str) -> list[str]:
    return [name for name in names if f"`{name}`" not in threats]


def test_every_field_of_every_model_is_sorted() -> None:
    faults = [
        f"{tree.label(model)}: {fault}"
        for model in sorted_models()
        for fault in unsorted(model._meta.local_fields, getattr(model, "privacy", Privacy()))
    ]

    assert faults == []


def test_every_model_declares_its_privacy() -> None:
    assert [tree.label(model) for model in sorted_models() if "privacy" not in vars(model)] == []


def test_the_public_page_of_threats_lists_every_readable_text() -> None:
    readable = [f"{tree.label(model)}.{name}" for model in sorted_models() for name in model.privacy.clear]

    assert unlisted(readable, THREATS.read_text()) == []


def test_ids_are_random_and_tell_no_order() -> None:
    ordered = [
        tree.label(model)
        for model in sorted_models()
        if not tree.is_public_page(model)
        and not (isinstance(model._meta.pk, models.UUIDField) and model._meta.pk.default.__name__ == "uuid4")
    ]

    assert ordered == []


def test_these_rules_can_fail() -> None:
    story, label = models.TextField(name="story"), models.BinaryField(name="label")
    reasoned = Privacy(clear={"story": "shown in the queue"})

    assert list(unsorted([story], Privacy())) == [
        "story can hold words, and is neither sealed nor listed with a reason"
    ]
    assert list(unsorted([story], reasoned)) == []
    assert list(unsorted([story], Privacy(clear={"story": "why"}))) == ["story has no reason to be readable"]
    assert list(unsorted([label], Privacy(sealed=frozenset({"labl"})))) == ["labl is sorted but does not exist"]
    assert "story is called sealed but is no binary column" in unsorted([story], Privacy(sealed=frozenset({"story"})))
    assert unlisted(["reports.Report.story"], "") == ["reports.Report.story"]
