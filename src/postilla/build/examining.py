"""What the checks are told beside the archive: places, files, and the introductions of terms."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path, PurePosixPath

from postilla import checks
from postilla.archive import Archive
from postilla.bodies import BodySource, render
from postilla.diagnostics import Diagnostic, Severity, Span
from postilla.errors import SettingsError
from postilla.formats import BESIDE_ARTICLES, FORMATS
from postilla.model import Vocabulary
from postilla.records import source_lines
from postilla.settings import Settings
from postilla.words import language_of

from .fingerprint import fingerprint
from .looks import look
from .sources import Sources, at_place


def known_journal(settings: Settings, vocabularies: Mapping[str, Vocabulary]) -> None:
    """Refuse a setting `journal` that names none; `SettingsError` says which there are."""
    journals = {term.id for term in vocabularies["journals"].terms}
    if settings.journal and settings.journal not in journals and vocabularies["journals"].is_whole:
        raise SettingsError(
            f"plugins: postilla: journal: {settings.journal!r} is not in the vocabulary journals "
            f"({', '.join(sorted(journals)) or 'which is empty'})"
        )


def context_of(
    archive: Archive,
    sources: Sources,
    vocabularies: Mapping[str, Vocabulary],
    settings: Settings,
    is_picture: Callable[[str], bool],
    locate: checks.Locate,
) -> checks.Context:
    """What the checks are given; `is_picture` is asked for the path of a file that a record names."""
    named = _named_files(sources)
    return checks.Context(
        archive=archive,
        vocabularies=vocabularies,
        entries=tuple(sources.entries),
        locate=locate,
        has_file=lambda path, name: at_place(path, name) in sources.folder.files,
        is_picture=lambda path, name: is_picture(at_place(path, name)),
        active=_active_files(sources, named),
        files_named=named,
        reserved=frozenset(settings.hand_written),
        made=frozenset(FORMATS[format].extension for format in BESIDE_ARTICLES),
        unread=frozenset(PurePosixPath(s.path).stem for s in sources.by_path.values() if not s.head.head),
    )


def _named_files(sources: Sources) -> dict[str, tuple[tuple[str, str], ...]]:
    """For each record, by path: the field and the name, with its folder, of every file that it names."""
    return {
        source.path: tuple(
            (n.field, f"{source.head.head.id}/{n.name}" if n.inside else n.name) for n in source.head.named
        )
        for source in sources.by_path.values()
        if source.head.head and source.head.named
    }


def _active_files(
    sources: Sources, named: Mapping[str, Iterable[tuple[str, str]]]
) -> Callable[[str, str], str]:
    """What says of one of the named files what in it would run in a browser; all are looked into at once."""
    suspects = [
        at_place(path, name) for path, files in named.items() for _, name in files if checks.is_suspect(name)
    ]
    state = f"active {fingerprint(('checks/active.py',))}"
    told = look(state, _active, sources.root, sources.folder.files, suspects, sources.cache)

    def active(path: str, name: str) -> str:
        said = told.get(at_place(path, name), "")
        return "cannot be read" if said is None else str(said)

    return active


def _active(path: Path) -> str:
    with path.open("rb") as file:
        return checks.active(path.name, file.read(checks.LARGEST + 1))


def locator(sources: Sources, vocabularies: Mapping[str, Vocabulary], root: Path) -> checks.Locate:
    """What finds the place of a field in a record or a vocabulary."""
    by_path = {vocabulary.path: vocabulary for vocabulary in vocabularies.values()}

    def locate(path: str, field: str) -> tuple[Span, str]:
        vocabulary = by_path.get(path)
        return _place(root, vocabulary, field) if vocabulary else sources.locate(path, field)

    return locate


def _place(root: Path, vocabulary: Vocabulary, field: str) -> tuple[Span, str]:
    span = vocabulary.span(field)
    # one that could not be read has no terms, and nothing in it has a place
    lines = source_lines((root / vocabulary.path).read_bytes()) if vocabulary.terms else []
    return span, lines[span.line - 1] if span.line <= len(lines) else ""


_ELSEWHERE = (
    "files lie beside records only; lead to a web address, or to a page of the site by its whole address"
)


def introductions(
    vocabularies: Mapping[str, Vocabulary], settings: Settings
) -> tuple[dict[tuple[str, str], str], list[Diagnostic]]:
    """The introductions of terms and the text of the home page, rendered; and what is wrong in them."""
    intros: dict[tuple[str, str], str] = {}
    findings = []
    speech = language_of(settings.language)
    for name, vocabulary in vocabularies.items():
        for number, term in vocabulary.numbered.items():
            if not term.description:
                continue
            body = render(BodySource(term.description, "intro-", (), (), 3, speech))
            intros[name, term.id] = body.html
            field = f"[{number}].description"
            told = [(f.severity, f.code, field, f.message, f.note, f.help) for f in body.findings]
            told += [
                (Severity.ERROR, "P413", field, f"a term has no file `{file}`", "", _ELSEWHERE)
                for file in body.files
            ]
            if told:
                span, source = _place(settings.root, vocabulary, field)
                findings += [Diagnostic(vocabulary.path, span, *one, source) for one in told]
    if settings.intro:
        body = render(BodySource(settings.intro, "intro-", (), (), 3, speech))
        intros["", "intro"] = body.html
        findings += [
            Diagnostic("mkdocs.yml", Span(1, 1), f.severity, f.code, "intro", f.message, f.note, f.help)
            for f in body.findings
        ]
    return intros, findings
