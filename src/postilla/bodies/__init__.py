"""The Markdown dialect: a pure function from text to Body."""

from .allowed import MATHML, MATHML_ATTRIBUTES
from .body import Body, BodyFinding, BodySource, FigureSource, Heading
from .codes import CODES
from .render import render

__all__ = [
    "CODES",
    "MATHML",
    "MATHML_ATTRIBUTES",
    "Body",
    "BodyFinding",
    "BodySource",
    "FigureSource",
    "Heading",
    "render",
]
