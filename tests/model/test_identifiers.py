from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postilla.model import SCHEMES, IdentifierError, Scheme, doi_key, doi_url, license_of, url_of
from postilla.model.identifiers import (
    LICENSES,
    parse_doi,
    parse_issn,
    parse_orcid,
    parse_pmcid,
    parse_pmid,
    parse_ror,
)
from tests.records.generated import HOSTILE, dois, orcids, rors

KNOWN = {
    "orcid": ("0000-0002-1825-0097", "0000-0001-5109-3700", "0000-0002-1694-233X"),
    "issn": ("0021-9738", "1558-8238", "2050-084X"),
    "ror": ("03vek6s52", "042nb2s44", "02mhbdp94"),
    "doi": ("10.1172/JCI153204", "10.7554/eLife.00302", "10.1002/(SICI)1097-0258(19980815)17:15<1661::AID>3.0.CO;2-X"),
    "pmid": ("1", "34596051", "999999999"),
    "pmcid": ("PMC8483742", "PMC1.2"),
    "license": ("CC-BY-4.0", "CC0-1.0", "LicenseRef-house.1"),
}  # fmt: skip
CHECKED = [(name, value) for name in ("orcid", "issn", "ror") for value in KNOWN[name]]


@pytest.mark.parametrize("scheme", SCHEMES.values(), ids=SCHEMES)
def test_real_identifiers_are_their_own_canonical_form(scheme: Scheme) -> None:
    for value in (*KNOWN[scheme.name], scheme.example):
        assert scheme.parse(value) == value
        assert scheme.parse(f"  {value} ") == value
        assert re.search(scheme.pattern, value)
        assert scheme.url(value).startswith("https://") or value.startswith("LicenseRef-")


@pytest.mark.parametrize(("name", "value"), CHECKED)
def test_every_change_of_one_digit_is_refused(name: str, value: str) -> None:
    for place, old in enumerate(value):
        if old.isdigit():
            for new in set("0123456789") - {old}:
                with pytest.raises(IdentifierError):
                    SCHEMES[name].parse(value[:place] + new + value[place + 1 :])


@pytest.mark.parametrize(("name", "value"), CHECKED)
def test_two_neighbours_in_wrong_order_are_refused(name: str, value: str) -> None:
    for place in range(len(value) - 1):
        one, other = value[place], value[place + 1]
        if one != other and one.isdigit() and other.isdigit():
            with pytest.raises(IdentifierError):
                SCHEMES[name].parse(value[:place] + other + one + value[place + 2 :])


@given(orcids(), st.integers(0, 18), st.sampled_from("0123456789X"))
def test_an_orcid_has_one_check_character(orcid: str, place: int, new: str) -> None:
    assert parse_orcid(orcid) == orcid
    changed = orcid[:place] + new + orcid[place + 1 :]
    if changed != orcid:
        with pytest.raises(IdentifierError):
            parse_orcid(changed)


@given(rors(), st.integers(1, 8), st.sampled_from("0123456789abcdefghjkmnpqrstvwxyz"))
def test_a_ror_id_has_one_pair_of_check_digits(ror: str, place: int, new: str) -> None:
    assert parse_ror(ror) == ror
    changed = ror[:place] + new + ror[place + 1 :]
    if changed != ror:
        with pytest.raises(IdentifierError):
            parse_ror(changed)


@given(st.text("0123456789", min_size=7, max_size=7))
def test_an_issn_has_one_check_character(digits: str) -> None:
    right = [last for last in "0123456789X" if _is_known("issn", digits + last)]
    assert len(right) == 1
    assert parse_issn(digits + right[0]) == f"{digits[:4]}-{digits[4:]}{right[0]}"


def _is_known(scheme: str, text: str) -> bool:
    try:
        return bool(SCHEMES[scheme].parse(text))
    except IdentifierError:
        return False


@given(dois())
def test_reading_a_doi_twice_is_reading_it_once(doi: str) -> None:
    assert parse_doi(doi) == doi
    assert parse_doi(f"doi:{doi}") == doi
    assert parse_doi(f"DOI: {doi}") == doi
    if "%" not in doi:
        assert parse_doi(f"https://doi.org/{doi}") == doi
    assert doi_key(doi_key(doi)) == doi_key(doi)


