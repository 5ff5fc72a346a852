from __future__ import annotations

import email
import email.policy

from postilla.formats import Creator, Digest, digest_html, digest_message, digest_text

from .sample import HOSTILE, entry


def a_digest(**changes: object) -> Digest:
    return Digest(
        "Lanterns:\nnew", "1 article since 2024.", "en", (("New articles", (entry(**changes),)),),
        (("Lanterns", "https://example.org/a/"),),
    )  # fmt: skip


def test_the_text_has_everything_in_short_lines() -> None:
    text = digest_text(a_digest(abstract="word " * 200))
    assert "Ilse Varga-Holm, Marieke van der Linde Jr., The Lantern Group" in text
    assert "Comments on: Evening walks. J Imagin Med. 2024;12(3):e1187" in text
    assert "https://example.org/a/articles/x/\n" in text
    assert max(len(line) for line in text.splitlines() if "https://" not in line) <= 72
    assert text.count("word") < 130


def test_the_html_shows_only_what_was_said() -> None:
    html = digest_html(a_digest(title=HOSTILE, creators=(Creator(HOSTILE, name=HOSTILE),), abstract=HOSTILE))
    assert "<script" not in html
    assert "<!--" not in html
    assert "<b>" not in html
    assert '<a style="color:#0a5070" href="https://doi.org/10.5555/jim.2024.1187">Evening walks</a>' in html
    assert "<img" not in html


def test_the_message_is_a_draft_of_both_and_always_the_same() -> None:
    data = digest_message(a_digest())
    assert data == digest_message(a_digest())
    message = email.message_from_bytes(data, policy=email.policy.default)
    assert message["Subject"] == "Lanterns: new"
    assert message["X-Unsent"] == "1"
    assert message["To"] is None
    assert [part.get_content_type() for part in message.iter_parts()] == ["text/plain", "text/html"]
    text = message.get_body(("plain",))
    assert text is not None
    assert text.get_content().replace("\r\n", "\n") == digest_text(a_digest())
