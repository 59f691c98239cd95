"""The components of every page. `{% load ui %}` brings them; `/onderdelen/` (demo only) shows them all.

Each tag's text tells when to use it. They draw; they ask nothing.
"""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django import forms, template
from django.forms.boundfield import BoundField
from django.template.context import Context
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString

from rugdekking.kernel import phones
from rugdekking.web.ui import drawing, icons, wording
from rugdekking.web.ui.parts import Answer, Chip, Columns, Event, Mood, Step

register = template.Library()

register.filter("day", wording.day)
register.filter("weekday", wording.weekday)
register.filter("short_day", wording.short_day)
register.filter("clock", wording.clock)
register.filter("day_and_time", wording.day_and_time)
register.filter("size", wording.size)


@register.simple_block_tag
def notice(content: str, mood: str = "info", heading: str = "", level: int = 2) -> SafeString:
    """A message that stands out: `info`, `good` (something worked) or `attention` (read this first).

    At most one on a page, on top of what it is about. For a failing form use `error_summary`.
    """
    return drawing.notice(content, mood, heading, level)


@register.simple_block_tag
def card(content: str, heading: str = "", href: str = "", mood: str = "plain", level: int = 2) -> SafeString:
    """A box for one choice or one subject among several. With `href` its heading is a link."""
    return drawing.card(content, heading, href, mood, level)


@register.simple_block_tag
def cards(content: str) -> SafeString:
    """Puts cards beside each other where there is room, below each other on a phone."""
    return drawing.box("rd-cards", content)


@register.simple_tag
def button(text: str, kind: str = "primary", name: str = "", value: str = "", form: str = "") -> SafeString:
    """A button that sends a form. Its text names the act: "Melding versturen", never "OK".

    `primary` once on a page, `secondary` for the other acts, `subtle` inside lists.
    """
    return drawing.button(text, kind, name, value, form)


@register.simple_tag
def link_button(text: str, href: str, kind: str = "primary") -> SafeString:
    """A link that looks like a button: to start something. It changes nothing by itself."""
    return drawing.link_button(text, href, kind)


@register.simple_block_tag
def actions(content: str) -> SafeString:
    """The row of buttons at the end of a form or card, the primary one first."""
    return drawing.box("rd-actions", content)


@register.simple_tag
def back(href: str, text: str = "Terug") -> SafeString:
    """The link to the page before, above the heading."""
    return drawing.back(href, text)


@register.simple_tag
def summary(answers: Sequence[Answer]) -> SafeString:
    """Questions with their answers: the check page, and the facts of a case."""
    return drawing.summary(answers)


@register.inclusion_tag("ui/error_summary.html")
def error_summary(form: forms.BaseForm) -> dict[str, Any]:
    """Above a form that came back with errors: takes the focus, and leads to each field. Shows nothing without."""
    fields = [form[name] for name in form.errors if name in form.fields] if form.is_bound else []
    return {"fields": fields, "others": form.non_field_errors() if form.is_bound else []}


@register.simple_tag
def field(bound: BoundField, *, heading: bool = False) -> SafeString:
    """One field with label, help and errors. With `heading=True` its label is the page's h1."""
    return bound.render(context={"field": bound, "heading": heading})


@register.inclusion_tag("ui/timeline.html")
def timeline(events: Sequence[Event]) -> dict[str, Any]:
    """What happened, the newest first: moment, by whom, and a short text."""
    return {"events": events}


@register.inclusion_tag("ui/task_list.html")
def task_list(steps: Sequence[Step]) -> dict[str, Any]:
    """Things to do, each with its state in words, its date and a link."""
    return {"steps": steps}


@register.simple_tag
def badge(text: str, mood: Mood = "plain") -> SafeString:
    """A state in one or two words. The words tell it, the colour only helps."""
    return format_html('<span class="nl-data-badge rd-badge rd-badge--{}">{}</span>', mood, text)


@register.simple_tag
def phone(number: str, text: str = "") -> SafeString:
    """A phone number to tap, written the Dutch way. Put the opening hours beside it."""
    return format_html(
        '<a class="nl-link rd-phone" href="tel:{}">{}</a>', phones.dialled(number), text or phones.spoken(number)
    )


@register.simple_tag
def support_team_phone() -> SafeString:
    """The number of who answers day and night, for office-holders and their family: say so beside it."""
    return phone(phones.SUPPORT_TEAM)


@register.inclusion_tag("ui/urgent.html")
def urgent(*, heading: bool = True) -> dict[str, bool]:
    """112 and the national support team: on the front page, on errors, and where nobody may be reading."""
    return {"heading": heading}


@register.simple_tag
def when(moment: date | datetime, written: str = "day") -> SafeString:
    """A moment in a `<time>` element, written as `day`, `weekday`, `short`, `hour` or `full`."""
    ways = {
        "day": wording.day,
        "weekday": wording.weekday,
        "short": wording.short_day,
        "hour": wording.day_and_hour,
        "full": wording.day_and_time,
    }
    return format_html('<time datetime="{}">{}</time>', moment.isoformat(), ways[written](moment))


@register.inclusion_tag("ui/pages.html")
def pages(newer: str = "", older: str = "") -> dict[str, str]:
    """Under a list that goes on: addresses of the page before and the page after, empty when there is none."""
    return {"newer": newer, "older": older}


@register.simple_block_tag
def details(content: str, text: str, *, opened: bool = False) -> SafeString:
    """More for who wants it, folded away: "Waarom vragen wij dit?". Never hide what everybody needs."""
    return drawing.details(content, text, opened=opened)


@register.simple_tag
def step(current: int, total: int) -> SafeString:
    """ "Stap 2 van 6", above the heading. `base_question.html` does it for you."""
    return drawing.step(current, total)


@register.simple_block_tag
def nothing(content: str, heading: str) -> SafeString:
    """Instead of an empty list: says that there is nothing, why that is fine, and what could be done."""
    return render_to_string("ui/empty.html", {"content": content, "heading": heading})


@register.simple_block_tag(takes_context=True)
def confirm(context: Context, content: str, text: str, cancel: str, action: str = "") -> SafeString:
    """The page in between for what cannot be undone: content says what happens and what stays; then yes or back.

    `text` names the act ("Melding intrekken"), `cancel` is where "Nee, terug" leads, `action` where it is posted.
    """
    parts = {"content": content, "text": text, "cancel": cancel, "action": action}
    return render_to_string("ui/confirm.html", parts, request=context.get("request"))


@register.simple_block_tag
def table(content: str, caption: str, columns: Columns) -> SafeString:
    """A table of the office. `content` is the rows (`<tr>`); wide ones scroll inside their own frame."""
    return render_to_string("ui/table.html", {"content": content, "caption": caption, "columns": columns})


@register.inclusion_tag("ui/chips.html")
def chips(filters: Sequence[Chip]) -> dict[str, Any]:
    """The filters that are on, each with a way to take it off."""
    return {"filters": filters}


@register.simple_tag
def access_code(code: str) -> SafeString:
    """An access code in large groups, easy to copy by hand; with script there is a button that copies it."""
    return drawing.access_code(code)


@register.inclusion_tag("ui/icon.html")
def icon(name: str) -> dict[str, Any]:
    """A small decorative drawing beside a text that says the same. Hidden from screen readers."""
    return {"paths": icons.PATHS[name]}
