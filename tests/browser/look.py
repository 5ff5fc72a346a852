"""Pictures of every kind of page in every width and scheme: what `scripts/look` makes.

The contact sheet is one HTML page with a row for each kind; its parts are photographed as well, so that the whole site
can be looked at as a few PNG files. States that a reader opens, and pages as a printer gets them, stand at the end.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import re
import shutil
import sys
import tempfile
import time
from collections.abc import Sequence
from html import escape
from itertools import cycle, product
from pathlib import Path
from typing import Literal, NamedTuple

from playwright.async_api import Browser, FloatRect, Page, async_playwright

from tests.site.archives import ROOT

from .kinds import KINDS, LOAD_IMAGES, STATES
from .server import serving
from .sites import built_sites

HEIGHTS = {360: 740, 768: 1024, 1440: 900}
WIDTHS = tuple(HEIGHTS)
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
PRINTED = ("article with a note", "article with a long text", "article with everything", "year")
TALLEST = 8000
"""Pixels of a page that are photographed; the rest of a long table shows nothing new."""
AT_ONCE = 4
ROWS = 5
"""So many kinds stand on one PNG."""


class Row(NamedTuple):
    """One row of the sheet: a page, or a state of one."""

    name: str
    address: str
    widths: Sequence[int] = WIDTHS
    script: str = ""
    """What brings the page into its state."""

    @property
    def files(self) -> dict[str, int]:
        """The name of each picture and its width."""
        return {f"{_slug(self.name)}-{w}-{scheme}.png": w for w, scheme in product(self.widths, SCHEMES)}


def rows(words: Sequence[str]) -> list[Row]:
    """Every row that has one of some words in its name; all where there are none."""
    every = [Row(name, address) for name, address in KINDS.items()]
    every += [Row(name, state.address, (state.width,), state.script) for name, state in STATES.items()]
    return [row for row in every if not words or any(word in row.name for word in words)]


async def photograph(browser: Browser, origin: str, wanted: Sequence[Row], folder: Path) -> None:
    """Take the pictures of all rows, a few rows at a time."""
    queue = list(wanted)[::-1]

    async def work() -> None:
        page = await browser.new_page(base_url=origin)
        while queue:
            row = queue.pop()
            for (file, width), scheme in zip(row.files.items(), cycle(SCHEMES), strict=False):
                if scheme == SCHEMES[0]:
                    await page.set_viewport_size({"width": width, "height": HEIGHTS[width]})
                    await page.goto(row.address)
                    if row.script:
                        await page.evaluate(row.script)
                await page.emulate_media(color_scheme=scheme)
                await picture(page, folder / file, whole=not row.script)
        await page.close()

    await asyncio.gather(*(work() for _ in range(AT_ONCE)))


async def picture(page: Page, file: Path, *, whole: bool) -> None:
    """The whole page, or what is in view."""
    if not whole:
        await page.screenshot(path=file)
        return
    await page.evaluate(LOAD_IMAGES)
    width, height = await page.evaluate("[innerWidth, document.documentElement.scrollHeight]")
    clip = FloatRect(x=0, y=0, width=width, height=min(height, TALLEST))
    await page.screenshot(path=file, full_page=True, clip=clip)


async def print_out(browser: Browser, origin: str, folder: Path) -> None:
    """Print some pages, and show the first sheets of each where `pdftoppm` is at hand."""
    page = await browser.new_page(base_url=origin)
    for kind in PRINTED:
        await page.goto(KINDS[kind])
        await page.evaluate(LOAD_IMAGES)
        pdf = folder / f"{_slug(kind)}.pdf"
        await page.pdf(path=pdf, format="A4", prefer_css_page_size=True)
        if shutil.which("pdftoppm"):
            command = ["pdftoppm", "-r", "60", "-png", "-l", "8", str(pdf), str(pdf.with_suffix(""))]
            process = await asyncio.create_subprocess_exec(*command)
            await process.wait()
    await page.close()


def contact_sheet(taken: Sequence[Row], folder: Path) -> str:
    """The HTML page with all of it."""
    parts = []
    for begin in range(0, len(taken), ROWS):
        lines = "".join(
            f"<tr><th>{escape(row.name)}<br><small>{escape(row.address)}</small></th>"
            + "".join(
                f'<td><a href="full/{file}" class="w{width}"><img src="full/{file}" alt="" loading="lazy"></a></td>'
                for file, width in row.files.items()
            )
            for row in taken[begin : begin + ROWS]
        )
        parts.append(f"<table>{lines}</table>")
    for pdf in sorted((folder / "print").glob("*.pdf")):
        sheets = sorted(pdf.parent.glob(f"{pdf.stem}-*.png"))
        lines = "".join(f'<td><img src="print/{s.name}" alt="" class="sheet"></td>' for s in sheets)
        parts.append(
            f'<table><tr><th>printed: <a href="print/{pdf.name}">{pdf.stem}</a></th>{lines}</tr></table>'
        )
    return _PAGE.replace("PARTS", "\n".join(parts))


_PAGE = """<!doctype html><html lang="en"><meta charset="utf-8"><title>Every kind of page</title>
<style>
body { margin: 1rem; background: #777; font: 13px/1.3 sans-serif; }
table { border-spacing: 8px; width: max-content; }
th { width: 130px; text-align: start; vertical-align: top; color: #fff; }
th a { color: inherit; }
small { font-weight: 400; overflow-wrap: anywhere; }
td { vertical-align: top; }
td a { display: block; height: 420px; overflow: hidden; }
img { display: block; width: 100%; }
.w360 { width: 170px; } .w768 { width: 270px; } .w1440 { width: 420px; } .sheet { width: auto; height: 420px; }
</style>
PARTS
</html>
"""


async def sheets(browser: Browser, page_file: Path, folder: Path) -> None:
    """The parts of the contact sheet as PNG files."""
    page = await browser.new_page(viewport={"width": 2000, "height": 1000})
    await page.goto(page_file.as_uri())
    tables = page.locator("table")
    for number in range(await tables.count()):
        table = tables.nth(number)
        await table.scroll_into_view_if_needed()
        await table.evaluate(
            "table => Promise.all([...table.querySelectorAll('img')].map(image => image.decode()))"
        )
        await table.screenshot(path=folder / f"{number + 1:02}.png")


async def look(origin: str, folder: Path, words: Sequence[str]) -> int:
    """Take all pictures of the sites at an origin and write the sheets; how many were taken."""
    shutil.rmtree(folder, ignore_errors=True)
    for name in ("full", "print", "sheets"):
        (folder / name).mkdir(parents=True)
    wanted = rows(words)
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(
            executable_path=os.environ["CHROMIUM"], args=["--no-sandbox"]
        )
        await photograph(browser, origin, wanted, folder / "full")
        if not words:
            await print_out(browser, origin, folder / "print")
        sheet = folder / "index.html"
        sheet.write_text(contact_sheet(wanted, folder), "utf-8")
        await sheets(browser, sheet, folder / "sheets")
        await browser.close()
    return sum(len(row.files) for row in wanted)


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(prog="scripts/look", description=__doc__)
    parser.add_argument("words", nargs="*", help="only the kinds whose name has one of these words")
    parser.add_argument("--into", type=Path, default=ROOT / "look", help="the folder to write, emptied first")
    options = parser.parse_args()
    begun = time.monotonic()
    with tempfile.TemporaryDirectory() as temporary:
        sites = built_sites(Path(temporary))
        with serving({base: site.site_dir for base, site in sites.items()}) as origin:
            count = asyncio.run(look(origin, options.into, options.words))
    sys.stdout.write(f"{count} pictures in {time.monotonic() - begun:.0f} s: {options.into / 'index.html'}\n")


def _slug(name: str) -> str:
    return re.sub(r"\W+", "-", name)


if __name__ == "__main__":
    main()
