"""Publishing: compare the plan with what stands, make what differs, take away what vanished, all or nothing."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from postilla.errors import MachineError
from postilla.pages import ArticleView, Page

from . import pool, staging
from .cache import Cache
from .plan import Manifest, Output, Planned, decode_manifest, encode_manifest
from .rendering import Bench, Job, let_go, render_pages, set_up
from .sources import Progress
from .staging import SiteDirectory


@dataclass(slots=True)
class Published:
    """What a build did, and what the site is."""

    pages: int = 0
    files: int = 0
    bytes: int = 0
    largest: tuple[str, int] = ("", 0)
    written: int = 0
    unchanged: int = 0
    removed: int = 0
    articles: int = 0
    timings: dict[str, float] = field(default_factory=dict)
    """Seconds of each stage, in the order of the stages."""

    def summary(self) -> str:
        """One line for the log."""
        return (
            f"{self.articles:,} {'article' if self.articles == 1 else 'articles'}, {self.pages:,} pages, "
            f"{self.files:,} files, {self.bytes / 1e6:,.1f} MB: "
            f"{self.written:,} written, {self.unchanged:,} unchanged, {self.removed:,} removed"
        )


class Publisher:
    """Publishes one plan into one site directory."""

    def __init__(self, cache: Cache, directory: SiteDirectory, workers: int, progress: Progress) -> None:
        self._cache, self._directory, self._workers, self._progress = cache, directory, workers, progress
        self._site_dir = site_dir = directory.path
        self._manifest_name = (
            "manifest:" + hashlib.blake2b(os.fsencode(site_dir.absolute()), digest_size=12).hexdigest()
        )
        self._whole_name = f"whole:{self._manifest_name}"

    def publish(
        self,
        whole: str,
        plan: Callable[[], Mapping[str, Planned]],
        bench: Bench,
        heads: Mapping[str, tuple[object, str]],
    ) -> Published:
        """Make the site of `plan` stand; whatever fails before the end leaves the earlier one.

        Args:
            whole: the key of everything that the plan is made from. Where it is that of the site that stands, the plan
                is not asked for: nothing can have changed.
            plan: makes the plan.
            bench: what the workers need.
            heads: the head and the path of each record, by id.

        Raises:
            MachineError: the disk is full, or a folder cannot be written.
        """
        done = Published()
        started = time.perf_counter()
        old = decode_manifest(self._cache.state(self._manifest_name))
        standing = {
            path: (s.st_size, s.st_mtime_ns) for path, s in staging.walk(self._site_dir / staging.PREVIOUS)
        }
        manifest = {
            path: known for path, known in old.items() if standing.get(path) == (known.size, known.mtime)
        }
        todo: list[Planned] = []
        changed = len(manifest) < len(old) or not old
        changed = changed or self._cache.state(self._whole_name) != whole.encode()
        done.timings["compare"] = time.perf_counter() - started
        started = time.perf_counter()
        if changed:
            planned = plan()
            manifest = {
                path: known
                for path, known in manifest.items()
                if path in planned and planned[path].key == known.key
            }
            todo = [item for path, item in planned.items() if path not in manifest]
            done.removed = len(old.keys() - planned.keys())
        done.timings["plan"] = time.perf_counter() - started
        kept = set(manifest)
        started = time.perf_counter()
        try:
            manifest.update(self._make(todo, bench, heads))
        except OSError as error:
            raise MachineError(
                f"the new site cannot be written: {error.filename}: {error.strerror}"
            ) from error
        done.timings["render and write"] = time.perf_counter() - started
        started = time.perf_counter()
        host = {path: s.st_size for path, s in staging.walk(self._site_dir)}
        drop = standing.keys() - kept
        self._keep_manifest_out()
        self._directory.commit(drop)
        self._cache.keep_state(self._manifest_name, encode_manifest(manifest))
        self._cache.keep_state(self._whole_name, whole.encode())
        self._cache.keep_state(f"where:{self._manifest_name}", os.fsencode(self._site_dir.absolute()))
        done.timings["publish"] = time.perf_counter() - started
        self._count(done, manifest, host, len(todo))
        return done

    def _keep_manifest_out(self) -> None:
        """Forget the manifest until the commit is done: after a kill in between, nothing is taken for unchanged."""
        self._cache.forget_state(self._manifest_name)
        self._cache.forget_state(self._whole_name)
        for name in list(self._cache.states("where:")):
            where = self._cache.state(name)
            if where and not Path(os.fsdecode(where)).exists():
                self._cache.forget_state(name)
                self._cache.forget_state(name.removeprefix("where:"))
                self._cache.forget_state(f"whole:{name.removeprefix('where:')}")

    def _make(
        self, todo: Sequence[Planned], bench: Bench, heads: Mapping[str, tuple[object, str]]
    ) -> Manifest:
        target = bench.target
        shutil.rmtree(target, ignore_errors=True)
        made: Manifest = {}
        if not todo:
            return made
        target.mkdir(parents=True)
        jobs = []
        for item in todo:
            if item.page is not None:
                jobs.append(_job(item.path, item.key, item.page, heads))
                continue
            file = target / item.path
            file.parent.mkdir(parents=True, exist_ok=True)
            if item.copy is not None:
                shutil.copyfile(item.copy, file)
            else:
                file.write_bytes(item.data or b"")
            facts = file.stat()
            made[item.path] = Output(item.key, facts.st_size, facts.st_mtime_ns)
        outputs = pool.run(render_pages, jobs, self._workers, chunk=64, setup=set_up, setup_values=(bench,))
        try:
            for count, (path, output) in enumerate(outputs, 1):
                made[path] = output
                if count % 100 == 0 or count == len(jobs):
                    self._progress("rendering pages", count, len(jobs))
        finally:
            let_go()
        return made

    def _count(self, done: Published, manifest: Manifest, host: Mapping[str, int], made: int) -> None:
        sizes = {**host, **{path: output.size for path, output in manifest.items()}}
        done.pages = sum(path.endswith(".html") for path in sizes)
        done.files, done.bytes = len(sizes), sum(sizes.values())
        done.largest = max(
            ((p, s) for p, s in sizes.items()), key=lambda row: (row[1], row[0]), default=("", 0)
        )
        done.written, done.unchanged = made + len(host.keys() - manifest.keys()), len(manifest) - made


def _job(path: str, key: str, page: Page, heads: Mapping[str, tuple[object, str]]) -> Job:
    if isinstance(page.view, ArticleView):
        head, record = heads[page.view.id]
        return Job(path, key, page, head, record)  # type: ignore[arg-type]
    return Job(path, key, page, None, "")


def shell_key(bench: Bench, fingerprint: str) -> str:
    """What every page of the site depends on beside its view: code, libraries, the shell and the site's facts."""
    text = json.dumps([fingerprint, bench.shell.parts, bench.site], ensure_ascii=False)
    return hashlib.blake2b(text.encode(), digest_size=16).hexdigest()
