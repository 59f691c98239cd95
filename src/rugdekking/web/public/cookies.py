"""Which cookies this installation can set, read from its settings: the cookie page says nothing else."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.apps import apps
from django.conf import settings

from rugdekking.web.sessions.reporter import FORM_STAYS

# A script of Wagtail sets this one; no setting changes its name.
OF_THE_EDITOR = "wagtail_sidebar_collapsed"
_IN_THE_SESSION = "django.contrib.messages.storage.session.SessionStorage"


@dataclass(frozen=True, slots=True)
class Cookie:
    """Every text is a sentence for whoever reads the page."""

    name: str
    whose: str
    when: str
    purpose: str
    lasts: str


def cookies() -> Iterator[Cookie]:
    minutes, hours = int(settings.REPORTER_IDLE.total_seconds() // 60), int(FORM_STAYS.total_seconds() // 3600)
    yield Cookie(
        settings.REPORTER_COOKIE,
        whose="Voor wie meldt, meestemt of een zaal leidt",
        when="Als u een formulier opent, uw code invult of een zaal opent of er meestemt. Niet als u alleen leest.",
        purpose="Zo weet deze site op de volgende pagina dat u het nog bent. Uw verhaal en uw code staan er niet in.",
        lasts=f"Tot u de browser sluit. Doet u {minutes} minuten niets, dan moet u uw code opnieuw invullen. Een "
        f"formulier dat nog openstaat, kunt u tot {hours} uur later versturen.",
    )
    yield Cookie(
        settings.STAFF_COOKIE,
        whose="Voor wie bij het meldpunt werkt",
        when="Als u de pagina opent om aan te melden.",
        purpose="Zo weet deze site dat u bent aangemeld. Er staat geen naam en geen wachtwoord in.",
        lasts=f"Tot u afmeldt of de browser sluit, en hooguit {settings.SESSION_COOKIE_AGE // 3600} uur. Doet u "
        f"{int(settings.STAFF_IDLE.total_seconds() // 60)} minuten niets, dan gaan de zaken op slot.",
    )
    if apps.is_installed("wagtail.admin"):
        yield Cookie(
            OF_THE_EDITOR,
            whose="Voor redacteuren",
            when="Als u in het redactiescherm het menu inklapt of weer opent.",
            purpose="Zo blijft het menu zoals u het wilde.",
            lasts="Tot u de browser sluit.",
        )
    if not settings.CSRF_USE_SESSIONS:
        yield _of_the_framework(settings.CSRF_COOKIE_NAME, "Zo kan een andere site niets in uw naam versturen.")
    if settings.MESSAGE_STORAGE != _IN_THE_SESSION:
        yield _of_the_framework("messages", "Zo ziet u op de volgende pagina of iets gelukt is.")


def _of_the_framework(name: str, purpose: str) -> Cookie:
    return Cookie(
        name,
        whose="Voor iedereen",
        when="Als u een formulier opent of verstuurt.",
        purpose=purpose,
        lasts="Zo lang als de instellingen van deze site zeggen, en hooguit een jaar.",
    )
