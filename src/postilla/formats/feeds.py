"""The formats of feeds: one row for each."""

from __future__ import annotations

from .atom import atom
from .feed import FeedFormat
from .json_feed import json_feed
from .rss import rss

FEED_FORMATS: tuple[FeedFormat, ...] = (
    FeedFormat("atom", "Atom", "feed.xml", "application/atom+xml", atom),
    FeedFormat("rss", "RSS", "rss.xml", "application/rss+xml", rss),
    FeedFormat("json", "JSON Feed", "feed.json", "application/feed+json", json_feed),
)
"""Every format, the one that every list has first. The files end in `.xml`: every host and browser knows that."""
