"""How a form looks to somebody who sees it, hears it, or made a mistake in it."""

import re
from datetime import date

import pytest
from django import forms
from django.template import Context, Template

from rugdekking.web.office import fields as office
from rugdekking.web.public.forms import base as public
from rugdekking.web.ui.forms import DateInput, DayField, Described


class Report(forms.Form):
    what = forms.CharField(label="Wat is er gebeurd?", help_text="Begin met wat u nog weet.", widget=forms.Textarea)
    known = forms.ChoiceField(
        label="Hoe mogen wij u kennen?",
        widget=forms.RadioSelect,
        choices=[("no", Described("Anoniem", "Niemand weet wie u bent.")), ("yes", "Met mijn naam")],
    )
    day = DayField(label="Op welke dag was het?", required=False)
    office = forms.ChoiceField(label="Functie", choices=[("raad", "Raadslid")], required=False)
    due = forms.DateField(label="Uiterlijk op", widget=DateInput, required=False)
    mail = forms.BooleanField(label="Mail mij", required=False)


def shown(form: forms.Form, tag: str) -> str:
    return Template("{% load ui %}" + tag).render(Context({"form": form}))


def control(html: str, id_: str) -> str:
    """The opening tag of the control with this id."""
    found = re.search(rf'<(?:input|textarea|select)[^>]*id="{id_}"[^>]*>', html)
    assert found, html
    return found[0]


def test_a_label_stands_above_its_field_and_help_is_tied_to_it() -> None:
    html = shown(Report(), "{% field form.what %}")

    assert (
        html.index('<label class="utrecht-form-label"')
        < html.index('id="id_what_helptext"')
        < html.index("<textarea")
    )
    assert 'aria-describedby="id_what_helptext"' in control(html, "id_what")


def test_a_required_field_says_so_in_words_and_the_browser_keeps_its_bubbles() -> None:
    html = shown(Report(), "{% field form.what %}")

    assert "(verplicht)" in html
    assert 'aria-required="true"' in control(html, "id_what")
    assert not re.search(r"\srequired[\s>=]", html)


def test_a_field_that_may_stay_empty_does_not_say_required() -> None:
    html = shown(Report(), "{% field form.office %}")

    assert "verplicht" not in html
    assert "aria-required" not in html


def test_choices_stand_in_a_fieldset_whose_legend_asks_the_question() -> None:
    html = shown(Report(), "{% field form.known %}")

    assert re.search(r"<legend[^>]*>\s*Hoe mogen wij u kennen\?", html)
    assert html.count('type="radio"') == 2
    assert '<label class="utrecht-form-label utrecht-form-label--radio" for="id_known_0">Anoniem' in html


def test_a_choice_can_explain_itself() -> None:
    html = shown(Report(), "{% field form.known %}")

    assert "Niemand weet wie u bent." in html


def test_the_label_of_a_question_can_be_the_heading_of_the_page() -> None:
    assert re.search(r"<legend[^>]*>\s*<h1[^>]*>Hoe mogen", shown(Report(), "{% field form.known heading=True %}"))
    assert re.search(r'<h1[^>]*>\s*<label for="id_what">', shown(Report(), "{% field form.what heading=True %}"))


def test_a_mistake_is_told_at_the_field_and_tied_to_it() -> None:
    html = shown(Report({}), "{% field form.what %}")

    assert 'aria-describedby="id_what_helptext id_what_error"' in control(html, "id_what")
    assert 'aria-invalid="true"' in control(html, "id_what")
    assert "Dit is een verplicht veld." in html


def test_the_error_summary_takes_the_focus_and_leads_to_each_field() -> None:
    html = shown(Report({}), "{% error_summary form %}")

    assert "autofocus" in html
    assert '<a class="nl-link" href="#id_what">Wat is er gebeurd? Dit is een verplicht veld.</a>' in html
    assert 'href="#id_known_0"' in html


def test_the_error_summary_leads_to_ids_that_exist() -> None:
    form = Report({"day_0": "31", "day_1": "2", "day_2": "2026"})

    html = shown(form, "{% error_summary form %}{{ form }}")

    targets = set(re.findall(r'href="#([^"]+)"', html))
    assert targets >= {"id_what", "id_known_0", "id_day_0"}
    assert targets <= set(re.findall(r'id="([^"]+)"', html))


def test_a_form_that_was_not_sent_yet_has_no_error_summary() -> None:
    assert shown(Report(), "{% error_summary form %}").strip() == ""


def test_an_error_of_the_form_as_a_whole_is_in_the_summary() -> None:
    form = Report({})
    form.add_error(None, "Iemand anders was u net voor.")

    assert "Iemand anders was u net voor." in shown(form, "{% error_summary form %}")


def test_what_people_typed_is_escaped() -> None:
    form = Report({"what": "<script>x</script>"})

    html = shown(form, "{{ form }}{% error_summary form %}")

    assert "<script>" not in html
    assert "&lt;script&gt;" in html


def test_one_box_has_its_label_beside_it() -> None:
    html = shown(Report(), "{% field form.mail %}")

    assert html.index('type="checkbox"') < html.index("<label")
    assert "<fieldset" not in html


def test_the_browsers_date_field_gets_a_date_it_understands() -> None:
    html = shown(Report(initial={"due": date(2026, 11, 21)}), "{% field form.due %}")

    assert 'type="date"' in html
    assert 'value="2026-11-21"' in html


def test_a_day_is_asked_in_three_labelled_fields() -> None:
    html = shown(Report(initial={"day": date(2026, 11, 21)}), "{% field form.day %}")

    for number, (label, value) in enumerate((("Dag", 21), ("Maand", 11), ("Jaar", 2026))):
        assert f'for="id_day_{number}">{label}</label>' in html
        assert f'value="{value}"' in control(html, f"id_day_{number}")


@pytest.mark.parametrize(
    ("typed", "understood"),
    [
        (("21", "11", "2026"), date(2026, 11, 21)),
        ((" 1", "02 ", "2026"), date(2026, 2, 1)),
        (("", "", ""), None),
    ],
)
def test_a_day_in_three_fields_is_understood(typed: tuple[str, str, str], understood: date | None) -> None:
    assert DayField(required=False).clean(list(typed)) == understood


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        (("31", "2", "2026"), "Deze datum bestaat niet."),
        (("21", "november", "2026"), "Deze datum bestaat niet."),
        (("21", "11", "9" * 30), "Deze datum bestaat niet."),
        (("-1", "11", "2026"), "Deze datum bestaat niet."),
        (("0", "0", "0"), "Deze datum bestaat niet."),
        (("21", "", "2026"), "alle drie"),
    ],
)
def test_a_day_that_does_not_exist_is_refused_in_words(typed: tuple[str, str, str], answer: str) -> None:
    with pytest.raises(forms.ValidationError, match=answer):
        DayField(required=False).clean(list(typed))


def test_a_day_that_must_be_given_may_not_stay_empty() -> None:
    with pytest.raises(forms.ValidationError, match="Vul een dag"):
        DayField().clean(["", "", ""])


@pytest.mark.parametrize("text", [public.text_field("Wat er gebeurde"), office.text_area("Notitie")])
def test_a_long_text_that_somebody_pastes_is_not_cut_off_by_the_browser(text: forms.CharField) -> None:
    """It comes back whole, with a sentence."""
    longer = "a" * 20_001
    form = type("Form", (forms.Form,), {"text": text})({"text": longer})

    html = shown(form, "{% field form.text %}")

    assert "maxlength" not in html
    assert longer in html
    assert form.errors["text"]
