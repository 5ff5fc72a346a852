"""The law of the preview: after every edit it has at every address what a fresh build has there, byte for byte.

What may differ is told apart: drafts and articles under embargo, which a preview shows unless told not to, and the
line that the preview's server puts into each page (`tests/preview/`).
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from itertools import count
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from postilla.build import Live, rendering
from postilla.pages import Card, Renderer
from tests.build.plain import PlainHost, settings_of
from tests.laws.test_builds import OPERATIONS, RECORDS, _spoil_the_site, fresh
from tests.site.archives import SiteTest, record, small_archive

Operation = Callable[[SiteTest, str, str], None]

few = settings(
    max_examples=24, deadline=None, derandomize=True, phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)  # fmt: skip
number = count()


@pytest.fixture(scope="module")
def renderer() -> Renderer:
    return Renderer()


@pytest.fixture(autouse=True)
def _templates_are_compiled_once(monkeypatch: pytest.MonkeyPatch, renderer: Renderer) -> None:
    def again(_language: str, cards: dict[str, Card]) -> Renderer:
        renderer.show(cards)
        return renderer

    monkeypatch.setattr(rendering, "Renderer", again)


def snapshot_of(root: Path) -> dict[str, tuple[int, bytes]]:
    return {
        path.relative_to(root).as_posix(): (path.stat().st_mtime_ns, path.read_bytes())
        for path in (root / "articles").rglob("*")
        if path.is_file()
    }


def shown(live: Live, paths: list[str]) -> dict[str, bytes | None]:
    """What the preview has at some paths of the site."""
    made = {path: live.at(path.removesuffix("index.html")) for path in paths}
    return {path: one and (one.file.read_bytes() if one.file else one.data) for path, one in made.items()}


# What builds see in a whole site, a preview must see in one file: more kinds of edits than `test_builds` has


def _pdf(site: SiteTest, name: str, words: str) -> None:
    site.write(f"articles/{name}.md", record(words, pdf=f"{Path(name).name}.pdf"))
    site.write(f"articles/{name}.pdf", f"%PDF-1.4 {words}")


def _lose_pdf(site: SiteTest, name: str, words: str) -> None:
    (site.root / f"articles/{name}.pdf").unlink(missing_ok=True)


def _figure(site: SiteTest, name: str, words: str) -> None:
    figures, file = "[{id: f, file: f.svg, alt: A figure}]", f"articles/{name}/f.svg"
    site.write(f"articles/{name}.md", record(words, "See:\n\n![f]\n\nSo.", figures=figures))
    site.write(
        file,
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{len(words)}" height="2"><title>{words}</title></svg>',
    )


def _series(site: SiteTest, name: str, words: str) -> None:
    site.write(
        "articles/_vocabulary/series.yml", f"- {{id: tides, name: Tides, description: 'Of *{words}*.'}}\n"
    )
    place = f"[{{id: tides, position: {len(words)}}}]" if len(words) % 3 else "[tides]"
    site.write(f"articles/{name}.md", record(words, series=place))


def _person(site: SiteTest, name: str, words: str) -> None:
    person = "- {id: sola, name: 'Sola, Una', names: ['Duo, Bea']}\n"
    site.write("articles/_vocabulary/people.yml", person if len(words) % 3 else "")


def _slip(site: SiteTest, name: str, words: str) -> None:
    site.write(
        "articles/_vocabulary/collections.yml",
        f"- {{id: few, name: Few, {words}: 1}}\n" if len(words) % 2 else "",
    )


def _type(site: SiteTest, name: str, words: str) -> None:
    terms = f"- {{id: viewpoint, name: Viewpoint of {words}}}\n- {{id: letter, name: Letter, notice: true}}\n"
    site.write("articles/_vocabulary/types.yml", terms)


def _notice(site: SiteTest, name: str, words: str) -> None:
    related = f"[{{relation: retracts, article: {Path(name).name}}}]"
    site.write(f"articles/notice-{words}.md", record(words, type="letter", related=related, published="2023"))


def _twice(site: SiteTest, name: str, words: str) -> None:
    site.write(f"articles/{words}/{Path(name).name}.md", record(f"Twice {words}"))


def _break(site: SiteTest, name: str, words: str) -> None:
    site.write(f"articles/{name}.md", f"---\ntitle: [{words}\n---\n")


def _checkout(site: SiteTest, name: str, words: str) -> None:
    for number, (path, text) in enumerate(RECORDS.items()):
        site.write(f"articles/{path}.md", text.replace("Sola", words.title()) if number % 2 else text)


EDITS = (
    *(operation for operation in OPERATIONS if operation is not _spoil_the_site),
    *(_pdf, _lose_pdf, _figure, _series, _person, _slip, _type, _notice, _twice, _break, _checkout),
)

steps = st.lists(
    st.tuples(
        st.sampled_from(EDITS),
        st.integers(0, 99),
        st.text("abcdef", min_size=1, max_size=8),
    ),
    min_size=3,
    max_size=6,
)


@few
@given(steps)
def test_a_preview_has_what_a_fresh_build_has_after_every_edit(
    tmp_path: Path, steps: list[tuple[Operation, int, str]]
) -> None:
    site = small_archive(tmp_path / f"preview-{next(number)}", RECORDS)
    live = Live(settings_of(site.root), with_hidden=False)
    live.update([f"articles/{name}.md" for name in RECORDS])
    live.show_in(PlainHost(site.root / "site"), site.root / "docs")
    seen: set[str] = set()
    for operation, choice, words in steps:
        names = sorted(
            path.relative_to(site.root / "articles").as_posix().removesuffix(".md")
            for path in (site.root / "articles").rglob("*.md")
        )
        if not names:
            break
        before = snapshot_of(site.root)
        operation(site, names[choice % len(names)], words)
        after = snapshot_of(site.root)
        live.update([path for path in before.keys() | after.keys() if before.get(path) != after.get(path)])
        built = fresh(site.root, tmp_path)
        report = live.examine()
        if isinstance(built, str):
            assert report.text() == built
            continue
        assert not report.errors
        assert shown(live, list(built)) == built
        gone = seen - built.keys()
        assert shown(live, sorted(gone)) == dict.fromkeys(gone)
        seen |= built.keys()
    live.close()


def test_a_preview_without_a_cache_has_what_a_fresh_build_has(tmp_path: Path) -> None:
    site = small_archive(tmp_path / "small", RECORDS)
    live = Live(settings_of(site.root), with_hidden=False)
    live.show_in(PlainHost(site.root / "site"), site.root / "docs")
    assert live.unread == len(RECORDS)
    for sources in live.read_rest(threading.Event(), lambda *_: None):
        live.add(sources)
    assert live.unread == 0
    built = fresh(site.root, tmp_path)
    assert isinstance(built, dict)
    assert shown(live, list(built)) == built
    live.close()
