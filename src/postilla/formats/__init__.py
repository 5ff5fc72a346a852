"""One format per file: what machines are told of the archive. Pure functions; no files, no templates."""

from .digest import Digest, digest_html, digest_message, digest_text
from .dublin_core import SCHEMA as DUBLIN_CORE
from .dublin_core import dublin_core_tags
from .feed import NEWEST as NEWEST_IN_FEED
from .feed import Discussed, Feed, FeedFormat, FeedWords, moment
from .feed import Entry as FeedEntry
from .feeds import FEED_FORMATS
from .highwire import Tag, highwire_tags
from .jsonld import (
    Node,
    article_node,
    breadcrumbs_node,
    collection_node,
    person_node,
    script,
    website_node,
)
from .llms import Section, llms_txt
from .metadata import (
    Alternate,
    ArchiveMetadata,
    CitedWork,
    Creator,
    Institution,
    Mentioned,
    Metadata,
    RecordMetadata,
    SiteMetadata,
    Venue,
    marked,
)
from .open_graph import article_properties, page_properties, shortened
from .open_graph import card as twitter_card
from .robots import robots_txt
from .server_headers import HEADERS_FILES
from .signposting import LINKSET, LINKSET_TYPE, linkset, typed_links
from .twin import TWIN, TWIN_TYPE, plain, twin

__all__ = [
    "DUBLIN_CORE", "FEED_FORMATS", "HEADERS_FILES", "LINKSET", "LINKSET_TYPE", "NEWEST_IN_FEED", "TWIN", "TWIN_TYPE",
    "Alternate", "ArchiveMetadata", "CitedWork", "Creator", "Digest", "Discussed", "Feed", "FeedEntry", "FeedFormat",
    "FeedWords", "Institution", "Mentioned", "Metadata", "Node", "RecordMetadata", "Section", "SiteMetadata", "Tag",
    "Venue", "article_node", "article_properties", "breadcrumbs_node", "collection_node", "digest_html",
    "digest_message", "digest_text", "dublin_core_tags", "highwire_tags", "linkset", "llms_txt", "marked", "moment",
    "page_properties", "person_node", "plain", "robots_txt", "script", "shortened", "twin", "twitter_card",
    "typed_links", "website_node",
]  # fmt: skip
