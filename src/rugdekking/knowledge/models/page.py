"""What every page of the toolkit has, and the roots beneath which they lie."""

from typing import Any, ClassVar, Final

from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.core.validators import slug_re
from django.db import models
from wagtail.models import Page, PagePermissionTester

from rugdekking.content.schema.base import FaultAt, Status
from rugdekking.content.schema.toolkit import AUDIENCES, PHASES, THEMES, PageKind
from rugdekking.content.schema.writing import refuse_unreadable
from rugdekking.kernel.privacy import Privacy
from rugdekking.knowledge.fields import Codes
from rugdekking.knowledge.models.former import known_to_readers, lead_on
from rugdekking.organisations.models import Organisation

PUBLIC: Final = "Public: stands on a page of the toolkit."
# Addresses below `hulp/` that are no page.
TAKEN: Final = frozenset({"zoeken", "wat-te-doen", "scan", "gesprek", "zaal", "presentatie"})
NO_ADDRESS: Final = "Gebruik in het adres alleen letters zonder accent, cijfers en streepjes."
STATUSES = (
    (Status.CONFIRMED, "bevestigd door de bron"),
    (Status.RECONSTRUCTED, "samengesteld uit delen van bronnen"),
    (Status.OWN, "door ons zelf geschreven"),
)
MARKDOWN = (
    "Koppen met ## en ###, lijsten met - of 1., **vet**, [tekst van een link](https://adres), > opmerking. "
    "Een link naar een pagina van deze site: [tekst](hulp:melden), met wat in het adres achter /hulp/ staat. Zo ook "
    "scan:persoonlijke-veiligheid, werkvorm:spannende-avond, tel:112, meldpunt:kort-melden (of voorpagina, bel-mij, "
    "onveilig-gevoel, norm, kaarten, wie-leest-mee). "
    "{contact}, {plan} en {reactie} worden de termijnen van uw meldpunt."
)
WELCOME = (
    "Een paar regels boven aan ‘Hulp en uitleg’ van uw organisatie. Zet hier ook de twee of drie pagina’s die uw "
    f"lezers als eerste moeten zien. {MARKDOWN}"
)
THEME_NAMES = [(one.value, label) for one, label in THEMES.items()]


class NobodyAlone(PagePermissionTester):
    """What an editor may do with a page: all but publishing alone, which is the last step of the moderation.

    Taking a page offline can wait for nobody; it is in the log of the organisation.

    Pages keep their place and their address: other pages lead to them.
    """

    def can_publish_subpage(self) -> bool:
        return False

    def can_set_view_restrictions(self) -> bool:
        """The toolkit is public: a page behind a password would be help that nobody finds."""
        return False

    def can_delete(self, ignore_bulk: bool = False) -> bool:  # noqa: FBT001, FBT002  (Wagtail's own)
        """What readers ever saw can be taken offline, and stays with its versions."""
        return self.page.first_published_at is None and super().can_delete(ignore_bulk)

    def can_move(self) -> bool:
        return False

    def can_copy(self) -> bool:
        return False

    def can_reorder_children(self) -> bool:
        return False

    def can_lock(self) -> bool:
        return False


class OnlyTheWelcome(NobodyAlone):
    """What an editor may do with the home of the organisation: write beneath it, and the words on top of it."""

    def can_delete(self, ignore_bulk: bool = False) -> bool:  # noqa: ARG002, FBT001, FBT002  (Wagtail's own)
        return False

    def can_unpublish(self) -> bool:
        return False


