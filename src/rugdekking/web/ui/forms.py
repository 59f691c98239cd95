"""How forms look: the markup of NL Design System, and the fields that Django does not have in an accessible form.

Nothing needs to be said in a form class: the settings name `Renderer`, so that `{{ form }}`,
`{{ field.as_field_group }}` and the tag `{% field %}` all come out the same.
"""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField
from django.forms.renderers import DjangoTemplates
from django.http import HttpRequest
from django.template.backends.django import DjangoTemplates as Templates
from django.utils.functional import cached_property

from rugdekking.web.ui.drawing_fields import DRAWN

TEMPLATES = Path(__file__).resolve().parent.parent / "templates"

TEXT = "utrecht-textbox utrecht-textbox--html-input"
CLASSES: Mapping[str, str] = {
    "radio": "utrecht-radio-button utrecht-radio-button--html-input",
    "checkbox": "utrecht-checkbox utrecht-checkbox--html-input",
    "select": "utrecht-select utrecht-select--html-select",
    "textarea": "utrecht-textarea utrecht-textarea--html-textarea",
    "file": "rd-file",
    "hidden": "",
}

DAY_MISTAKES: Mapping[str, str] = {
    "required": "Vul een dag, een maand en een jaar in.",
    "incomplete": "Vul de dag, de maand en het jaar alle drie in.",
    "invalid": "Deze datum bestaat niet. Vul een datum in zoals 21 11 2026.",
}


def _kind(widget: forms.Widget) -> str:
    if isinstance(widget, forms.Textarea):
        return "textarea"
    if isinstance(widget, forms.Select):
        return "select"
    return str(getattr(widget, "input_type", "") or "text")


class Field(BoundField):
    """A field that says what is wrong in words, and leaves the browser's own bubbles out."""

    def build_widget_attrs(self, attrs: dict[str, Any], widget: forms.Widget | None = None) -> dict[str, Any]:
        widget = widget or self.field.widget
        built: dict[str, Any] = super().build_widget_attrs(attrs, widget)
        required = built.pop("required", False)
        # A radio button or a box in a group does not take aria-required; its legend says "(verplicht)".
        if required and not self.use_fieldset:
            built["aria-required"] = "true"
        if self.use_fieldset:
            built.pop("aria-invalid", None)
        looks = CLASSES.get(_kind(widget), TEXT)
        built["class"] = f"{looks} {widget.attrs.get('class', '')}".strip()
        return built

    @property
    def kind(self) -> str:
        return _kind(self.field.widget)

    @property
    def is_single_box(self) -> bool:
        """One box that is ticked or not: its label stands beside it, not above it."""
        return self.kind == "checkbox" and not self.use_fieldset

    @property
    def lead(self) -> str:
        """The label as the beginning of a sentence in the error summary."""
        label = str(self.label)
        return label if label.endswith(("?", ".", "!")) else f"{label}:"

    @property
    def focus_id(self) -> str:
        """The id of the first thing to fill in: where the error summary leads to."""
        return f"{self.auto_id}_0" if self.use_fieldset else self.id_for_label or self.auto_id


class Renderer(DjangoTemplates):
    """Django's form renderer with our templates in front of its own, and most of them drawn without one."""

    form_template_name = "ui/forms/form.html"
    field_template_name = "ui/forms/field.html"
    bound_field_class = Field

    @cached_property
    def engine(self) -> Templates:
        return Templates({"APP_DIRS": True, "DIRS": [TEMPLATES], "NAME": "forms", "OPTIONS": {}})

    def render(self, template_name: str, context: dict[str, Any], request: HttpRequest | None = None) -> str:
        drawn = DRAWN.get(template_name)
        return super().render(template_name, context, request) if drawn is None else drawn(context)


class Described(str):
    """A choice with an explanation under it: `("anonymous", Described("Anoniem", "Niemand weet wie u bent."))`."""

    __slots__ = ("description",)

    description: str

    def __new__(cls, label: str, description: str = "") -> "Described":
        choice = super().__new__(cls, label)
        choice.description = description
        return choice


class DateInput(forms.DateInput):
    """The browser's own date field. For staff and nearby dates; ask the reporter with `DayField`."""

    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%d")


class TimeInput(forms.TimeInput):
    """The browser's own time field."""

    input_type = "time"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%H:%M")


def an_hour(label: str, *, help_text: str = "") -> forms.TimeField:
    """An hour that may be left out, typed as people write it."""
    return forms.TimeField(
        label=label,
        help_text=help_text,
        required=False,
        widget=TimeInput(),
        input_formats=["%H:%M", "%H.%M", "%H:%M uur", "%H.%M uur", "%H uur"],
        error_messages={"invalid": "Vul een tijd in, zoals 21.15."},
    )


class DayWidget(forms.MultiWidget):
    """Day, month and year as three small fields: the way that works for everybody, on every phone."""

    template_name = "ui/forms/day.html"
    use_fieldset = True
    parts: ClassVar[tuple[tuple[str, int], ...]] = (("Dag", 2), ("Maand", 2), ("Jaar", 4))

    def __init__(self) -> None:
        super().__init__(
            [
                forms.TextInput({"inputmode": "numeric", "maxlength": size, "class": f"rd-day--{size}"})
                for _, size in self.parts
            ]
        )

    def decompress(self, value: date | None) -> list[int | None]:
        return [value.day, value.month, value.year] if value else [None, None, None]

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:  # noqa: ANN401
        context = super().get_context(name, value, attrs)
        for subwidget, (label, size) in zip(context["widget"]["subwidgets"], self.parts, strict=True):
            subwidget["label"] = label
            subwidget["attrs"]["class"] = f"{TEXT} rd-day--{size}"
        return context


class TextField(forms.CharField):
    """A longer text. What is too long comes back whole with a sentence; a browser that knew the limit would cut off
    what somebody pastes, without a word."""

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:  # noqa: ARG002  (Django's own shape)
        return {}


class DayField(forms.MultiValueField):
    """A calendar day in three fields. Gives a `date`, or None when all three are empty and it is not required."""

    widget = DayWidget

    def __init__(self, *, error_messages: Mapping[str, str] | None = None, **options: Any) -> None:  # noqa: ANN401
        mistakes = {**DAY_MISTAKES, **(error_messages or {})}
        wrong = {"invalid": mistakes["invalid"]}
        numbers = [forms.IntegerField(required=False, error_messages=wrong) for _ in DayWidget.parts]
        super().__init__(numbers, require_all_fields=False, error_messages=mistakes, **options)

    def compress(self, values: list[int | None]) -> date | None:
        if not values:
            return None
        day, month, year = values
        if day is None or month is None or year is None:
            raise ValidationError(self.error_messages["incomplete"], code="incomplete")
        try:
            return date(year, month, day)
        except (ValueError, OverflowError):
            raise ValidationError(self.error_messages["invalid"], code="invalid") from None
