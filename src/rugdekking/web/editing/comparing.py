"""Two versions of a page beside each other: codes and moments are shown as people read them."""

from datetime import date
from typing import Any

from django.db import models
from django.utils.text import capfirst
from wagtail.admin.compare import FieldComparison, TextFieldComparison, register_comparison_class

from rugdekking.knowledge.fields import Codes
from rugdekking.web.ui.wording import day_and_time


class CodesComparison(TextFieldComparison):
    def __init__(self, field: Codes, obj_a: object, obj_b: object) -> None:
        super().__init__(field, obj_a, obj_b)
        self.val_a, self.val_b = (_read(field, value) for value in (self.val_a, self.val_b))


class MomentComparison(FieldComparison):
    def __init__(self, field: Any, obj_a: object, obj_b: object) -> None:  # noqa: ANN401  (a field of any kind of moment)
        super().__init__(field, obj_a, obj_b)
        self.val_a, self.val_b = (_spoken(value) for value in (self.val_a, self.val_b))


def _read(field: Codes, codes: str) -> str:
    return ", ".join(capfirst(label) for code, label in field.options if code in codes.split())


def _spoken(moment: date | None) -> str:
    return day_and_time(moment) if moment else "niet ingevuld"


def show_as_people_read() -> None:
    register_comparison_class(Codes, comparison_class=CodesComparison)
    for kind in (models.DateField, models.DateTimeField):
        register_comparison_class(kind, comparison_class=MomentComparison)
