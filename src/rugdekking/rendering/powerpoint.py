"""Slides as PowerPoint writes them: real titles, a reading order that follows the slide, and a picture told in words.

The library's own template is narrow and white. Two of its layouts are made anew here, wide and in the colour of the
organisation, so that whoever adds a slide gets the same look. What is only decoration stands in the layouts, where no
screen reader meets it.
"""

from copy import deepcopy
from datetime import datetime
from io import BytesIO

from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.enum.lang import MSO_LANGUAGE_ID
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.presentation import Presentation as Shown
from pptx.slide import Slide as ShownSlide
from pptx.slide import SlideLayout
from pptx.text.text import TextFrame, _Paragraph
from pptx.util import Inches, Pt

from rugdekking.rendering.plain import printable
from rugdekking.rendering.slides import Deck, Slide

_WIDTH, _HEIGHT = Inches(13.333), Inches(7.5)
_INK, _WHITE = "1D2B30", "FFFFFF"
_STYLE = (
    "<a:lstStyle {ns}><a:lvl1pPr algn='l' marL='{left}' indent='-{left}'>{bullet}"
    "<a:defRPr sz='{size}' b='{bold}'><a:solidFill><a:srgbClr val='{colour}'/></a:solidFill>"
    "<a:latin typeface='Arial'/></a:defRPr></a:lvl1pPr></a:lstStyle>"
)
_BAR = (
    "<p:sp {ns}><p:nvSpPr><p:cNvPr id='90' name='Balk'/><p:cNvSpPr/><p:nvPr userDrawn='1'/></p:nvSpPr>"
    "<p:spPr><a:xfrm><a:off x='0' y='0'/><a:ext cx='320040' cy='6858000'/></a:xfrm>"
    "<a:prstGeom prst='rect'><a:avLst/></a:prstGeom>"
    "<a:solidFill><a:srgbClr val='{colour}'/></a:solidFill><a:ln><a:noFill/></a:ln></p:spPr></p:sp>"
)
# Left, top, width and height in inches; the title first, the text below it second.
_ON_THE_FIRST = ((0.9, 2.1, 11.5, 1.8), (0.9, 4.0, 11.5, 1.6))
_ON_THE_OTHERS = ((0.9, 0.5, 11.5, 1.0), (0.9, 1.7, 11.5, 4.9))
_BESIDE_A_PICTURE, _PICTURE = (0.9, 1.7, 7.6, 4.9), (9.0, 2.1, 3.4, 3.4)
_FOOT = {10: (0.9, 6.85, 3.0, 0.4), 11: (4.4, 6.85, 5.0, 0.4), 12: (9.9, 6.85, 2.5, 0.4)}
_NUMBER = 12


def drawn(deck: Deck) -> bytes:
    """The presentation as a .pptx file."""
    made = Presentation()
    made.slide_width, made.slide_height = _WIDTH, _HEIGHT
    first, other = made.slide_layouts[0], made.slide_layouts[1]
    for one in list(made.slide_layouts)[2:]:
        made.slide_layouts.remove(one)
    _draw_layouts(first, other, colour=deck.colour.lstrip("#").upper())
    _describe(made, deck)
    for slide in deck.slides:
        _add(made, slide, layout=first if slide is deck.slides[0] else other)
    saved = BytesIO()
    made.save(saved)
    return saved.getvalue()


def _draw_layouts(first: SlideLayout, other: SlideLayout, *, colour: str) -> None:
    first.background.fill.solid()
    first.background.fill.fore_color.rgb = RGBColor.from_string(colour)
    _lay_out(first, _ON_THE_FIRST, sizes=(48, 26), colours=(_WHITE, _WHITE))
    _lay_out(other, _ON_THE_OTHERS, sizes=(36, 26), colours=(colour, _INK), bullets=True)
    other.shapes._spTree.insert(2, parse_xml(_BAR.format(ns=nsdecls("p", "a"), colour=colour)))


def _lay_out(
    layout: SlideLayout,
    places: tuple[tuple[float, ...], ...],
    *,
    sizes: tuple[int, int],
    colours: tuple[str, str],
    bullets: bool = False,
) -> None:
    for holder in layout.placeholders:
        number = holder.placeholder_format.idx
        place = _FOOT.get(number) or places[number]
        holder.left, holder.top, holder.width, holder.height = (Inches(one) for one in place)
        if number < 2:
            with_bullet = bullets and number == 1
            style = _STYLE.format(
                ns=nsdecls("a"),
                left=342900 if with_bullet else 0,
                bullet="<a:buFont typeface='Arial'/><a:buChar char='•'/>" if with_bullet else "<a:buNone/>",
                size=sizes[number] * 100,
                bold=1 - number,
                colour=colours[number],
            )
            body = holder.text_frame._txBody
            body.replace(body.find(qn("a:lstStyle")), parse_xml(style))


def _describe(made: Shown, deck: Deck) -> None:
    said = made.core_properties
    said.title, said.author = printable(deck.title), printable(deck.author)
    said.language, said.last_modified_by, said.keywords = "nl-NL", "", ""
    day = datetime(deck.day.year, deck.day.month, deck.day.day)  # noqa: DTZ001  (the format has no time zone)
    said.created = said.modified = day


def _add(made: Shown, slide: Slide, *, layout: SlideLayout) -> None:
    shown = made.slides.add_slide(layout)
    title, body = shown.placeholders[0], shown.placeholders[1]
    _say(title.text_frame.paragraphs[0], slide.title)
    _fill(body.text_frame, slide, sized=layout is not made.slide_layouts[0])
    if slide.picture:
        body.left, body.top, body.width, body.height = (Inches(one) for one in _BESIDE_A_PICTURE)
        drawn_there = shown.shapes.add_picture(BytesIO(slide.picture.png), *(Inches(one) for one in _PICTURE))
        drawn_there._element.nvPicPr.cNvPr.set("descr", printable(slide.picture.told))
    _number(shown, layout)
    notes = shown.notes_slide.notes_text_frame
    if notes is not None:
        _say(notes.paragraphs[0], slide.notes)


def _fill(frame: TextFrame, slide: Slide, *, sized: bool) -> None:
    if slide.columns > 1:
        frame._txBody.bodyPr.set("numCol", str(slide.columns))
        frame._txBody.bodyPr.set("spcCol", str(Inches(0.4)))
    told = [("", line) for line in slide.lines] + list(slide.pairs)
    for number, (name, text) in enumerate(told):
        paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
        paragraph.space_after = Pt(slide.size * 0.4)
        if name:
            _say(paragraph, f"{name}: ", bold=True)
        _say(paragraph, text)
        for run in paragraph.runs if sized else ():
            run.font.size = Pt(slide.size)


def _say(paragraph: _Paragraph, text: str, *, bold: bool | None = None) -> None:
    run = paragraph.add_run()
    run.text = printable(text)
    run.font.bold = bold
    run.font.language_id = MSO_LANGUAGE_ID.DUTCH


def _number(shown: ShownSlide, layout: SlideLayout) -> None:
    """The number of the slide, last in the reading order. The library leaves it out of a new slide."""
    holder = next(one for one in layout.placeholders if one.placeholder_format.idx == _NUMBER)
    shown.shapes._spTree.append(deepcopy(holder._element))
