"""Identifiers of works, people, journals, organisations and licences, with their check digits.

Each scheme is a row of `SCHEMES`: how a value is read into its one canonical form, and the address it resolves to.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from urllib.parse import quote, unquote


class IdentifierError(ValueError):
    """The text is not an identifier of the scheme; `message`, `note` and `help` are a finding's."""

    def __init__(self, message: str, note: str = "", help: str = "") -> None:
        super().__init__(message)
        self.message, self.note, self.help = message, note, help


@dataclass(frozen=True, slots=True)
class Scheme:
    """One kind of identifier."""

    name: str
    title: str
    parse: Callable[[str], str]
    """Canonical form of a text, or `IdentifierError`."""
    url: Callable[[str], str]
    """The https address of a canonical form."""
    example: str
    pattern: str
    """A regular expression of the canonical form, for the JSON Schema."""
    specification: str


_DOI = re.compile(r"10\.[0-9]{4,9}(?:\.[0-9]+)*/\S+")
_PLAIN_DOI = re.compile(r"[A-Za-z0-9/:;()._-]+")
_DOI_PREFIX = re.compile(r"\A(?:doi:\s*|https?://(?:dx\.)?doi\.org/)", re.IGNORECASE)


def parse_doi(text: str) -> str:
    """A DOI as deposited, without `doi:` or the resolver's address.

    >>> parse_doi("https://doi.org/10.1172/JCI153204")
    '10.1172/JCI153204'
    """
    bare = _DOI_PREFIX.sub("", text.strip(), count=1)
    if bare != text.strip() and "%" in bare:
        bare = unquote(bare)
    if not _DOI.fullmatch(bare):
        raise IdentifierError(
            "is not a DOI",
            "a DOI holds no spaces" if re.search(r"\S\s+\S", bare) else "wanted 10.<registrant>/<suffix>",
            "write the DOI alone, such as 10.1172/JCI153204",
        )
    if not bare.isprintable():
        raise IdentifierError("the DOI holds a character that cannot be printed", help="type the DOI again")
    return bare


def doi_key(doi: str) -> str:
    """The form in which DOIs are compared: ASCII letters in lower case (ISO 26324, 6.3)."""
    return doi.lower() if doi.isascii() else "".join(c.lower() if c.isascii() else c for c in doi)


def doi_url(doi: str) -> str:
    """The resolver's address of a DOI, percent-encoded."""
    # nearly every DOI is its own address, and to find that out takes less time than to quote it
    path = doi if _PLAIN_DOI.fullmatch(doi) else quote(doi, safe="/:;()-._~!$&'*+,=@")
    return f"https://doi.org/{path}"


_ORCID = re.compile(r"([0-9]{4})-?([0-9]{4})-?([0-9]{4})-?([0-9]{3}[0-9X])")
_ORCID_PREFIX = re.compile(r"\Ahttps?://(?:www\.)?orcid\.org/", re.IGNORECASE)


def orcid_check_character(digits: str) -> str:
    """The last character of an ORCID from its first fifteen digits (ISO 7064 MOD 11-2)."""
    total = 0
    for digit in digits:
        total = (total + int(digit)) * 2
    remainder = (12 - total % 11) % 11
    return "X" if remainder == 10 else str(remainder)


def parse_orcid(text: str) -> str:
    """An ORCID iD as `0000-0002-1825-0097`."""
    match = _ORCID.fullmatch(_ORCID_PREFIX.sub("", text.strip(), count=1).upper())
    if not match:
        raise IdentifierError(
            "is not an ORCID iD",
            "wanted four groups of four digits",
            "copy it again from orcid.org, or leave `orcid` out",
        )
    digits = "".join(match.groups())
    wanted = orcid_check_character(digits[:15])
    if digits[15] != wanted:
        raise IdentifierError(
            "the checksum does not match",
            f"the last character should be {wanted}",
            "copy it again from orcid.org, or leave `orcid` out",
        )
    return "-".join(match.groups())


_ISSN = re.compile(r"([0-9]{4})-?([0-9]{3})([0-9X])")
_ISSN_PREFIX = re.compile(r"\A(?:issn:?\s*|https?://portal\.issn\.org/resource/issn/)", re.IGNORECASE)


