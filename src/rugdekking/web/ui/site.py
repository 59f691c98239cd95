"""What every page says about whose page it is: the name above it, the number to call, the fixed links below."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone

from rugdekking.kernel.refusal import Refused
from rugdekking.organisations.models import Desk, Organisation
from rugdekking.web.ui import house_style
from rugdekking.web.ui.opening import closed_now


@dataclass(frozen=True, slots=True)
class Site:
    """The desk whose page is shown. A page hands one over as `site`; without one the plain defaults show.

    `home` is the address of the desk's front page, with slashes around it: `/noordmeer/`. `phone` is the number
    as people write it, `hours` says when somebody answers: "maandag tot en met vrijdag, 9.00 tot 17.00 uur".
    `house_style` is `house_style.mark(colours)` when the organisation has its own colours: its sheet then comes
    instead of the default one, so that it costs no extra request. `logo` is the address of an image, or empty.
    `closed` when those hours say that nobody answers now: another number comes first then.
    `real_work` is where the real work is, when this is a drill: every page of it says so, and its links lead there.
    """

    name: str = "Meld- en steunpunt"
    organisation: str = ""
    home: str = "/"
    phone: str = ""
    hours: str = ""
    closed: bool = False
    house_style: str = ""
    logo: str = ""
    real_work: str = ""

    @classmethod
    def of(cls, desk: Desk) -> "Site":
        """The site of `desk`; its organisation must be fetched along."""
        organisation = desk.organisation
        real = organisation.practice_of or organisation
        home = f"/{real.slug}/"
        logo = bytes(organisation.logo)
        return cls(
            name=desk.name,
            organisation=organisation.name,
            home=home,
            phone=desk.phone,
            hours=desk.hours,
            closed=closed_now(desk.hours, at=timezone.now()),
            house_style=house_style.mark(colours_of(organisation)),
            logo=f"{home}logo-{hashlib.sha256(logo).hexdigest()[:12]}" if logo else "",
            real_work="" if real is organisation else reverse("office", args=[real.slug]),
        )

    @property
    def public_css(self) -> str:
        return f"{self.home}huisstijl-public-{self.house_style}.css" if self.house_style else ""

    @property
    def office_css(self) -> str:
        return f"{self.home}huisstijl-office-{self.house_style}.css" if self.house_style else ""

    @property
    def footer(self) -> list[tuple[str, str]]:
        """The fixed links at the bottom of every page, in the same order everywhere: (text, address)."""
        pages = [
            ("Contact", "contact"),
            ("Privacy", "privacy"),
            ("Cookies", "cookies"),
            ("Toegankelijkheid", "toegankelijkheid"),
            ("Kwetsbaarheid melden", "kwetsbaarheid-melden"),
            ("Over deze site", "over"),
        ]
        return [(text, f"{self.home}{slug}/") for text, slug in pages]


def colours_of(organisation: Organisation) -> Mapping[str, str]:
    """The organisation's own colours, as `house_style` wants them; empty when it keeps the default ones.

    Colours that people could not read are left out: a wrong colour may never cost somebody the page.
    """
    chosen = {"brand": organisation.brand_colour, "accent": organisation.accent_colour}
    colours = {name: colour for name, colour in chosen.items() if colour}
    try:
        house_style.house_style_css(colours)
    except Refused:
        return {}
    return colours
