"""Plan, cache, pool, publish; `Host`, the protocol of whoever gives shells and hand-written pages."""

from .background import Answer as SearchAnswer
from .background import BackgroundSearch
from .cache import Cache
from .cache import discard as discard_cache
from .changes import Change
from .collector import collect_seldom, collecting_seldom
from .digests import digest_of
from .examined import build_time
from .heads import read_heads
from .host import Around, Host, MenuItem, Menus
from .limits import host_report
from .live import Live, Made
from .pictures import size_of
from .pool import end_workers
from .pool import run as run_in_pool
from .publish import Published
from .shell import OPEN, SLOTS, Shell, slot
from .site import Site
from .sources import Progress, read_vocabularies
from .staging import SiteDirectory

__all__ = [
    "OPEN", "SLOTS", "Around", "BackgroundSearch", "Cache", "Change", "Host", "Live", "Made", "MenuItem", "Menus",
    "Progress", "Published", "SearchAnswer", "Shell", "Site", "SiteDirectory", "build_time", "collect_seldom",
    "collecting_seldom", "digest_of", "discard_cache", "end_workers", "host_report", "read_heads",
    "read_vocabularies", "run_in_pool", "size_of", "slot",
]  # fmt: skip
