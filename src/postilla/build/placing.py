"""Placing: where each page of the archive goes among the pages of `docs/`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from postilla import addresses
from postilla.errors import BuildError, SettingsError
from postilla.pages import Page

from .host import Host
from .plan import Planned, page_key
from .sitemap import Mapped, mapped_page

UNIQUE: Mapping[str, str] = {
    "article.html": "an article",
    "name.html": "an author",
    "work.html": "a discussed work",
    "redirect.html": "a page that has moved",
}
"""What no hand-written page can stand in place of, by template."""


class Placed:
    """The pages of the archive in their places; what else must be known of them is collected meanwhile."""

    def __init__(self, host: Host, everything: str, bare: str) -> None:
        """Begin.

        Args:
            host: has the pages of `docs/`.
            everything: the key of all that pages are made from beside their views.
            bare: the same for files that stand in no shell.
        """
        self._host, self._everything, self._bare = host, everything, bare
        self._wanted: dict[str, list[str]] = {}
        for address, (name, _) in host.listings.items():
            self._wanted.setdefault("" if name == "home" else f"{name}/", []).append(address)
        self._found: set[str] = set()
        self.mapped = [Mapped(address, "") for address in sorted(host.addresses)]
        """Every page that search engines are told of."""
        self.replaced: list[str] = []
        """The addresses of lists in whose place a page of `docs/` stands without asking for them."""

    def files(self, make: Callable[[], Iterable[Page]]) -> Iterator[Planned]:
        """The files of some pages.

        Raises:
            BuildError: a page of `docs/` stands where no other page can.
        """
        host = self._host
        for page in make():
            if not page.template:
                yield self._planned(page, self._bare)
                continue
            for address in self._wanted.get(page.address, ()):
                # the key of a listing holds its own shell, since the page around it is written by hand
                listed = page._replace(address=address)
                shell = "".join(host.listings[address][1].parts)
                self._found.add(page.address)
                yield self._planned(listed, self._everything + shell)
            if page.address in host.addresses:
                # the checks know the pages of docs/; this one comes from another plugin
                if page.template in UNIQUE:
                    raise BuildError(
                        f"a page of docs/ stands at the address of {UNIQUE[page.template]}: {page.address}"
                    )
                if host.listings.get(page.address, ("", None))[0] != (page.address.rstrip("/") or "home"):
                    self.replaced.append(page.address)
            else:
                if page.template != "redirect.html":
                    self.mapped.append(mapped_page(page))
                yield self._planned(page, self._everything)

    def refuse_unknown(self, only: str | None = None) -> None:
        """Raise `SettingsError` where a page of `docs/`, or that at `only`, asked for a listing that did not come."""
        missing = [a for address, to in self._wanted.items() if address not in self._found for a in to]
        if only in missing or (missing and only is None):
            names = ", ".join(self._host.listings[address][0] for address in missing)
            raise SettingsError(f"a page of docs/ asks for a listing that does not exist: {names}")

    def _planned(self, page: Page, fingerprint: str) -> Planned:
        return Planned(addresses.output(page.address), page_key(page, fingerprint), page=page)
