"""One format per file: citation files, JATS, deposits, feeds, head metadata; pure functions from an article to text."""

from .deposit import Deposit
from .digest import Digest, digest_html, digest_message, digest_text
from .dublin_core import SCHEMA as DUBLIN_CORE
from .dublin_core import dublin_core_tags
from .feed import NEWEST as NEWEST_IN_FEED
from .feed import Discussed, Feed, FeedFormat, FeedWords, moment
from .feed import Entry as FeedEntry
from .feeds import FEED_FORMATS
from .highwire import Tag, highwire_tags
from .jats import jats
from .jsonld import (
    Node,
    article_node,
    breadcrumbs_node,
    collection_node,
    person_node,
    script,
    website_node,
)
from .kinds import publication_types
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
)
from .open_graph import article_properties, page_properties, shortened
from .open_graph import card as twitter_card
from .plain import html_line
from .publication import (
    Item,
    Publication,
    RelatedWork,
    copyright_of,
    first_and_last,
    public_head,
    public_tail,
    work_of,
)
from .robots import robots_txt
from .selection import chosen
from .server_headers import BESIDE_POLICY, HEADERS_FILES, policy
from .signposting import LINKSET, LINKSET_TYPE, linkset, typed_links
from .status import display_title, prefixed
from .styles import STYLES, Style, author_list, citation, line
from .table import BESIDE_ARTICLES, BULK, FORMATS, OF_LISTS, Format, Frame, written
from .twin import TWIN, TWIN_TYPE, plain, twin
from .xml import DECLARATION as XML_DECLARATION
from .xml import Xml
from .xml import element as xml_element
from .xml import escape as xml_escape
from .xml import lined as xml_lines

__all__ = [
    "BESIDE_ARTICLES", "BESIDE_POLICY", "BULK", "DUBLIN_CORE", "FEED_FORMATS", "FORMATS", "HEADERS_FILES", "LINKSET",
    "LINKSET_TYPE", "NEWEST_IN_FEED", "OF_LISTS", "STYLES", "TWIN", "TWIN_TYPE", "XML_DECLARATION", "Alternate",
    "ArchiveMetadata", "CitedWork", "Creator", "Deposit", "Digest", "Discussed", "Feed", "FeedEntry", "FeedFormat",
    "FeedWords", "Format", "Frame", "Institution", "Item", "Mentioned", "Metadata", "Node", "Publication",
    "RecordMetadata", "RelatedWork", "Section", "SiteMetadata", "Style", "Tag", "Venue", "Xml", "article_node",
    "article_properties", "author_list", "breadcrumbs_node", "chosen", "citation", "collection_node", "copyright_of",
    "digest_html", "digest_message", "digest_text", "display_title", "dublin_core_tags", "first_and_last",
    "highwire_tags", "html_line", "jats", "line", "linkset", "llms_txt", "moment", "page_properties", "person_node",
    "plain", "policy", "prefixed", "public_head", "public_tail", "publication_types", "robots_txt", "script",
    "shortened", "twin", "twitter_card", "typed_links", "website_node", "work_of", "written", "xml_element",
    "xml_escape", "xml_lines",
]  # fmt: skip