@given(dois())
def test_the_address_of_a_doi_leads_back_to_it(doi: str) -> None:
    address = doi_url(doi)
    assert address.isascii()
    assert not re.search(r"[\s<>\"#?]", address)
    assert parse_doi(address) == doi


@pytest.mark.parametrize("scheme", SCHEMES.values(), ids=SCHEMES)
@given(text=HOSTILE | st.text())
def test_any_text_is_an_identifier_or_refused(scheme: Scheme, text: str) -> None:
    if not _is_known(scheme.name, text):
        return
    value = scheme.parse(text)
    assert scheme.parse(value) == value
    assert value.isprintable()
    assert re.search(scheme.pattern, value)


@pytest.mark.parametrize(
    ("text", "doi"),
    [
        ("https://doi.org/10.1172/JCI153204", "10.1172/JCI153204"),
        ("http://dx.doi.org/10.1172/JCI153204", "10.1172/JCI153204"),
        ("https://doi.org/10.1002/(SICI)1%3C2%3E3", "10.1002/(SICI)1<2>3"),
        ("10.1000.10/a%20b", "10.1000.10/a%20b"),
        ("10.1000/doi:x", "10.1000/doi:x"),
        ("10.1000/https://doi.org/x", "10.1000/https://doi.org/x"),
    ],
)
def test_a_doi_is_kept_as_deposited(text: str, doi: str) -> None:
    assert parse_doi(text) == doi


@pytest.mark.parametrize(
    "text",
    ["", "doi:", "1172/JCI153204", "10.117/x", "10.1172/", "10.1172/a b", "10.1172/a\x7fb", "10.١١٧٢/x", "10.1172"],
)  # fmt: skip
def test_what_is_no_doi_is_refused(text: str) -> None:
    with pytest.raises(IdentifierError, match="DOI"):
        parse_doi(text)


def test_a_doi_that_was_broken_over_two_lines_is_told_so() -> None:
    with pytest.raises(IdentifierError) as refused:
        parse_doi("10.1021/ bi992105o")
    assert refused.value.note == "a DOI holds no spaces"


def test_dois_are_compared_without_case_of_ascii_letters() -> None:
    assert doi_key("10.1172/JCI153204") == doi_key("10.1172/jci153204")
    assert doi_key("10.1172/É") != doi_key("10.1172/é")


@pytest.mark.parametrize(
    ("text", "orcid"),
    [
        ("https://orcid.org/0000-0002-1825-0097", "0000-0002-1825-0097"),
        ("http://www.orcid.org/0000-0002-1694-233x", "0000-0002-1694-233X"),
        ("0000000218250097", "0000-0002-1825-0097"),
    ],
)
def test_an_orcid_may_be_an_address_or_bare_digits(text: str, orcid: str) -> None:
    assert parse_orcid(text) == orcid


@pytest.mark.parametrize(
    "text", ["", "0000-0002-1825-009", "٠٠٠٠-٠٠٠٢-١٨٢٥-٠٠٩٧", "0000-https://orcid.org/0002-1825-0097"]
)
def test_what_has_not_the_form_of_an_orcid_is_refused(text: str) -> None:
    with pytest.raises(IdentifierError, match="is not an ORCID iD"):
        parse_orcid(text)


def test_a_wrong_check_character_is_told_with_the_right_one() -> None:
    with pytest.raises(IdentifierError) as caught:
        parse_orcid("0000-0002-1825-0098")
    assert caught.value.message == "the checksum does not match"
    assert caught.value.note == "the last character should be 7"
    assert caught.value.help == "copy it again from orcid.org, or leave `orcid` out"
    with pytest.raises(IdentifierError) as caught:
        parse_ror("03vek6s53")
    assert caught.value.note == "the last two digits should be 52"


@pytest.mark.parametrize(
    "text", ["https://ror.org/03vek6s52", "ror.org/03VEK6S52", "http://www.ror.org/03vek6s52"]
)
def test_a_ror_id_may_be_an_address(text: str) -> None:
    assert parse_ror(text) == "03vek6s52"


