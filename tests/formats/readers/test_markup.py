from __future__ import annotations

import pytest

from postilla.formats.reading import Candidate, Problem, jats
from postilla.formats.reading.markup import DEEPEST, LARGEST, XmlError, parse, words

BOMB = (
    b'<?xml version="1.0"?><!DOCTYPE article [<!ENTITY a "lol">'
    + b"".join(b'<!ENTITY %c "%s">' % (98 + n, (b"&%c;" % (97 + n)) * 10) for n in range(9))
    + b"]><article><front><article-meta><title-group><article-title>&j;</article-title></title-group>"
    + b"</article-meta></front></article>"
)


def problem(data: bytes) -> str:
    (found,) = list(jats.read(data))
    assert isinstance(found, Problem)
    return f"{found.place}: {found.message}"


def test_entities_of_a_file_are_not_expanded() -> None:
    assert "declares entities of its own" in problem(BOMB)


def test_entities_in_another_encoding_are_found_too() -> None:
    text = BOMB.decode().replace('<?xml version="1.0"?>', '<?xml version="1.0" encoding="UTF-16"?>')
    assert "declares entities" in problem(text.encode("utf-16"))


@pytest.mark.parametrize("what", ['SYSTEM "file:///etc/passwd"', 'PUBLIC "x" "http://127.0.0.1:9/x"'])
def test_outer_entities_are_not_read(what: str) -> None:
    data = f"<!DOCTYPE article [<!ENTITY x {what}>]><article><p>&x;</p></article>"
    assert "declares entities" in problem(data.encode())
    data = f"<!DOCTYPE article [<!ENTITY % x {what}> %x;]><article/>"
    assert "declares entities" in problem(data.encode())


def test_names_of_the_public_sets_are_known_and_others_stay_as_they_are() -> None:
    head = b'<!DOCTYPE article PUBLIC "-//NLM//DTD x//EN" "x.dtd">'
    root = parse(head + b"<article><p>&alpha;&nbsp;b<i>c</i>&mdash;d &unknown; &#x2009;e</p></article>")
    assert words(root) == "α bc—d &unknown; e"


def test_pictures_may_be_declared() -> None:
    data = b'<!DOCTYPE article [<!ENTITY f1 SYSTEM "f1.tif" NDATA TIFF>]><article><p>x</p></article>'
    assert words(parse(data)) == "x"


def test_depth_has_a_limit() -> None:
    deep = b"<article>" + b"<sec>" * DEEPEST + b"</sec>" * DEEPEST + b"</article>"
    with pytest.raises(XmlError, match="nest"):
        parse(deep)
    deeper = b"<article>" + b"<sec>" * 100_000
    with pytest.raises(XmlError):
        parse(deeper)


def test_size_has_a_limit() -> None:
    with pytest.raises(XmlError, match="bytes"):
        parse(b"<article>" + b" " * LARGEST + b"</article>")


def test_a_file_that_is_cut_off_says_so_with_its_line() -> None:
    assert problem(b"<article>\n<front>\n<article-meta>").startswith("line 3: the file is not complete")


def test_a_web_page_says_so() -> None:
    assert "web page" in problem(b"<!DOCTYPE html><html><body><br><p>x</body></html>")


def test_wrong_encodings_are_told() -> None:
    data = '<?xml version="1.0" encoding="UTF-8"?><article><p>é</p></article>'.encode("latin-1")
    assert "line 1" in problem(data)


def test_comments_and_instructions_leave_no_gap() -> None:
    title = b"<article-title>a<!-- x -->b<?y z?>c</article-title>"
    data = b"<article><front><article-meta>" + title + b"</article-meta></front></article>"
    (candidate,) = list(jats.read(data))
    assert isinstance(candidate, Candidate)
    assert candidate.fields["title"] == "abc"
