"""The Markdown dialect: a pure function from text to Body."""

from .body import Body, BodyFinding, BodySource, FigureSource, Heading
from .codes import CODES
from .render import render

__all__ = ["CODES", "Body", "BodyFinding", "BodySource", "FigureSource", "Heading", "render"]
