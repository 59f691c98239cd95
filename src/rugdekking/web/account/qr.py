"""The QR code for an authenticator app, as numbers that a template draws. No image address, no script."""

from dataclasses import dataclass

import segno

BORDER = 4


@dataclass(frozen=True, slots=True)
class Picture:
    """A square of `size` by `size` steps, border included, and the dark steps as one SVG path."""

    size: int
    path: str


def picture(text: str) -> Picture:
    rows = segno.make_qr(text, error="m").matrix
    dark = (
        f"M{column + BORDER} {line + BORDER}h1v1h-1z"
        for line, row in enumerate(rows)
        for column, step in enumerate(row)
        if step
    )
    return Picture(len(rows) + 2 * BORDER, "".join(dark))
