"""The fields of forms, drawn without templates: Django takes one per field, per option and per set of attributes."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from rugdekking.web.ui.drawing import NOTHING, attributes

if TYPE_CHECKING:
    from rugdekking.web.ui.forms import Field

_H1 = '<h1 class="nl-heading nl-heading--level-1">{}</h1>'
_REQUIRED = format_html(' <span class="rd-required">({})</span>', "verplicht")
_MISTAKE = format_html('<span class="rd-hidden">{}: </span>', "Fout")
_BREAK = format_html("<{}>", "br")


def field(context: Mapping[str, Any]) -> SafeString:
    """A field with its label, help and errors. With `heading` its label is the heading of the page."""
    bound: Field = context["field"]
    errors = [str(error) for error in bound.errors]
    draw = _single_box if bound.is_single_box else _group if bound.use_fieldset else _line
    return draw(bound, _error(bound, errors), heading=bool(context.get("heading")))


def _single_box(bound: "Field", error: SafeString, *, heading: bool) -> SafeString:  # noqa: ARG001
    return format_html(
        '<div class="utrecht-form-field rd-field{}">{}<div class="rd-option">{}'
        '<label class="utrecht-form-label utrecht-form-label--checkbox" for="{}">{}</label></div>{}</div>',
        " utrecht-form-field--invalid" if error else "",
        error,
        bound,
        bound.id_for_label,
        _label(bound),
        _help(bound),
    )


def _group(bound: "Field", error: SafeString, *, heading: bool) -> SafeString:
    return format_html(
        '<div class="utrecht-form-fieldset rd-field{}">'
        '<fieldset class="utrecht-form-fieldset__fieldset--html-fieldset"{}>'
        '<legend class="utrecht-form-fieldset__legend utrecht-form-fieldset__legend--html-legend">{}</legend>'
        "{}{}{}</fieldset></div>",
        " utrecht-form-fieldset--invalid" if error else "",
        attributes({"aria-describedby": bound.aria_describedby or None}),
        format_html(_H1, _label(bound)) if heading else _label(bound),
        _help(bound),
        error,
        bound,
    )


def _line(bound: "Field", error: SafeString, *, heading: bool) -> SafeString:
    looks = {} if heading else {"class": "utrecht-form-label"}
    label = format_html("<label{}>{}</label>", attributes({**looks, "for": bound.id_for_label}), _label(bound))
    return format_html(
        '<div class="utrecht-form-field utrecht-form-field--text rd-field{}">{}{}{}{}</div>',
        " utrecht-form-field--invalid" if error else "",
        format_html(_H1, label) if heading else label,
        _help(bound),
        error,
        bound,
    )


def _label(bound: "Field") -> SafeString:
    return format_html("{}{}", bound.label, _REQUIRED if bound.field.required else "")


def _help(bound: "Field") -> SafeString:
    if not bound.help_text:
        return NOTHING
    return format_html(
        '<p class="utrecht-form-field-description rd-help" id="{}_helptext">{}</p>', bound.auto_id, bound.help_text
    )


def _error(bound: "Field", errors: list[str]) -> SafeString:
    if not errors:
        return NOTHING
    sentences = format_html_join(_BREAK, "{}{}", ((_MISTAKE, error) for error in errors))
    return format_html(
        '<p class="utrecht-form-field-error-message rd-error" id="{}_error">{}</p>', bound.auto_id, sentences
    )


def _input(context: Mapping[str, Any]) -> SafeString:
    widget = context["widget"]
    value = {} if widget["value"] is None else {"value": str(widget["value"])}
    own = {"type": widget["type"], "name": widget["name"], **value}
    return format_html("<input{}{}>", attributes(own), attributes(widget["attrs"]))


def _textarea(context: Mapping[str, Any]) -> SafeString:
    widget = context["widget"]
    return format_html(
        '<textarea name="{}"{}>\n{}</textarea>', widget["name"], attributes(widget["attrs"]), widget["value"] or ""
    )


def _options(context: Mapping[str, Any]) -> SafeString:
    """Radio buttons or boxes, each with its label, and perhaps with an explanation under it."""
    widget = context["widget"]
    groups = format_html_join(
        "", "{}{}", ((_group_name(name), _choices(choices)) for name, choices, _ in widget["optgroups"])
    )
    return format_html(
        '<div class="rd-options"{}>{}</div>', attributes({"id": widget["attrs"].get("id") or None}), groups
    )


def _group_name(name: str | None) -> SafeString:
    return format_html('<p class="rd-options__group">{}</p>', name) if name else NOTHING


def _choices(choices: list[dict[str, Any]]) -> SafeString:
    return format_html_join(
        "",
        '<div class="rd-option">{}<label class="utrecht-form-label utrecht-form-label--radio"{}>{}{}</label></div>',
        (
            (
                _input({"widget": choice}),
                attributes({"for": choice["attrs"].get("id")}),
                choice["label"],
                _more(getattr(choice["label"], "description", "")),
            )
            for choice in choices
        ),
    )


def _more(description: str) -> SafeString:
    return format_html('<span class="rd-option__more">{}</span>', description) if description else NOTHING


_INPUTS = ("input", "text", "number", "email", "url", "password", "hidden", "date", "time", "checkbox", "file")
# What Django's form renderer would take a template for, by the name of that template.
DRAWN: Mapping[str, Callable[[Mapping[str, Any]], SafeString]] = {
    "ui/forms/field.html": field,
    "django/forms/widgets/textarea.html": _textarea,
    "django/forms/widgets/radio.html": _options,
    "django/forms/widgets/checkbox_select.html": _options,
    **{f"django/forms/widgets/{kind}.html": _input for kind in _INPUTS},
}
