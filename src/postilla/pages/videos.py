"""The view of all videos."""

from __future__ import annotations

from postilla.archive import Archive
from postilla.words import Language

from .cards import Cards
from .lists import home_link
from .views import VideoEntry, VideosView

_GROUPS = (("interview", "interviews"), ("video-abstract", "video-abstracts"))
"""Each kind, and the key of its heading."""


def videos(archive: Archive, cards: Cards, language: Language) -> VideosView:
    """Interviews and video abstracts, newest first."""
    found: dict[str, list[VideoEntry]] = {}
    for entry in archive.entries.values():
        video = entry.head.video
        if video and not entry.head.withdrawn:
            card = cards.one(entry.head)
            found.setdefault(video.kind, []).append(
                VideoEntry(video.title or card.title, video.url, video.duration, card)
            )
    groups = tuple((language.word(heading), tuple(found[kind])) for kind, heading in _GROUPS if kind in found)
    return VideosView(language.word("videos"), (home_link(language),), groups)
