"""All records seen as one: taxonomies, people, volumes and issues, relations both ways. Heads only."""

from .archive import Archive
from .discussed import Discussed, Link
from .edited import edited
from .entry import Entry, Hidden
from .order import OrderKey, natural, order_key, printed_key
from .people import Identity, People
from .relations import Relations
from .shelf import Issue, Shelf, Volume
from .slugs import issue_slug, slug
from .status import Status
from .taxonomies import TAXONOMIES, TaxonomyRow
from .taxonomy import Taxonomy

__all__ = [
    "TAXONOMIES", "Archive", "Discussed", "Entry", "Hidden", "Identity", "Issue", "Link", "OrderKey",
    "People", "Relations", "Shelf", "Status", "Taxonomy", "TaxonomyRow", "Volume",
    "edited", "issue_slug", "natural", "order_key", "printed_key", "slug",
]  # fmt: skip
