"""The kinds of pages, with what each adds."""

from typing import Any, ClassVar, Final

from django.core.validators import RegexValidator, URLValidator
from django.db import models
from wagtail.blocks.field_block import CharBlock, ChoiceBlock, TextBlock
from wagtail.blocks.struct_block import StructBlock
from wagtail.fields import StreamField

from rugdekking.content.schema.toolkit import (
    AUDIENCES,
    DIAL,
    DOCUMENT_TYPES,
    PHASES,
    Generated,
    PageKind,
    one_number,
)
from rugdekking.content.schema.writing import host_of
from rugdekking.kernel.privacy import Privacy
from rugdekking.knowledge.models.page import MARKDOWN, PUBLIC, ToolkitPage

HTTPS = URLValidator(schemes=["https"], code="https", message="Schrijf een adres dat begint met https://.")


class ThemePage(ToolkitPage):
    """What belongs together. Its name in the address is the code of the theme."""

    toolkit_page = models.OneToOneField(ToolkitPage, on_delete=models.CASCADE, parent_link=True, related_name="+")

    privacy: ClassVar[Privacy] = Privacy()
    kind = PageKind.THEME
    page_description = "Wat bij elkaar hoort. De landelijke thema’s zijn er al."

    class Meta:
        verbose_name = "thema"


class Article(ToolkitPage):
    toolkit_page = models.OneToOneField(ToolkitPage, on_delete=models.CASCADE, parent_link=True, related_name="+")

    privacy: ClassVar[Privacy] = Privacy()
    kind = PageKind.ARTICLE
    page_description = "Een onderwerp in gewone woorden."

    class Meta:
        verbose_name = "uitleg"


class GuideStep(StructBlock):
    role = ChoiceBlock(label="voor wie", choices=[(one.value, label) for one, label in AUDIENCES.items()])
    phase = ChoiceBlock(label="moment", choices=[(one.value, label) for one, label in PHASES.items()])
    title = CharBlock(label="stap", max_length=160)
    body = TextBlock(label="tekst", help_text=MARKDOWN)

    class Meta:
        label = "stap"


class Guide(ToolkitPage):
    """Steps for each role, before, while and after it happens."""

    toolkit_page = models.OneToOneField(ToolkitPage, on_delete=models.CASCADE, parent_link=True, related_name="+")
    steps = StreamField([("step", GuideStep())], verbose_name="stappen")

    privacy: ClassVar[Privacy] = Privacy(clear={"steps": PUBLIC})
    kind = PageKind.GUIDE
    page_description = "Wat iemand doet, stap voor stap, per rol en moment."
    content_panels: ClassVar[list[Any]] = [*ToolkitPage.content_panels, "steps"]

    class Meta:
        verbose_name = "stappenplan"

    def written(self) -> list[tuple[str, str]]:
        return [*super().written(), *(("steps", str(step.value["body"])) for step in self.steps)]


class FileKind(models.TextChoices):
    """What somebody gets who follows the link: a file to open, or a page."""

    PDF = "pdf", "pdf"
    WORD = "docx", "docx"
    OPEN_TEXT = "odt", "odt"
    SHEET = "xlsx", "xlsx"
    SLIDES = "pptx", "pptx"
    PAGE = "web", "webpagina"


FIELDS_OF_A_DOCUMENT: Final = ("sort", "author", "month", "elsewhere", "file_kind", "kilobytes", "pages")


class Document(ToolkitPage):
    """A document that this program makes, or one that stands elsewhere. Files of others are not kept here."""

    toolkit_page = models.OneToOneField(ToolkitPage, on_delete=models.CASCADE, parent_link=True, related_name="+")
    sort = models.CharField(
        "soort", max_length=10, choices=[(one.value, label) for one, label in DOCUMENT_TYPES.items()]
    )
    author = models.CharField("gemaakt door", max_length=160)
    month = models.CharField(
        "maand",
        max_length=7,
        help_text="Jaar en maand, zoals 2026-11.",
        validators=[RegexValidator(r"^20[0-9]{2}-(0[1-9]|1[0-2])\Z", "Schrijf jaar en maand zo: 2026-11.")],
    )
    generated = models.CharField(
        max_length=20, choices=[(one.value, one.value) for one in Generated], blank=True, editable=False
    )
    elsewhere = models.URLField(
        "waar het document staat",
        blank=True,
        validators=[HTTPS],
        help_text="Het adres op de andere site. Lezers zien bij de link wat voor bestand het is en hoe groot.",
    )
    file_kind = models.CharField("soort bestand", max_length=4, choices=FileKind, blank=True)
    kilobytes = models.PositiveIntegerField(
        "grootte in kB", null=True, blank=True, help_text="1 MB is 1000 kB. Bij een webpagina hoeft dit niet."
    )
    pages = models.PositiveSmallIntegerField("aantal bladzijden", null=True, blank=True)

    privacy: ClassVar[Privacy] = Privacy(clear={"author": PUBLIC, "month": PUBLIC, "elsewhere": PUBLIC})
    kind = PageKind.DOCUMENT
    page_description = "Een blad of een rapport dat ergens anders staat."
    content_panels: ClassVar[list[Any]] = [*ToolkitPage.content_panels, *FIELDS_OF_A_DOCUMENT]

    class Meta:
        verbose_name = "document"

    def faults_of_a_whole_page(self) -> dict[str, str]:
        faults = super().faults_of_a_whole_page()
        if self.elsewhere and not host_of(str(self.elsewhere)):
            faults["elsewhere"] = "Schrijf het adres zonder naam of wachtwoord ervoor."
        if self.elsewhere and not self.file_kind:
            faults["file_kind"] = "Kies wat voor bestand het is."
        if self.elsewhere and self.file_kind != FileKind.PAGE and not self.kilobytes:
            faults["kilobytes"] = (
                "Schrijf op hoe groot het bestand is. Wie weinig bereik heeft, wil dat vooraf weten."
            )
        return faults


