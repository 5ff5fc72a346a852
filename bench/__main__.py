"""`python -m bench`: write an archive of invented articles, or measure what building one costs.

python -m bench generate DIR --articles 10000
python -m bench build --articles 1000 10000 --runs 3
python -m bench search --articles 200 1000 10000
python -m bench import --runs 3
python -m bench formats --articles 1000
python -m bench serve --articles 10000
python -m bench peers --articles 10000
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path

from . import build, formats, generate, importing, plain, search, serve
from .edits import EditError
from .machine import machine
from .measure import CommandError
from .peers import rows as peers
from .references import CORPUS, corpus_file


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; 0, or 2 with a message."""
    parser = _parser()
    options = parser.parse_args(arguments)
    if getattr(options, "again", False) and not options.keep:
        parser.error("--again needs the folder of --keep")
    try:
        if options.command == "generate":
            writer = plain if options.plain else generate
            writer.write(options.folder, options.articles, options.seed)
        elif options.command == "search":
            _search(options)
        elif options.command == "import":
            _import(options)
        elif options.command == "serve":
            _serve(options)
        elif options.command == "formats":
            _formats(options)
        elif options.command == "peers":
            _peers(options)
        else:
            _build(options)
    except (CommandError, EditError, FileExistsError) as error:
        print(f"bench: {error}", file=sys.stderr)
        return 2
    return 0


def _build(options: argparse.Namespace) -> None:
    for count in options.articles:
        runs = build.rounds(count, options.runs)
        with _work(options.keep) as folder:
            rows = build.measured(Path(folder), count, runs, options.seed)
        references = "real" if corpus_file() else "invented"
        heading = f"{count:,} articles with {references} references, seed {options.seed}; medians of {runs}"
        print(f"\n{heading}\n\n{build.table(rows)}\n\n{machine()}", flush=True)


def _search(options: argparse.Namespace) -> None:
    if options.again:
        readings = [
            reading
            for count in options.articles
            for reading in search.read_again(options.keep, count, options.runs or 1, options.seed)
        ]
        print(f"\nseed {options.seed}\n\n{search.reading_table(readings)}\n\n{machine()}", flush=True)
        return
    rows = []
    for count in options.articles:
        with _work(options.keep) as folder:
            rows.append(search.measured(Path(folder), count, options.runs or 1, options.seed))
    print(f"\nseed {options.seed}\n\n{search.table(rows)}\n\n{machine()}", flush=True)


def _import(options: argparse.Namespace) -> None:
    file = corpus_file()
    if file is None:
        raise CommandError(f"imports are measured with the corpus: {CORPUS} names no folder of it")
    with _work(options.keep) as folder:
        rows = importing.measured(Path(folder), file.parent, options.runs)
    print(
        f"Imports into an empty archive; medians of {options.runs}\n\n{importing.table(rows)}\n\n{machine()}",
        flush=True,
    )


def _serve(options: argparse.Namespace) -> None:
    for count in options.articles:
        with _work(options.keep) as folder:
            rows = serve.measured(
                Path(folder), count, options.runs or 3, options.seed, os.environ.get("CHROMIUM", "")
            )
        print(f"\nThe preview of {count:,} articles\n\n{serve.table(rows)}\n\n{machine()}", flush=True)


def _formats(options: argparse.Namespace) -> None:
    for count in options.articles:
        runs = build.rounds(count, options.runs)
        with _work(options.keep) as folder:
            rows = formats.measured(Path(folder), count, runs, options.seed)
        heading = f"{count:,} articles, what is for machines; medians of {runs}"
        print(f"\n{heading}\n\n{build.table(rows)}\n\n{machine()}", flush=True)


def _peers(options: argparse.Namespace) -> None:
    chosen = [peer for peer in peers.PEERS if peer.place in options.only]
    with _work(options.keep) as folder:
        for count in options.articles:
            runs = build.rounds(count, options.runs)
            rows = peers.measured(Path(folder), count, runs, options.seed, chosen)
            heading = f"{count:,} articles, seed {options.seed}; medians of {runs}"
            tables = f"{build.table(rows)}\n\n{peers.table(rows)}"
            print(f"\n{heading}\n\n{tables}\n\n{machine()} {peers.versions(chosen)}.", flush=True)


def _work(keep: Path | None) -> AbstractContextManager[str]:
    return nullcontext(str(keep.resolve())) if keep else tempfile.TemporaryDirectory(prefix="postilla-bench-")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="bench", description="Archives of invented articles, and their costs."
    )
    commands = parser.add_subparsers(dest="command", required=True)
    seed = argparse.ArgumentParser(add_help=False)
    seed.add_argument("--seed", type=int, default=generate.SEED, help="Another seed makes other articles.")
    write = commands.add_parser(
        "generate",
        parents=[seed],
        help=f"Write an archive. Its references are real ones where {CORPUS} names the folder of the corpus.",
    )
    write.add_argument("folder", metavar="DIR", type=Path, help="An empty folder, or one to make.")
    write.add_argument("--articles", type=_count, default=1000)
    write.add_argument("--plain", action="store_true", help="The same as ordinary pages of MkDocs.")
    find = commands.add_parser(
        "search",
        parents=[seed],
        help="Time the index of the search, and searches in Chromium; print Markdown tables.",
    )
    find.add_argument("--articles", type=_count, nargs="+", default=[200, 1000])
    find.add_argument("--runs", type=_count, help="Rounds of each size: 1.")
    find.add_argument("--keep", metavar="DIR", type=Path, help="Leave archives and sites in this folder.")
    find.add_argument(
        "--again", action="store_true", help="Only search the sites that an earlier run has kept."
    )
    imports = commands.add_parser("import", help=f"Time imports of the corpus that {CORPUS} names.")
    imports.add_argument("--runs", type=_count, default=3)
    imports.add_argument("--keep", metavar="DIR", type=Path, help="Leave sources and archive in this folder.")
    measures = {
        "build": "Time builds; print a Markdown table for each size.",
        "formats": "Time builds with everything that is for machines and without; print a table for each size.",
        "serve": "Time the preview, its pages in the Chromium that CHROMIUM names; print a table for each size.",
        "peers": "Time builds of the same archive with other generators; installs them in a folder of their own.",
    }
    for name, help in measures.items():
        measure = commands.add_parser(name, parents=[seed], help=help)
        measure.add_argument("--articles", type=_count, nargs="+", default=[1000])
        measure.add_argument(
            "--runs", type=_count, help=f"Rounds: 3, and 1 of builds from {build.MANY:,} articles on."
        )
        measure.add_argument(
            "--keep", metavar="DIR", type=Path, help="Leave archives and sites in this folder."
        )
        if name == "peers":
            names = [peer.place for peer in peers.PEERS]
            measure.add_argument("--only", nargs="+", choices=names, default=names, help="These peers.")
    return parser


def _count(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError("wanted a number from 1")
    return number


if __name__ == "__main__":
    sys.exit(main())
