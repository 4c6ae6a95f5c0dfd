"""What people see of a guarded or strict release: report, page and map, from its protected tables alone."""

from njia.report.material import Material
from njia.report.pdf import pdf as _printed
from njia.report.released.composing import compose
from njia.report.released.drawings import drawings, map_svg, phone_svg
from njia.report.released.writing import page

__all__ = ["map_svg", "page", "pdf", "phone_svg"]


def pdf(material: Material) -> bytes:
    """Print the release; the same material gives the same bytes.

    NetworkError for a language that there is no report in.
    """
    return _printed(compose(material, drawings(material)))
