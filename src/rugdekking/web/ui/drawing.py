"""The smallest components, drawn without a template.

A page has dozens of them, and looking up and filling a template for each took longer than all the rest of a page.
Larger components are templates in `ui/`; `drawing_fields.py` draws the fields of forms.
"""

from collections.abc import Iterable, Mapping

from django.template.defaultfilters import linebreaksbr
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from rugdekking.web.ui.parts import Answer

ALERTS = {"info": "info", "good": "ok", "attention": "warning", "error": "error"}
NOTHING = format_html("{}", "")
_NOT_FILLED_IN = format_html('<span class="rd-muted">{}</span>', "Niet ingevuld")


def attributes(given: Mapping[str, object]) -> SafeString:
    """The attributes of an element, without those that are None or False. Their names are our own."""
    shown = {name: value for name, value in given.items() if value is not None and value is not False}
    if not shown:
        return NOTHING
    pattern = "".join(f" {name}" if value is True else f' {name}="{{}}"' for name, value in shown.items())
    return format_html(pattern, *(value for value in shown.values() if value is not True), NOTHING)


def notice(content: str, mood: str, heading: str, level: int) -> SafeString:
    return format_html(
        '<div class="utrecht-alert utrecht-alert--{} rd-notice rd-notice--{}"><div class="utrecht-alert__content">'
        '{}<div class="rd-flow">{}</div></div></div>',
        ALERTS[mood],
        mood,
        _heading(heading, level),
        content,
    )


def card(content: str, heading: str, href: str, mood: str, level: int) -> SafeString:
    text = format_html('<a class="nl-link rd-card__link" href="{}">{}</a>', href, heading) if href else heading
    return format_html(
        '<section class="rd-card rd-card--{}">{}<div class="rd-flow">{}</div></section>',
        mood,
        _heading(text, level),
        content,
    )


def button(text: str, kind: str, name: str, value: str, form: str) -> SafeString:
    more = {key: given for key, given in (("name", name), ("value", value), ("form", form)) if given}
    return format_html(
        '<button class="nl-button nl-button--{}" type="submit"{}>{}</button>', kind, attributes(more), text
    )


def link_button(text: str, href: str, kind: str) -> SafeString:
    return format_html('<a class="nl-button nl-button--{} rd-link-button" href="{}">{}</a>', kind, href, text)


def box(name: str, content: str) -> SafeString:
    """`content` in a block with this class."""
    return format_html('<div class="{}">{}</div>', name, content)


def back(href: str, text: str) -> SafeString:
    return format_html(
        '<p class="rd-back"><a class="nl-link" href="{}"><span aria-hidden="true">‹ </span>{}</a></p>', href, text
    )


def step(current: int, total: int) -> SafeString:
    return format_html('<p class="rd-step">Stap {} van {}</p>', current, total)


def details(content: str, text: str, *, opened: bool) -> SafeString:
    return format_html(
        '<details class="rd-details"{}><summary>{}</summary><div class="rd-details__body rd-flow">{}</div></details>',
        attributes({"open": opened}),
        text,
        content,
    )


def access_code(code: str) -> SafeString:
    return format_html(
        '<p class="rd-code"><code id="toegangscode">{}</code></p><p class="rd-copy" hidden>'
        '<button class="nl-button nl-button--secondary" type="button" data-copy="toegangscode"'
        ' data-copied="De code is gekopieerd." data-not-copied="Kopiëren lukt niet. Schrijf de code over.">'
        "Code kopiëren</button>"
        ' <span role="status"></span></p>',
        code,
    )


def summary(answers: Iterable[Answer]) -> SafeString:
    lines = format_html_join(
        "",
        '<div class="utrecht-data-list__item rd-summary__item"><dt class="utrecht-data-list__item-key">{}</dt>'
        '<dd class="utrecht-data-list__item-value">{}</dd>{}</div>',
        (
            (answer.question, linebreaksbr(answer.text) if answer.text else _NOT_FILLED_IN, _change(answer))
            for answer in answers
        ),
    )
    return format_html('<dl class="utrecht-data-list utrecht-data-list--html-dl rd-summary">{}</dl>', lines)


def _change(answer: Answer) -> SafeString:
    if not answer.change:
        return NOTHING
    return format_html(
        '<dd class="rd-summary__change"><a class="nl-link" href="{}">Wijzigen'
        '<span class="rd-hidden">: {}</span></a></dd>',
        answer.change,
        answer.question,
    )


def _heading(text: str, level: int) -> SafeString:
    if not text:
        return NOTHING
    return format_html('<h{0} class="nl-heading nl-heading--level-3">{1}</h{0}>', level, text)