# Nothing is chosen beforehand: of a real person there has to be a yes.
OF_WHOM: Final = (
    (True, "Over niemand in het bijzonder: het is samengesteld uit wat mensen meemaken"),
    (False, "Over één persoon, die er toestemming voor gaf"),
)


class Story(ToolkitPage):
    """What somebody went through, or what happens to many, put together and said to be so."""

    toolkit_page = models.OneToOneField(ToolkitPage, on_delete=models.CASCADE, parent_link=True, related_name="+")
    composite = models.BooleanField("over wie gaat het verhaal?", null=True, choices=OF_WHOM)
    consent = models.TextField(
        "toestemming",
        blank=True,
        help_text="Waarmee stemde deze persoon in, en wanneer? Dit ziet alleen de redactie. Ook wie in een film te "
        "zien of te horen is, geeft toestemming.",
    )
    content_note = models.TextField("waarschuwing vooraf", help_text="Wat moet iemand weten die dit gaat lezen?")
    video = models.URLField("adres van een film", blank=True, validators=[HTTPS])

    privacy: ClassVar[Privacy] = Privacy(
        clear={
            "consent": "That and when somebody agreed to a public story, as the editors wrote it down.",
            "content_note": PUBLIC,
            "video": PUBLIC,
        }
    )
    kind = PageKind.STORY
    page_description = "Wat iemand meemaakte. Met toestemming, of samengesteld."
    content_panels: ClassVar[list[Any]] = [
        *ToolkitPage.content_panels,
        "content_note",
        "composite",
        "consent",
        "video",
    ]

    class Meta:
        verbose_name = "verhaal"

    def faults_of_a_whole_page(self) -> dict[str, str]:
        faults = super().faults_of_a_whole_page()
        consent = str(self.consent).strip()
        if self.composite is False and not consent:
            faults["consent"] = "Een verhaal van één persoon heeft toestemming nodig."
        if self.video and not consent:
            faults["consent"] = (
                "Schrijf op wie er in de film te zien of te horen is, en waarmee en wanneer die instemde."
            )
        return faults


class Question(ToolkitPage):
    toolkit_page = models.OneToOneField(ToolkitPage, on_delete=models.CASCADE, parent_link=True, related_name="+")

    privacy: ClassVar[Privacy] = Privacy()
    kind = PageKind.QUESTION
    page_description = "Eén vraag, met het antwoord."

    class Meta:
        verbose_name = "vraag en antwoord"


class Event(ToolkitPage):
    toolkit_page = models.OneToOneField(ToolkitPage, on_delete=models.CASCADE, parent_link=True, related_name="+")
    on = models.DateField("dag", null=True)
    place = models.CharField("waar", max_length=160)

    privacy: ClassVar[Privacy] = Privacy(clear={"place": PUBLIC})
    kind = PageKind.EVENT
    page_description = "Een dag, een plek en waar het over gaat."
    content_panels: ClassVar[list[Any]] = [*ToolkitPage.content_panels, "on", "place"]

    class Meta:
        verbose_name = "bijeenkomst"


class Service(ToolkitPage):
    """Somebody else who helps."""

    toolkit_page = models.OneToOneField(ToolkitPage, on_delete=models.CASCADE, parent_link=True, related_name="+")
    phone = models.CharField("nummer, zoals mensen het lezen", max_length=30, blank=True)
    dial = models.CharField(
        "nummer, zoals een telefoon het belt",
        max_length=16,
        blank=True,
        validators=[RegexValidator(DIAL, "Schrijf alleen cijfers, zonder streepje; met + ervoor mag.")],
    )
    hours = models.CharField("wanneer er iemand is", max_length=160)
    who = models.CharField("voor wie", max_length=160)

    privacy: ClassVar[Privacy] = Privacy(clear={"phone": PUBLIC, "dial": PUBLIC, "hours": PUBLIC, "who": PUBLIC})
    kind = PageKind.SERVICE
    page_description = "Iemand anders die helpt, met een nummer en tijden."
    content_panels: ClassVar[list[Any]] = [*ToolkitPage.content_panels, "phone", "dial", "hours", "who"]

    class Meta:
        verbose_name = "wie helpt"

    def faults_of_a_whole_page(self) -> dict[str, str]:
        faults = super().faults_of_a_whole_page()
        if not one_number(str(self.phone), str(self.dial)):
            faults["dial"] = "Dit is niet het nummer dat mensen lezen."
        return faults


class News(ToolkitPage):
    toolkit_page = models.OneToOneField(ToolkitPage, on_delete=models.CASCADE, parent_link=True, related_name="+")

    privacy: ClassVar[Privacy] = Privacy()
    kind = PageKind.NEWS
    page_description = "Wat er nieuw is. Staat twee maanden vooraan."

    class Meta:
        verbose_name = "nieuws"
