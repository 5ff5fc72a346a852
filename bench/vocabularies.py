"""The vocabularies of a generated archive: the same for every seed and size."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Journal:
    """An invented journal."""

    id: str
    title: str
    abbreviation: str
    paged: bool
    """Whether its articles have page numbers; otherwise article numbers."""


@dataclass(frozen=True, slots=True)
class Specialty:
    """An invented field; the first ten stand in the menu."""

    id: str
    name: str


JOURNALS = (
    Journal("jim", "Journal of Imagined Medicine", "J Imag Med", paged=True),
    Journal("aib", "Annals of Invented Biology", "Ann Inv Biol", paged=False),
    Journal("fic", "Fictional Immunology and Cure", "Fict Immunol", paged=False),
    Journal("npr", "Notional Physiology Review", "Not Physiol Rev", paged=True),
    Journal("mbh", "Make-Believe Haematology", "Make-Bel Haematol", paged=False),
)

_FIELDS = (
    "Cardiology", "Immunology", "Metabolism", "Neurology", "Nephrology", "Oncology", "Haematology", "Infection",
    "Gastroenterology", "Pulmonology", "Endocrinology", "Dermatology", "Ophthalmology", "Hepatology", "Rheumatology",
    "Vascular biology", "Bone biology", "Muscle biology", "Stem cells", "Genetics", "Development", "Ageing",
    "Angiogenesis", "Inflammation", "Microbiology", "Virology", "Transplantation", "Reproduction", "Therapeutics",
    "Clinical trials",
)  # fmt: skip
SPECIALTIES = tuple(Specialty(name.lower().replace(" ", "-"), f"Invented {name.lower()}") for name in _FIELDS)
MENU = 10
SERIES = tuple(f"series-{number:02d}" for number in range(1, 41))
COLLECTIONS = ("first-readings", "how-studies-go-wrong", "anniversary")
RENAMED = SPECIALTIES[14]
"""The term that a benchmark renames: in the middle of the list, and not in the menu."""
RENAMED_IN_MENU = SPECIALTIES[4]


def files() -> Mapping[str, str]:
    """The vocabulary files: name of the vocabulary → YAML."""
    return {
        "journals": "".join(_journal(number, journal) for number, journal in enumerate(JOURNALS)),
        "specialties": "".join(_specialty(number, term) for number, term in enumerate(SPECIALTIES)),
        "series": "".join(_series(number, id) for number, id in enumerate(SERIES)),
        "collections": "".join(
            f"- id: {id}\n  name: {id.capitalize().replace('-', ' ')}\n" for id in COLLECTIONS
        ),
        "types": _TYPES,
        "people": "[]\n",
    }


def _journal(number: int, journal: Journal) -> str:
    issn = _issn(f"{9990 + number}000")
    return (
        f"- id: {journal.id}\n  name: {journal.title}\n  abbreviation: {journal.abbreviation}\n  issn_online: {issn}\n"
        f"  publisher: Invented Press\n  license: CC-BY-4.0\n  doi_prefix: '10.5555'\n"
    )


def _specialty(number: int, term: Specialty) -> str:
    menu = "  menu: true\n" if number < MENU else ""
    description = "  description: |\n    A field that exists in benchmarks only.\n"
    return f"- id: {term.id}\n  name: {term.name}\n{menu}{description}"


def _series(number: int, id: str) -> str:
    date = f"{2005 + number // 2}-{number % 12 + 1:02d}"
    return f"- id: {id}\n  name: Invented advances, part {number + 1}\n  date: {date}\n"


def _issn(digits: str) -> str:
    """An ISSN from its first seven digits (ISO 3297)."""
    check = -sum(int(digit) * weight for digit, weight in zip(digits, range(8, 1, -1), strict=True)) % 11
    return f"{digits[:4]}-{digits[4:]}{'X' if check == 10 else check}"


_TYPES = """\
- id: commentary
  name: Commentary
  plural: Commentaries
  needs: [comments-on]
- id: viewpoint
  name: Viewpoint
- id: review
  name: Review
- id: editorial
  name: Editorial
- id: letter
  name: Letter
- id: interview
  name: Interview
- id: reply
  name: Reply
  plural: Replies
  needs: [replies-to]
- id: correction
  name: Correction
  notice: true
  needs: [corrects]
- id: retraction
  name: Retraction
  notice: true
  needs: [retracts]
"""
