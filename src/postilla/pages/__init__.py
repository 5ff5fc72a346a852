"""Views of every page, and the templates that put them into shells; citation lines."""

from .beside import linkset_text, twin_text
from .bulk import BulkList, bulk_file, bulk_lists, is_bulk_file, whole_lists
from .cards import ArticleFacts, Cards, SiteFacts
from .citing import citation_files, citation_lines
from .feeds import digest_items, feed_text
from .found import FoundPages
from .head import Around, head_of
from .home import menu_series, menu_specialties
from .parts import article_parts
from .pictures import with_pictures
from .render import Renderer
from .search import all_lists
from .shown import Shown
from .site import Page, SitePages
from .views import ArticleParts, ArticleView, Card, CardRef, FeedView, FileView, PdfView, RedirectView

__all__ = [
    "Around", "ArticleFacts", "ArticleParts", "ArticleView", "BulkList", "Card", "CardRef", "Cards", "FeedView",
    "FileView", "FoundPages", "Page", "PdfView", "RedirectView", "Renderer", "Shown", "SiteFacts", "SitePages",
    "all_lists", "article_parts", "bulk_file", "bulk_lists", "citation_files", "citation_lines", "digest_items",
    "feed_text", "head_of", "is_bulk_file", "linkset_text", "menu_series", "menu_specialties", "twin_text",
    "whole_lists", "with_pictures",
]  # fmt: skip