class ToolkitPage(Page):
    """What all pages have. Each kind of page adds its own."""

    page = models.OneToOneField(Page, on_delete=models.CASCADE, parent_link=True, related_name="+")
    summary = models.CharField("samenvatting", max_length=300, help_text="Een of twee zinnen: wat staat hier?")
    theme = models.CharField("thema", max_length=20, choices=THEME_NAMES, blank=True)
    audience = Codes("voor wie", options=[(one.value, label) for one, label in AUDIENCES.items()])
    phase = Codes("voor welk moment", options=[(one.value, label) for one, label in PHASES.items()])
    body = models.TextField("tekst", help_text=MARKDOWN)
    situations = models.TextField(
        "wat kan ik doen als …",
        blank=True,
        help_text="Hoe maakt u deze zin af? Een situatie per regel: ‘ik een bedreiging krijg in mijn mail’.",
    )
    unconfirmed = models.TextField("wat wij niet zeker weten", blank=True, help_text="Een zin per regel.")
    source = models.TextField(
        "bron", help_text="Waar komt dit vandaan? Bij een eigen tekst: wie heeft het geschreven?"
    )
    status = models.CharField("hoe zeker is dit", max_length=13, choices=STATUSES, default=Status.OWN)
    keeper = models.CharField("eigenaar", max_length=160, help_text="Wie houdt deze pagina bij?")
    reviewed_on = models.DateField("nagekeken op", null=True, blank=True)
    # A draft has none yet; a page that readers see always has.
    review_by = models.DateField(
        "opnieuw nakijken voor", null=True, help_text="Op deze dag krijgt de redactie een herinnering."
    )
    reminded_on = models.DateField(null=True, editable=False)
    shipped = models.CharField(max_length=40, blank=True, editable=False)
    shipped_version = models.PositiveIntegerField(default=0, editable=False)

    privacy: ClassVar[Privacy] = Privacy(
        clear={
            "summary": PUBLIC,
            "audience": "Public: codes of the groups that a page is for.",
            "phase": "Public: codes of the moments that a page is for.",
            "body": PUBLIC,
            "situations": PUBLIC,
            "unconfirmed": PUBLIC,
            "source": PUBLIC,
            "keeper": "Public: the editors or the function that keeps the page; it stands on it.",
            "shipped": "The name of a shipped public file.",
        }
    )

    is_creatable = False
    subpage_types: ClassVar[list[str]] = []
    parent_page_types: ClassVar[list[str]] = ["knowledge.Home"]
    # Who writes a page looks at the draft in its own window, in the look of the organisation.
    preview_modes: ClassVar[list[tuple[str, str]]] = []
    kind: ClassVar[PageKind | None] = None
    # While an editor keeps a draft: it may lack what a page that is read may not.
    half = False

    content_panels: ClassVar[list[Any]] = [*Page.content_panels, "summary", "body", "situations", "unconfirmed"]
    promote_panels: ClassVar[list[Any]] = [
        "slug",
        "theme",
        "audience",
        "phase",
        "source",
        "status",
        "keeper",
        "reviewed_on",
        "review_by",
    ]

    class Meta:
        verbose_name = "pagina"

    def __str__(self) -> str:
        return str(self.title)

    def permissions_for_user(self, user: Any) -> NobodyAlone:  # noqa: ANN401  (Wagtail's own signature)
        return NobodyAlone(user, self)

    def get_url_parts(self, request: object = None) -> tuple[int, str, str] | None:  # noqa: ARG002
        """Where this page is read; national pages are read below each organisation, so at no address of their own."""
        home = Home.objects.ancestor_of(self, inclusive=True).select_related("organisation").first()
        if home is None or home.organisation is None:
            return None
        start = f"/{home.organisation.slug}/hulp/"
        return 0, "", start if home.pk == self.pk else f"{start}{self.slug}/"

    def save(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401  (Wagtail's own)
        """In whatever way a page gets another address, the one that readers know goes on leading to it.

        A page that is offline keeps the address that readers know until a second reader publishes it elsewhere:
        Wagtail writes what one editor asks for straight into its row.
        """
        known = known_to_readers(self) if self.pk else ""
        wanted = str(self.slug)
        if known and not self.live:
            self.slug = known
            super().save(*args, **kwargs)
            self.slug = wanted
            return
        super().save(*args, **kwargs)
        if known and "slug" in (kwargs.get("update_fields") or ["slug"]) and known != wanted:
            lead_on(self, slug=known)

    def move_to(self, slug: str) -> None:
        """Stand at another address, as a release decides; also while this page is offline."""
        known = known_to_readers(self)
        self.slug = slug
        super().save(clean=False)
        if known:
            lead_on(self, slug=known)

    def clean(self) -> None:
        super().clean()
        faults = {**self._faults_of_the_address(), **({} if self.half else self.faults_of_a_whole_page())}
        if faults:
            raise ValidationError(faults)

    def faults_of_a_whole_page(self) -> dict[str, str]:
        """What a reader would stumble over, under the name of the field. Each kind adds its own."""
        faults = self._faults_of_doubt()
        for name, text in self.written():
            try:
                refuse_unreadable(name, text, by_editors=not self.shipped)
            except FaultAt as fault:
                faults[name] = f"Regel {fault.row}: {fault}."
        return faults

    def _faults_of_the_address(self) -> dict[str, str]:
        if self.slug in TAKEN:
            return {"slug": "Dit adres is van de site zelf. Kies een ander."}
        if not self.shipped and number_stands_at(self.slug):
            return {"slug": "Op dit adres staat een landelijk nummer om te bellen. Kies een ander."}
        # Pages are looked for under what Django takes as a slug: another address would break every list it is in.
        if self.slug and not slug_re.match(self.slug):
            return {"slug": NO_ADDRESS}
        return {}

    def _faults_of_doubt(self) -> dict[str, str]:
        """The rule of shipped pages, see `HelpPage`."""
        if self.status == Status.RECONSTRUCTED and not self.unconfirmed:
            return {"unconfirmed": "Schrijf op wat niet zeker is."}
        if self.status == Status.CONFIRMED and self.unconfirmed:
            return {"status": "Wat bevestigd is, heeft geen twijfel."}
        return {}

    def written(self) -> list[tuple[str, str]]:
        """Everything in Markdown, with the name of its field."""
        return [("body", self.body)]

    @property
    def audiences(self) -> list[str]:
        return str(self.audience).split()

    @property
    def phases(self) -> list[str]:
        return str(self.phase).split()


def number_stands_at(slug: str) -> bool:
    """Whether the national page at this address is of who helps, with a number: it is the same at every desk."""
    national = ToolkitPage.objects.exclude(shipped="").filter(slug=slug).first()
    return bool(national and getattr(national.specific, "dial", ""))


class Home(ToolkitPage):
    """The root of what one organisation wrote, or of the national pages, which belong to nobody."""

    toolkit_page = models.OneToOneField(ToolkitPage, on_delete=models.CASCADE, parent_link=True, related_name="+")
    organisation = models.OneToOneField(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    # Who edits beneath this home. National pages have no editors here: they come with a new version of the program.
    editors = models.OneToOneField(Group, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    welcome = models.TextField("welkom", blank=True, max_length=600, help_text=WELCOME)

    privacy: ClassVar[Privacy] = Privacy(clear={"welcome": PUBLIC})
    # Its name and address are those of the organisation, and it never goes offline: so nothing is planned for it.
    content_panels: ClassVar[list[Any]] = ["welcome"]
    promote_panels: ClassVar[list[Any]] = []
    settings_panels: ClassVar[list[Any]] = []
    subpage_types: ClassVar[list[str]] = [
        f"knowledge.{kind}"
        for kind in ("Article", "Guide", "Document", "Story", "Question", "Event", "Service", "News", "ThemePage")
    ]
    parent_page_types: ClassVar[list[str]] = []
    is_creatable = False

    class Meta:
        verbose_name = "hulp en uitleg"

    def permissions_for_user(self, user: Any) -> OnlyTheWelcome:  # noqa: ANN401
        return OnlyTheWelcome(user, self)

    def written(self) -> list[tuple[str, str]]:
        return [("welcome", str(self.welcome))] if self.welcome else []

    def _faults_of_the_address(self) -> dict[str, str]:
        """It has the address of the organisation, which nobody chooses here."""
        return {}


def home_around(page: Page) -> Home | None:
    """The home of the organisation in which `page` lies, with its organisation; nothing for a national page."""
    around = Home.objects.ancestor_of(page, inclusive=True).exclude(organisation=None)
    return around.select_related("organisation").first()