def parse_issn(text: str) -> str:
    """An ISSN as `0021-9738` (ISO 3297: weights 8 to 2, modulus 11)."""
    match = _ISSN.fullmatch(_ISSN_PREFIX.sub("", text.strip(), count=1).upper())
    if not match:
        raise IdentifierError("is not an ISSN", "wanted four digits, a hyphen, three digits and a digit or X")
    digits = match[1] + match[2]
    remainder = -sum(int(d) * w for d, w in zip(digits, range(8, 1, -1), strict=True)) % 11
    wanted = "X" if remainder == 10 else str(remainder)
    if match[3] != wanted:
        raise IdentifierError(
            "the checksum does not match",
            f"the last character should be {wanted}",
            "copy it again from portal.issn.org",
        )
    return f"{match[1]}-{match[2]}{match[3]}"


_ROR = re.compile(r"0([a-hj-km-np-tv-z0-9]{6})([0-9]{2})")
_ROR_PREFIX = re.compile(r"\A(?:https?://)?(?:www\.)?ror\.org/", re.IGNORECASE)
_CROCKFORD = "0123456789abcdefghjkmnpqrstvwxyz"


def ror_check_digits(body: str) -> str:
    """The two last digits of a ROR id from its six base-32 characters (ISO 7064 MOD 97-10)."""
    number = 0
    for character in body:
        number = number * 32 + _CROCKFORD.index(character)
    return f"{98 - number * 100 % 97:02d}"


def parse_ror(text: str) -> str:
    """A ROR id as `https://ror.org/` is followed by it: `03vek6s52`."""
    match = _ROR.fullmatch(_ROR_PREFIX.sub("", text.strip(), count=1).lower())
    if not match:
        raise IdentifierError(
            "is not a ROR id", "wanted 0, six letters or digits, two digits", "copy it again from ror.org"
        )
    wanted = ror_check_digits(match[1])
    if match[2] != wanted:
        raise IdentifierError(
            "the checksum does not match",
            f"the last two digits should be {wanted}",
            "copy it again from ror.org",
        )
    return match[0]


_PMID_PREFIX = re.compile(
    r"\A(?:pmid:?\s*|https?://(?:pubmed\.ncbi\.nlm\.nih\.gov|(?:www\.)?ncbi\.nlm\.nih\.gov/pubmed)/)",
    re.IGNORECASE,
)
_PMCID_PREFIX = re.compile(
    r"\A(?:pmcid:?\s*|https?://(?:pmc\.ncbi\.nlm\.nih\.gov|(?:www\.)?ncbi\.nlm\.nih\.gov/pmc)/articles/)",
    re.IGNORECASE,
)


def parse_pmid(text: str) -> str:
    """A PubMed identifier: up to nine digits, the first not 0."""
    bare = _PMID_PREFIX.sub("", text.strip(), count=1).removesuffix("/")
    if not re.fullmatch(r"[1-9][0-9]{0,8}", bare):
        raise IdentifierError(
            "is not a PMID", "wanted one to nine digits", "copy the number from the PubMed record"
        )
    return bare


def parse_pmcid(text: str) -> str:
    """A PubMed Central identifier with its letters, `PMC8483742`."""
    bare = _PMCID_PREFIX.sub("", text.strip(), count=1).removesuffix("/").upper()
    if not re.fullmatch(r"PMC[1-9][0-9]{0,9}(?:\.[0-9]{1,3})?", bare):
        raise IdentifierError(
            "is not a PMCID", "wanted PMC and digits", "copy it from the PubMed Central page"
        )
    return bare


@dataclass(frozen=True, slots=True)
class License:
    """A licence: what a reader may do, and where it is written."""

    id: str
    name: str
    url: str


def _creative_commons() -> Mapping[str, License]:
    names = {
        "BY": "Attribution",
        "BY-SA": "Attribution-ShareAlike",
        "BY-ND": "Attribution-NoDerivatives",
        "BY-NC": "Attribution-NonCommercial",
        "BY-NC-SA": "Attribution-NonCommercial-ShareAlike",
        "BY-NC-ND": "Attribution-NonCommercial-NoDerivatives",
    }
    return {
        f"CC-{code}-{version}": License(
            f"CC-{code}-{version}",
            f"Creative Commons {name} {version}",
            f"https://creativecommons.org/licenses/{code.lower()}/{version}/",
        )
        for code, name in names.items()
        for version in ("4.0", "3.0", "2.5", "2.0")
    }


