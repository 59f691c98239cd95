"""Choosing one or more ways, at the desk and on one's own page: each stands there once, and one of them leads."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from django import forms

from rugdekking.content.schema import Way, Ways
from rugdekking.police.models import Filer
from rugdekking.police.sheets import Wish
from rugdekking.web.ui.forms import Described


@dataclass(frozen=True, slots=True)
class Asked:
    """The words of the question: what is wanted, with a hint, what is said when nothing is chosen, and what leads."""

    what: str
    hint: str
    missing: str
    first: str


class WaysForm(forms.Form):
    """Which ways, and of more than one which leads: that is asked only of who chose more."""

    # How the question is put: to whom it is about, or about them.
    asked: ClassVar[Asked]

    ways = forms.MultipleChoiceField(widget=forms.CheckboxSelectMultiple)
    first = forms.ChoiceField(widget=forms.RadioSelect, required=False)

    def __init__(self, data: Mapping[str, Any] | None = None, *, ways: Ways, now: Wish | None) -> None:
        known: dict[str, Any] = {}
        if now is not None:
            known = {"ways": list(now.ways), "first": now.way, "filer": now.filer or "", "agreed": now.agreed}
        super().__init__(data, initial=known)
        self.now, self.listed = now, ways.ways
        wanted, first = self.fields["ways"], self.fields["first"]
        wanted.label, wanted.help_text, first.label = self.asked.what, self.asked.hint, self.asked.first
        wanted.error_messages["required"] = self.asked.missing
        self._offer("ways", ways.ways)
        chosen = [one for one in ways.ways if one.code in self._chosen]
        if len(chosen) > 1:
            self._offer("first", chosen)
        else:
            del self.fields["first"]

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if "first" in self.fields and not told.get("first"):
            self.add_error("first", "U koos meer dan één weg. Kies ook wat voorop staat.")
        return told

    @property
    def wish(self) -> Wish:
        told = self.cleaned_data
        way = told.get("first") or told["ways"][0]
        return Wish(
            way=way,
            also=tuple(one for one in told["ways"] if one != way),
            filer=Filer(told["filer"]) if told["filer"] else None,
            agreed=bool(told.get("agreed")),
            remark=(told["remark"] or "").strip(),
        )

    @property
    def _chosen(self) -> Iterable[str]:
        """What was ticked, or else what is wanted now."""
        if self.is_bound:
            return self["ways"].data or ()
        return () if self.now is None else self.now.ways

    def _offer(self, name: str, ways: Iterable[Way]) -> None:
        field = self.fields[name]
        if isinstance(field, forms.ChoiceField):
            field.choices = [(one.code, Described(one.title, one.about)) for one in ways]
