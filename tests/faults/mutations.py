"""Seeded accidents of records: to their bytes, their lines, the tokens of their YAML and of their Markdown."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Mapping, Sequence

from postilla.records import FIELDS
from tests.records.generated import TROUBLE

KEYS = [field.key for field in FIELDS] + [
    "family",
    "given",
    "group",
    "relation",
    "file",
    "alt",
    "label",
    "name",
    "url",
]
YAML = [
    *TROUBLE, "[", "]", "{", "}", "[[", "]]", "{a: ", "&a", "*a", "!!python/object:os.system x", "<<: *a", "? ",
    "- - - ", "|2", ">-", "|+", "''", '"\\x00"', '"\\ud800"', "\\", "%YAML 9.9", "---", "...", "\u0085", "\ufeff",
    "\x00", "\x1b[31m", "99999999999999999999", "-1", "0x10", "2021-02-30", "0000-00-00", "2021-13", "1e400", ".nan",
    "null", "~", "yes", "10.5555/a b", "https://", "http://[", "javascript:alert(1)", "../../etc/passwd", "con.txt",
    "a@b.example", "none",
]  # fmt: skip
MARKDOWN = [
    "#", "## ", "###### ", "> ", "> > > ", "- ", "1. ", "    ", "\t", "```\n", "~~~", "`", "``", "*", "**", "***", "_",
    "^", "~", "[", "]", "](", "[^1]", "[^1]: ", "[@", "[@liu2021]", "[@;]", "![", "![fig1]", "[a](#b)", "[a](b", "<",
    ">", "<!--", "-->", "<table>", "</table>", "<td>", "<div", "<script>", "<svg>", "<math>", "<b lang=", "&", "&#0;",
    "&#xFDD0;", "&amp", "|", "\n|---|\n", "| a |", "Table: ", "{#a}", "$", "$$", "\\frac{", "\\begin{matrix}",
    "\\left(", "> [!BOX] ", "\\", "  \n", "\n\n", "---\n", "===\n", "\u202e", "e\u0301" * 9, "\ufdd0", "\x02",
    "\x03", "<https://a>", "https://a.example", "[a]: b",
]  # fmt: skip

Mutation = Callable[[random.Random, bytes, Sequence[bytes]], bytes]


def _place(chance: random.Random, data: bytes | str, longest: int = 60) -> tuple[int, int]:
    start = chance.randrange(len(data) + 1)
    return start, min(len(data), start + chance.randrange(longest))


# Bytes


def _flip(chance: random.Random, data: bytes, others: Sequence[bytes]) -> bytes:
    changed = bytearray(data)
    for _ in range(chance.randrange(1, 9)):
        if changed:
            changed[chance.randrange(len(changed))] ^= 1 << chance.randrange(8)
    return bytes(changed)


def _cut(chance: random.Random, data: bytes, others: Sequence[bytes]) -> bytes:
    start, end = _place(chance, data, 400)
    return data[:start] + data[end:]


def _end(chance: random.Random, data: bytes, others: Sequence[bytes]) -> bytes:
    return data[: chance.randrange(len(data) + 1)]


def _repeat(chance: random.Random, data: bytes, others: Sequence[bytes]) -> bytes:
    start, end = _place(chance, data)
    return data[:start] + data[start:end] * chance.choice((2, 3, 40)) + data[end:]


def _noise(chance: random.Random, data: bytes, others: Sequence[bytes]) -> bytes:
    start, _ = _place(chance, data)
    return data[:start] + chance.randbytes(chance.randrange(1, 12)) + data[start:]


def _splice(chance: random.Random, data: bytes, others: Sequence[bytes]) -> bytes:
    other = chance.choice(others)
    return data[: chance.randrange(len(data) + 1)] + other[chance.randrange(len(other) + 1) :]


def _ends(chance: random.Random, data: bytes, others: Sequence[bytes]) -> bytes:
    return chance.choice((b"", b"\xef\xbb\xbf", b"\n")) + data.replace(
        b"\n", chance.choice((b"\r\n", b"\r", b"\n\n"))
    )


def _encoding(chance: random.Random, data: bytes, others: Sequence[bytes]) -> bytes:
    return data.decode("utf-8", "replace").encode(chance.choice(("latin-1", "utf-16", "utf-8")), "replace")


# Lines


def _lined(change: Callable[[random.Random, list[bytes], int], object]) -> Mutation:
    def mutate(chance: random.Random, data: bytes, others: Sequence[bytes]) -> bytes:
        lines = data.split(b"\n")
        change(chance, lines, chance.randrange(len(lines)))
        return b"\n".join(lines)

    return mutate


def _drop(chance: random.Random, lines: list[bytes], at: int) -> None:
    del lines[at : at + chance.randrange(1, 4)]


def _double(chance: random.Random, lines: list[bytes], at: int) -> None:
    lines[at:at] = lines[at : at + chance.randrange(1, 6)]


def _move(chance: random.Random, lines: list[bytes], at: int) -> None:
    lines.insert(chance.randrange(len(lines)), lines.pop(at))


def _indent(chance: random.Random, lines: list[bytes], at: int) -> None:
    for row in range(at, min(len(lines), at + chance.randrange(1, 8))):
        lines[row] = chance.choice((b"", b" ", b"  ", b"\t", b"    ")) + lines[row].lstrip()


def _join(chance: random.Random, lines: list[bytes], at: int) -> None:
    lines[at : at + 2] = [chance.choice((b"", b" ", b", ")).join(lines[at : at + 2])]


def _shuffle(chance: random.Random, lines: list[bytes], at: int) -> None:
    part = lines[at : at + 6]
    chance.shuffle(part)
    lines[at : at + 6] = part


# Tokens


def _texted(change: Callable[[random.Random, str, int, int], str]) -> Mutation:
    """A change of the text with the bounds of its front matter."""

    def mutate(chance: random.Random, data: bytes, others: Sequence[bytes]) -> bytes:
        text = data.decode("utf-8", "surrogateescape")
        end = text.find("\n---", 3)
        return change(chance, text, 4, end if end > 4 else len(text)).encode("utf-8", "surrogateescape")

    return mutate


def _value(chance: random.Random, text: str, start: int, end: int) -> str:
    places = [match.span(1) for match in re.finditer(r": *([^\n]+)", text[:end])] or [(start, end)]
    left, right = chance.choice(places)
    old = text[left:right]
    token = chance.choice(YAML)
    ways = (
        token,
        f"'{old}",
        f'"{old}"',
        f"[{old}]",
        f"{{a: {old}}}",
        f"{token} {old}",
        f"{old}{token}",
        "",
        f"{old} #x",
    )
    return text[:left] + chance.choice(ways) + text[right:]


def _key(chance: random.Random, text: str, start: int, end: int) -> str:
    places = [match.span(1) for match in re.finditer(r"([\w-]+): ?", text[:end])] or [(start, start)]
    left, right = chance.choice(places)
    return text[:left] + chance.choice([*KEYS, "", "? ", "Title", "tittle"]) + text[right:]


def _yaml(chance: random.Random, text: str, start: int, end: int) -> str:
    for _ in range(chance.randrange(1, 4)):
        at = chance.randrange(min(start, end), end + 1)
        text = text[:at] + chance.choice(YAML) + text[at:]
    return text


def _deep(chance: random.Random, text: str, start: int, end: int) -> str:
    at = chance.randrange(min(start, end), end + 1)
    return (
        text[:at] + chance.choice(("[", "{a: ", "- ", "\n- ", "? ")) * chance.choice((5, 17, 250)) + text[at:]
    )


def _field(chance: random.Random, text: str, start: int, end: int) -> str:
    field = chance.choice(FIELDS)
    shape = chance.choice(
        ("{0}: {1}\n", "{0}:\n  - {1}\n", "{0}: [{1}, {1}]\n", "{0}: {{id: {1}, position: 1}}\n")
    )
    return text[:start] + shape.format(field.key, chance.choice(YAML)) + text[start:]


def _markdown(chance: random.Random, text: str, start: int, end: int) -> str:
    for _ in range(chance.randrange(1, 12)):
        at = chance.randrange(min(end + 4, len(text)), len(text) + 1)
        text = text[:at] + chance.choice(MARKDOWN) * chance.choice((1, 1, 1, 2, 30)) + text[at:]
    return text


def _block(chance: random.Random, text: str, start: int, end: int) -> str:
    """Markdown in the middle of the front matter: abstracts and statements are texts as well."""
    at = chance.randrange(min(start, end), end + 1)
    return text[:at] + chance.choice(MARKDOWN) + text[at:]


MUTATIONS: Mapping[str, Mutation] = {
    "flip": _flip, "cut": _cut, "end": _end, "repeat": _repeat, "noise": _noise, "splice": _splice, "ends": _ends,
    "encoding": _encoding,
    **{f.__name__[1:]: _lined(f) for f in (_drop, _double, _move, _indent, _join, _shuffle)},
    **{f.__name__[1:]: _texted(f) for f in (_value, _key, _yaml, _deep, _field, _markdown, _block)},
}  # fmt: skip
WEIGHTS = [
    4 if name in ("value", "key", "yaml", "field", "block") else 6 if name == "markdown" else 1
    for name in MUTATIONS
]


def mutated(seed: int, samples: Sequence[bytes]) -> bytes:
    """One of the samples after one to three accidents; the same for the same seed."""
    chance = random.Random(seed)
    data = chance.choice(samples)
    for mutation in chance.choices(list(MUTATIONS.values()), WEIGHTS, k=chance.choice((1, 1, 2, 3))):
        data = mutation(chance, data, samples)
    return data
