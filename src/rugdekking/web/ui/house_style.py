"""An organisation's own colours: checked so that everybody can read them, and made into a small piece of CSS."""

import hashlib
import re
from collections.abc import Mapping

from rugdekking.kernel.refusal import Refused

# What WCAG 2.2 asks between a text and what is behind it (1.4.3).
ENOUGH = 4.5
WHITE = "#ffffff"
NAMES = {"brand": "de hoofdkleur", "on_brand": "de letters op de hoofdkleur", "accent": "de kleur van links"}


class NoColour(Refused):
    """What was given is not a colour such as `#0b4f5c`."""


class TooLittleContrast(Refused):
    """People with poor sight could not read this."""


def contrast(one: str, other: str) -> float:
    """How far two colours lie apart: 1 (the same) to 21 (black on white), as WCAG 2.2 reckons it."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def house_style_css(colours: Mapping[str, str]) -> str:
    """The CSS that puts `colours` over the default ones; empty without colours.

    `colours` may have `brand` (header and buttons), `on_brand` (letters on it) and `accent` (links), each as
    `#rrggbb`. Raises NoColour, and TooLittleContrast below 4.5 to 1.
    """
    if not colours:
        return ""
    brand = colours.get("brand", "#0b4f5c")
    on_brand = colours.get("on_brand", WHITE)
    accent = colours.get("accent", brand)
    tint = _mixed(brand, WHITE, 0.92)
    # The tint is the darkest of what links and buttons stand on.
    _refuse_unreadable(("brand", brand, tint), ("on_brand", on_brand, brand), ("accent", accent, tint))
    tokens = {
        "brand": brand,
        "brand-dark": _mixed(brand, "#000000", 0.25),
        "on-brand": on_brand,
        "tint": tint,
        "tint-dark": _mixed(brand, WHITE, 0.82),
        "accent": accent,
    }
    return ":root{" + ";".join(f"--rd-{name}:{value}" for name, value in tokens.items()) + "}"


def mark(colours: Mapping[str, str]) -> str:
    """A short hash of the sheet that `colours` give, for its address; empty without colours."""
    css = house_style_css(colours)
    return hashlib.sha256(css.encode()).hexdigest()[:12] if css else ""


def _refuse_unreadable(*pairs: tuple[str, str, str]) -> None:
    for name, colour, behind in pairs:
        if contrast(colour, behind) < ENOUGH:
            raise TooLittleContrast(
                f"Niet iedereen kan dit lezen: {NAMES[name]} verschilt te weinig van de kleur erachter. "
                "Kies een donkerder of juist lichtere kleur."
            )


def _parts(colour: str) -> tuple[int, int, int]:
    if not re.fullmatch(r"#[0-9a-fA-F]{6}", colour):
        raise NoColour("Schrijf een kleur als een hekje met zes tekens, bijvoorbeeld #0b4f5c.")
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _luminance(colour: str) -> float:
    shares = [part / 255 for part in _parts(colour)]
    red, green, blue = (s / 12.92 if s <= 0.04045 else ((s + 0.055) / 1.055) ** 2.4 for s in shares)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _mixed(colour: str, other: str, share: float) -> str:
    """`colour` with `share` (0 to 1) of `other` through it."""
    mixed = (round(a + (b - a) * share) for a, b in zip(_parts(colour), _parts(other), strict=True))
    return "#" + "".join(f"{part:02x}" for part in mixed)
