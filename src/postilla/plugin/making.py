"""What one build gathers from event to event of MkDocs."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from mkdocs.structure.nav import Navigation

from postilla.build import Around, Menus, Published, Shell
from postilla.errors import BuildError
from postilla.settings import Settings
from postilla.words import language_of

from .assets import FEED_STYLE, FIND, SEARCH, Asset, addresses, folder, read_assets
from .finding import find_script
from .frame import Frame, frame_of
from .host import MkDocsHost

NO_SHELL = "MkDocs has rendered no shell: another plugin has kept back the event `env`"


@dataclass(slots=True)
class Making:
    """A build that is under way, from `on_config` on."""

    settings: Settings
    around: Around
    assets: Mapping[str, Asset]
    frame: Frame
    nav: Navigation = field(default_factory=lambda: Navigation([], []))
    render: Callable[[Frame], Shell] | None = None
    """Renders a shell again, with another frame."""
    shell: Shell | None = None
    listings: dict[str, tuple[str, Shell]] = field(default_factory=dict)
    addresses: set[str] = field(default_factory=set)
    published: Published | None = None

    @classmethod
    def of(cls, around: Around, settings: Settings) -> Making:
        """The beginning of a build."""
        assets = _assets(settings)
        return cls(settings, around, assets, frame_of(settings, assets, around.resolve))

    def frame_at(self, section: str) -> Frame:
        """The frame of a page in `section`, with the navigation as it is now."""
        return self.frame.at(section, self.around.menus, self.nav)

    def shell_with(self, menus: Menus) -> Shell:
        """The shell with other menus."""
        if self.render is None:
            raise BuildError(NO_SHELL)
        return self.render(self.frame.at("", menus, self.nav))

    def host(self) -> MkDocsHost:
        """What MkDocs made; from now on nothing changes in it."""
        if self.shell is None:
            raise BuildError(NO_SHELL)
        return MkDocsHost(
            self.shell,
            MappingProxyType(dict(self.listings)),
            "".join(addresses(self.assets, [FEED_STYLE])),
            frozenset(self.addresses),
        )


def _assets(settings: Settings) -> Mapping[str, Asset]:
    """Those of a site; without a search nothing of it is published."""
    assets = dict(read_assets())
    if settings.has_search:
        script = find_script(assets[FIND], language_of(settings.language), folder(assets, SEARCH))
        return {**assets, FIND: script}
    return {
        name: asset for name, asset in assets.items() if name != FIND and not name.startswith(f"{SEARCH}/")
    }
