"""Codes from a fixed list, several in one column: for whom a page is, and for which moment."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.db import models


def joined(codes: Iterable[str]) -> str:
    """` councillor clerk `: with a space around each, so that a search for one finds no part of another."""
    words = " ".join(codes)
    return f" {words} " if words else ""


class CodesField(forms.MultipleChoiceField):
    """Boxes to tick; what is kept is one text."""

    widget = forms.CheckboxSelectMultiple

    def prepare_value(self, value: object) -> object:
        return value.split() if isinstance(value, str) else value

    def clean(self, value: Any) -> str:  # noqa: ANN401  (what the browser sent)
        return joined(super().clean(value))

    def has_changed(self, initial: object, data: Any) -> bool:  # noqa: ANN401
        return super().has_changed(str(initial or "").split(), data)


class Codes(models.CharField):  # type: ignore[type-arg] # at run time it takes none
    """A column with codes out of `options`: pairs of a code and what people read."""

    def __init__(self, *args: Any, options: Sequence[tuple[str, str]] = (), **more: Any) -> None:  # noqa: ANN401
        self.options = options
        super().__init__(*args, **{"max_length": 200, **more})

    def formfield(self, **_more: Any) -> forms.Field:  # noqa: ANN401
        return CodesField(
            choices=self.options, label=self.verbose_name, help_text=self.help_text, required=not self.blank
        )
