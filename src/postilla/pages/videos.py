"""The view of all videos."""

from __future__ import annotations

from postilla import addresses
from postilla.archive import Archive

from .cards import Cards
from .views import Link, VideoEntry, VideosView

_GROUPS = (("interview", "Interviews"), ("video-abstract", "Video abstracts"))


def videos(archive: Archive, cards: Cards) -> VideosView:
    """Interviews and video abstracts, newest first."""
    found: dict[str, list[VideoEntry]] = {}
    for entry in archive.entries.values():
        video = entry.head.video
        if video and not entry.head.withdrawn:
            card = cards.one(entry.head)
            found.setdefault(video.kind, []).append(
                VideoEntry(video.title or card.title, video.url, video.duration, card)
            )
    groups = tuple((heading, tuple(found[kind])) for kind, heading in _GROUPS if kind in found)
    return VideosView("Videos", (Link("Home", addresses.HOME),), groups)
