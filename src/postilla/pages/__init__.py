"""Views of every page, and the templates that put them into shells; citation lines."""

from .cards import ArticleFacts, SiteFacts
from .home import menu_series, menu_specialties
from .parts import article_parts
from .pictures import with_pictures
from .render import Renderer
from .shown import Shown
from .site import Page, SitePages
from .views import ArticleParts, ArticleView, Card, PdfView, RedirectView

__all__ = [
    "ArticleFacts", "ArticleParts", "ArticleView", "Card", "Page", "PdfView", "RedirectView", "Renderer", "Shown",
    "SiteFacts", "SitePages", "article_parts", "menu_series", "menu_specialties", "with_pictures",
]  # fmt: skip