LICENSES: Mapping[str, License] = {
    **_creative_commons(),
    "CC0-1.0": License(
        "CC0-1.0", "Creative Commons Zero 1.0", "https://creativecommons.org/publicdomain/zero/1.0/"
    ),
    "CC-PDM-1.0": License(
        "CC-PDM-1.0", "Public Domain Mark 1.0", "https://creativecommons.org/publicdomain/mark/1.0/"
    ),
    "OGL-UK-3.0": License(
        "OGL-UK-3.0",
        "Open Government Licence 3.0",
        "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/",
    ),
}
"""The licences that journals use, by SPDX identifier (SPDX License List 3.x)."""

_LICENSE_ADDRESS = re.compile(
    r"\Ahttps?://(?:www\.)?(.*?)/?(?:(?:legalcode|deed)(?:\.\w+)?)?\Z", re.IGNORECASE
)
"""What Creative Commons puts around the address of a licence."""


def _license_key(text: str) -> str:
    return _LICENSE_ADDRESS.sub(r"\1", text).rstrip("/").lower()


_LICENSE_KEYS = {_license_key(form): key for key, license in LICENSES.items() for form in (key, license.url)}


def parse_license(text: str) -> str:
    """An identifier of `LICENSES`, also from its address; `LicenseRef-…` for other terms (SPDX 2.3, annex D)."""
    bare = text.strip()
    if re.fullmatch(r"LicenseRef-[A-Za-z0-9.-]+", bare):
        return bare
    known = _LICENSE_KEYS.get(_license_key(bare))
    if known is None:
        raise IdentifierError(
            "is not the SPDX identifier of a licence that articles use",
            "such as CC-BY-4.0",
            "write one of the identifiers in the reference, LicenseRef-… for other terms, or leave `license` out",
        )
    return known


def license_of(identifier: str) -> License:
    """Name and address of a canonical licence identifier; a `LicenseRef-…` has no address."""
    return LICENSES.get(identifier) or License(identifier, identifier.removeprefix("LicenseRef-"), "")


SCHEMES: Mapping[str, Scheme] = {
    scheme.name: scheme
    for scheme in (
        Scheme(
            "doi", "DOI", parse_doi, doi_url, "10.1172/JCI153204", r"^10\.\d{4,9}(\.\d+)*/\S+$", "ISO 26324"
        ),
        Scheme(
            "orcid",
            "ORCID iD",
            parse_orcid,
            "https://orcid.org/{}".format,
            "0000-0002-1825-0097",
            r"^\d{4}-\d{4}-\d{4}-\d{3}[\dX]$",
            "ISO 7064 MOD 11-2",
        ),
        Scheme(
            "issn",
            "ISSN",
            parse_issn,
            "https://portal.issn.org/resource/ISSN/{}".format,
            "0021-9738",
            r"^\d{4}-\d{3}[\dX]$",
            "ISO 3297",
        ),
        Scheme(
            "ror",
            "ROR id",
            parse_ror,
            "https://ror.org/{}".format,
            "03vek6s52",
            r"^0[a-hj-km-np-tv-z\d]{6}\d{2}$",
            "ISO 7064 MOD 97-10",
        ),
        Scheme(
            "pmid",
            "PMID",
            parse_pmid,
            "https://pubmed.ncbi.nlm.nih.gov/{}/".format,
            "34596051",
            r"^[1-9]\d{0,8}$",
            "PubMed",
        ),
        Scheme(
            "pmcid",
            "PMCID",
            parse_pmcid,
            "https://pmc.ncbi.nlm.nih.gov/articles/{}/".format,
            "PMC8483742",
            r"^PMC[1-9]\d{0,9}(\.\d{1,3})?$",
            "PubMed Central",
        ),
        Scheme(
            "license",
            "SPDX identifier",
            parse_license,
            lambda key: license_of(key).url,
            "CC-BY-4.0",
            r"^[A-Za-z0-9.-]+$",
            "SPDX License List",
        ),
    )
}
"""Every scheme of identifier, by name."""


def url_of(scheme: str, identifier: str) -> str:
    """The https address of an identifier in its canonical form; nothing where there is none.

    >>> url_of("orcid", "0000-0002-1825-0097")
    'https://orcid.org/0000-0002-1825-0097'
    """
    return SCHEMES[scheme].url(identifier) if identifier else ""
