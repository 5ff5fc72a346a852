"""Publishing: compare the plan with what stands, make what differs, take away what vanished, all or nothing."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from postilla import addresses
from postilla.errors import MachineError
from postilla.pages import ArticleView

from . import pool, staging
from .cache import Cache
from .formatting import Formatting
from .plan import Manifest, Output, Planned, Standing, decode_manifest, encode_manifest, unique
from .rendering import Bench, Entries, FileJob, Job, let_go, render_pages, set_up
from .sources import Progress
from .staging import SiteDirectory
from .timing import Watch


@dataclass(slots=True)
class Published:
    """What a build did, and what the site is."""

    pages: int = 0
    files: int = 0
    bytes: int = 0
    largest: tuple[str, int] = ("", 0)
    written: int = 0
    unchanged: int = 0
    articles: int = 0
    made: tuple[str, ...] = ()
    """The paths of the archive's files that were written; pages of `docs/` are written each time."""
    dropped: tuple[str, ...] = ()
    """The paths of those that were taken away."""
    replaced: tuple[str, ...] = ()
    """The addresses of lists in whose place a page of `docs/` stands without asking for them; empty in a build that
    plans nothing."""
    timings: dict[str, float] = field(default_factory=dict)
    """Seconds of each stage, in the order of the stages."""

    @property
    def removed(self) -> int:
        """How many of the archive's files were taken away."""
        return len(self.dropped)

    def summary(self) -> str:
        """One line for the log."""
        instead = ", ".join(f"/{address}" for address in self.replaced)
        return (
            f"{self.articles:,} {'article' if self.articles == 1 else 'articles'}, {self.pages:,} pages, "
            f"{self.files:,} files, {self.bytes / 1e6:,.1f} MB: "
            f"{self.written:,} written, {self.unchanged:,} unchanged, {self.removed:,} removed"
            + (f"; pages of docs/ stand in place of the lists at {instead}" if instead else "")
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
        self._bulk_name = f"bulk:{self._manifest_name}"

    def publish(
        self,
        whole: str,
        plan: Callable[[Standing, Formatting], Iterable[Planned]],
        bench: Bench,
        record: Callable[[str], str],
        expected: Callable[[], int],
        formatting: Callable[[], Formatting],
    ) -> Published:
        """Make the site of `plan` stand; whatever fails before the end leaves the earlier one.

        The plan is gone through once, and what it holds is made meanwhile: only its next few pages are in memory.

        Args:
            whole: the key of everything that the plan is made from. Where it is that of the site that stands, the plan
                is not asked for: nothing can have changed.
            plan: makes the plan, told what stands, and given what `formatting` made.
            bench: what the workers need.
            record: the path of a record, by id.
            expected: about how many pages there will be.
            formatting: makes what plans and writes the files in other formats.

        Raises:
            BuildError: two things of the plan want one address.
            MachineError: the disk is full, or a folder cannot be written.
        """
        done = Published()
        started = time.perf_counter()
        published, paths, standing = self._before()
        manifest = standing.files
        done.timings["compare"] = time.perf_counter() - started
        made: Manifest = {}
        if standing.whole != whole:
            started = time.perf_counter()
            files = formatting()
            previous = self._site_dir / staging.PREVIOUS
            files.open(self._cache.state(self._bulk_name), manifest, previous, bench.target)
            watch = Watch(unique(plan(standing, files)))
            compared = _Compared(watch, manifest)
            try:
                made = self._make(compared, bench, record, files, 0 if published else expected())
            except OSError as error:
                raise MachineError(
                    f"the new site cannot be made: {error.filename}: {error.strerror}"
                ) from error
            finally:
                files.close()
            self._cache.keep_state(self._bulk_name, files.index())
            manifest = {**compared.kept, **made}
            done.made, done.dropped = tuple(made), tuple(published - manifest.keys())
            done.timings["plan"] = watch.seconds
            done.timings["render and write"] = time.perf_counter() - started - watch.seconds
        started = time.perf_counter()
        host = {path: size for path, size, _ in staging.walk(self._site_dir)}
        drop = paths - manifest.keys()
        self._keep_manifest_out()
        self._directory.commit(drop)
        self._cache.keep_state(self._manifest_name, encode_manifest(manifest))
        self._cache.keep_state(self._whole_name, whole.encode())
        self._cache.keep_state(f"where:{self._manifest_name}", os.fsencode(self._site_dir.absolute()))
        done.timings["publish"] = time.perf_counter() - started
        self._count(done, manifest, host, len(made))
        return done

    def _before(self) -> tuple[frozenset[str], frozenset[str], Standing]:
        """The paths that the build before published, those that are there, and what stands as it left it."""
        old = decode_manifest(self._cache.state(self._manifest_name))
        there = {path: (size, mtime) for path, size, mtime in self._directory.previous()}
        same = {path: known for path, known in old.items() if there.get(path) == (known.size, known.mtime)}
        whole = (self._cache.state(self._whole_name) or b"").decode("ascii", "replace")
        return (
            frozenset(old),
            frozenset(there),
            Standing(same, whole if old and len(same) == len(old) else ""),
        )

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
                self._cache.forget_state(f"bulk:{name.removeprefix('where:')}")

    def _make(
        self,
        todo: Iterable[Planned],
        bench: Bench,
        record: Callable[[str], str],
        files: Formatting,
        expected: int,
    ) -> Manifest:
        shutil.rmtree(bench.target, ignore_errors=True)
        bench.target.mkdir(parents=True)
        made: Manifest = {}
        asked: deque[Planned] = deque()
        jobs = self._jobs(todo, bench.target, record, files, made, asked)
        outputs = pool.run(render_pages, jobs, self._workers, chunk=64, setup=set_up, setup_values=(bench,))
        count = 0
        try:
            for output in outputs:
                item = asked.popleft()
                if isinstance(output, Entries):
                    files.add(output)
                    continue
                # under the plan's strings: a worker's are copies, and there may be half a million
                made[item.path] = output[1]._replace(key=item.key, part=item.part)
                if not item.path.endswith(addresses.PAGE):
                    continue
                count += 1
                if count % 100 == 0:
                    # how many lists there will be nobody knows before they are planned
                    self._progress("rendering pages", count, expected if count < expected else 0)
        finally:
            let_go()
        if count:
            self._progress("rendering pages", count, count)
        made |= files.finish()
        return made

    def _jobs(
        self,
        todo: Iterable[Planned],
        target: Path,
        record: Callable[[str], str],
        files: Formatting,
        made: Manifest,
        asked: deque[Planned],
    ) -> Iterator[Job | FileJob]:
        """The pages to render and the articles to write, and in `asked` what was planned of each.

        Other files are put in their places on the way, and into `made`.
        """
        for item in todo:
            if item.bulk:
                files.want(item)
                continue
            if item.article:
                asked.append(item)
                yield files.job(item)
                continue
            if item.page is not None:
                view = item.page.view
                path = record(view.id) if isinstance(view, ArticleView) else ""
                asked.append(item._replace(page=None))  # which is in memory no longer than it need be
                yield Job(item.path, item.key, item.page, path)
                continue
            file = target / item.path
            file.parent.mkdir(parents=True, exist_ok=True)
            if item.copy is not None:
                shutil.copyfile(item.copy, file)
            else:
                file.write_bytes(item.read() if item.read else item.data or b"")
            facts = file.stat()
            made[item.path] = Output(item.key, facts.st_size, facts.st_mtime_ns, item.part)

    def _count(self, done: Published, manifest: Manifest, host: Mapping[str, int], made: int) -> None:
        sizes = {**host, **{path: output.size for path, output in manifest.items()}}
        done.pages = sum(path.endswith(".html") for path in sizes)
        done.files, done.bytes = len(sizes), sum(sizes.values())
        done.largest = max(
            ((p, s) for p, s in sizes.items()), key=lambda row: (row[1], row[0]), default=("", 0)
        )
        done.written, done.unchanged = made + len(host.keys() - manifest.keys()), len(manifest) - made


class _Compared:
    """What of a plan is not as it stands; `kept` has the rest when all has been gone through."""

    def __init__(self, plan: Iterable[Planned], standing: Manifest) -> None:
        self.kept: Manifest = {}
        self._plan, self._standing = plan, standing

    def __iter__(self) -> Iterator[Planned]:
        for item in self._plan:
            if item.standing:
                self.kept.update((path, self._standing[path]) for path in item.standing)
                continue
            known = self._standing.get(item.path)
            if known and known.key == item.key:
                self.kept[item.path] = known._replace(part=item.part)
            else:
                yield item


def shell_key(bench: Bench, fingerprint: str) -> str:
    """What every page of the site depends on beside its view: code, libraries, the shell and the site's facts."""
    text = json.dumps([fingerprint, bench.shell.parts, bench.site], ensure_ascii=False)
    return hashlib.blake2b(text.encode(), digest_size=16).hexdigest()


def site_key(bench: Bench, fingerprint: str) -> str:
    """The same for what stands in no shell: feeds, link sets and twins."""
    text = json.dumps([fingerprint, bench.site], ensure_ascii=False)
    return hashlib.blake2b(text.encode(), digest_size=16).hexdigest()