@pytest.mark.parametrize("text", ["", "13vek6s52", "03vek6l52", "03vek6s5", "0٣٣٣٣٣٣52", "03ror.org/vek6s52"])
def test_what_has_not_the_form_of_a_ror_id_is_refused(text: str) -> None:
    with pytest.raises(IdentifierError, match="is not a ROR id"):
        parse_ror(text)


def test_an_issn_may_lack_its_hyphen() -> None:
    assert parse_issn("2050084x") == "2050-084X"
    assert parse_issn("ISSN 2050-084X") == "2050-084X"
    with pytest.raises(IdentifierError, match="is not an ISSN"):
        parse_issn("2050-08X4")


def test_pubmed_identifiers() -> None:
    assert parse_pmid("PMID: 34596051") == "34596051"
    assert parse_pmid("https://www.ncbi.nlm.nih.gov/pubmed/34596051") == "34596051"
    assert parse_pmcid("pmc8483742") == "PMC8483742"
    assert parse_pmcid("PMCID: PMC8483742") == "PMC8483742"
    assert parse_pmcid("http://www.ncbi.nlm.nih.gov/pmc/articles/PMC8483742/") == "PMC8483742"
    for text in ("0", "01", "1234567890", "PMC1", "-1", "١"):
        with pytest.raises(IdentifierError, match="is not a PMID"):
            parse_pmid(text)
    for text in ("8483742", "PMC0", "PMC", "PMC1.", "PMC1.1234"):
        with pytest.raises(IdentifierError, match="is not a PMCID"):
            parse_pmcid(text)


@pytest.mark.parametrize("scheme", SCHEMES.values(), ids=SCHEMES)
def test_every_identifier_may_be_the_address_that_it_leads_to(scheme: Scheme) -> None:
    assert scheme.parse(scheme.url(scheme.example)) == scheme.example


def test_a_licence_may_be_its_address() -> None:
    parse = SCHEMES["license"].parse
    assert [parse(row.url) for row in LICENSES.values()] == [*LICENSES]
    for address in (
        "http://creativecommons.org/licenses/by/4.0",
        "https://creativecommons.org/licenses/by/4.0/legalcode",
        "https://www.creativecommons.org/licenses/by/4.0/deed.de",
    ):
        assert parse(address) == "CC-BY-4.0"
    with pytest.raises(IdentifierError, match="SPDX"):
        parse("https://example.org/licenses/by/4.0/")


def test_licences_are_known_in_any_case() -> None:
    parse = SCHEMES["license"].parse
    assert parse("cc-by-4.0") == "CC-BY-4.0"
    assert [parse(identifier.swapcase()) for identifier in LICENSES] == [*LICENSES]
    for text in ("", "CC BY 4.0", "CC-BY", "MIT License", "LicenseRef-", "LicenseRef-a b"):
        with pytest.raises(IdentifierError, match="SPDX"):
            parse(text)


def test_every_licence_says_what_it_is() -> None:
    for identifier, row in LICENSES.items():
        assert row.id == identifier
        assert row.name
        assert row.url.startswith("https://")
    assert license_of("CC-BY-4.0").name == "Creative Commons Attribution 4.0"
    own = license_of("LicenseRef-house")
    assert (own.name, own.url) == ("house", "")


def test_addresses_of_identifiers() -> None:
    assert SCHEMES["orcid"].url("0000-0002-1825-0097") == "https://orcid.org/0000-0002-1825-0097"
    assert SCHEMES["ror"].url("03vek6s52") == "https://ror.org/03vek6s52"
    assert SCHEMES["pmid"].url("1") == "https://pubmed.ncbi.nlm.nih.gov/1/"
    assert SCHEMES["doi"].url("10.1002/1<2>3#a?b é") == "https://doi.org/10.1002/1%3C2%3E3%23a%3Fb%20%C3%A9"


@pytest.mark.parametrize("scheme", SCHEMES.values(), ids=lambda scheme: scheme.name)
def test_an_identifier_that_is_not_there_has_no_address(scheme: Scheme) -> None:
    assert url_of(scheme.name, "") == ""
    assert url_of(scheme.name, scheme.example) == scheme.url(scheme.example)
