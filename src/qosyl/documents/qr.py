"""QR codes as SVG: black modules on nothing, so that paper and page lend their ground. Knows no domain."""

import io

import segno

_BORDER = 2


def qr_svg(text: str) -> str:
    """A whole SVG without measures of its own; it bears a fold of the paper: error correction M."""
    out = io.BytesIO()
    segno.make(text, error="m", micro=False).save(
        out, kind="svg", border=_BORDER, xmldecl=False, svgclass=None, lineclass=None, omitsize=True, nl=False
    )
    return out.getvalue().decode()
