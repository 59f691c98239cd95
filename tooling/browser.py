"""Finds a Chromium for the tests, and brings one in when this machine has none."""

import os
import shutil
from collections.abc import Sequence

from tooling.environment import PYTHON, call, say
from tooling.programs import install_by_apt

# Without windows Chromium opens a page for a new visitor with a third of the work: it saves a minute of the tests.
LIGHT = ("chromium-headless-shell", "chrome-headless-shell")
NAMES = (*LIGHT, "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
# Playwright's own node needs libatomic1, which a bare Debian lacks; without a font every page is squares.
PACKAGES = ("chromium-headless-shell", "libatomic1", "fonts-liberation")


def find() -> str:
    """The path of a Chromium. Empty means Playwright's own, which is fetched when nothing else is found."""
    if chosen := os.environ.get("RUGDEKKING_BROWSER") or _on_path(LIGHT):
        return chosen
    if shutil.which("apt-get") and os.geteuid() == 0:
        say("Browser (apt)")
        install_by_apt(*PACKAGES)
    if found := _on_path(NAMES):
        return found
    say("Browser (playwright)")
    call([PYTHON, "-m", "playwright", "install", "--only-shell", "chromium"])
    return ""


def _on_path(names: Sequence[str]) -> str:
    return next((found for name in names if (found := shutil.which(name))), "")
