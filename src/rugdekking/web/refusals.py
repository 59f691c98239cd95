"""Where on a form a refusal belongs."""

from django import forms

from rugdekking.cases.operations.at_work import NotThatDay
from rugdekking.kernel.refusal import Refused
from rugdekking.web.ui.forms import DayField


def field_of(refusal: Refused, form: forms.Form) -> str | None:
    """The field that a refusal is about: of a day that cannot be, the day, when the form asks for one only."""
    if not isinstance(refusal, NotThatDay):
        return None
    days = [name for name, field in form.fields.items() if isinstance(field, forms.DateField | DayField)]
    return days[0] if len(days) == 1 else None
