"""Text as a QR code, drawn as SVG inside the page: no picture to fetch, nothing left behind on disk."""

from io import BytesIO
from xml.sax.saxutils import escape

import segno


def qr_svg(text: str, *, title: str = "QR-code") -> str:
    """SVG markup of a QR code that holds `text`; `title` is read out by screen readers.

    The code is drawn dark on its own white ground, so that a dark theme cannot make it unreadable. It has no
    fixed size and no inline style: the style sheet decides how large it is. Raises ValueError for text that is
    empty or does not fit in a QR code.
    """
    if not text:
        raise ValueError("An empty text has no QR code.")
    code = segno.make(text, error="m", micro=False)
    size = code.symbol_size(border=4)[0]
    dark = "".join(
        f"M{column} {row}h1v1h-1z"
        for row, line in enumerate(code.matrix_iter(border=4))
        for column, is_dark in enumerate(line)
        if is_dark
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}" class="qr" role="img"'
        f' shape-rendering="crispEdges"><title>{escape(title)}</title>'
        f'<path fill="#fff" d="M0 0h{size}v{size}H0z"/><path fill="#000" d="{dark}"/></svg>'
    )


def qr_png(text: str) -> bytes:
    """The same code as a picture of some 400 points wide, for a slide. Raises ValueError as `qr_svg`."""
    if not text:
        raise ValueError("An empty text has no QR code.")
    drawn = BytesIO()
    segno.make(text, error="m", micro=False).save(drawn, kind="png", scale=12, border=4)
    return drawn.getvalue()
