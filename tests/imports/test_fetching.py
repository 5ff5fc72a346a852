"""Crossref and PubMed, played by a server of our own: no test asks anybody else."""

from __future__ import annotations

import http.server
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from postilla.errors import SettingsError
from postilla.formats.reading import Candidate, Problem
from postilla.imports import fetching, forget_fetched
from postilla.imports.fetching import SERVICES, fetch

SAMPLES = Path(__file__).parents[1] / "formats/readers/samples"


class Answers(http.server.BaseHTTPRequestHandler):
    asked: list[tuple[str, str]]

    def do_GET(self) -> None:
        self.asked.append((self.path, self.headers["User-Agent"]))
        if "missing" in self.path:
            self.send_error(404)
        elif "busy" in self.path:
            self.send_error(429)
        elif "broken" in self.path:
            self.send_error(503)
        elif "away" in self.path:
            self.send_response(302)
            self.send_header("Location", "file:///etc/passwd")
            self.end_headers()
        else:
            data = (SAMPLES / ("pubmed.xml" if "efetch" in self.path else "work.json")).read_bytes()
            self.send_response(200)
            self.end_headers()
            self.wfile.write(data)

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[tuple[str, str]]]:
    """What the services were asked: path and user agent."""
    Answers.asked = []
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Answers) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        here = f"http://127.0.0.1:{server.server_port}/"
        services = {
            kind: replace(service, address=here + service.address.split("/", 3)[3])
            for kind, service in SERVICES.items()
        }
        monkeypatch.setattr(fetching, "SERVICES", services)
        monkeypatch.setenv("no_proxy", "127.0.0.1")
        yield Answers.asked
        server.shutdown()


def problems(*wanted: tuple[str, str], cache: Path, contact: str = "") -> list[str]:
    found = [one for _, _, answer in fetch(wanted, cache, contact) for one in answer]
    return [one.message for one in found if isinstance(one, Problem)]


def test_a_record_of_each_service(asked: list[tuple[str, str]], tmp_path: Path) -> None:
    wanted = [("doi", "https://doi.org/10.5555/JIM(1)"), ("pmid", "33333333")]
    answers = list(fetch(wanted, tmp_path, "ilse@example.org"))
    assert [(item.name, format) for item, format, _ in answers] == [
        ("Crossref 10.5555/JIM(1)", "crossref"),
        ("PubMed 33333333", "pubmed"),
    ]
    assert all(isinstance(one, Candidate) for _, _, found in answers for one in found)
    (crossref, agent), (pubmed, _) = asked
    assert crossref == "/works/10.5555%2FJIM%281%29?mailto=ilse%40example.org"
    assert "&id=33333333&email=ilse%40example.org" in pubmed
    assert agent.startswith("postilla/")
    assert agent.endswith("(mailto:ilse@example.org)")


def test_without_a_contact_no_empty_one_is_sent(asked: list[tuple[str, str]], tmp_path: Path) -> None:
    list(fetch([("doi", "10.5555/a"), ("pmid", "1")], tmp_path, ""))
    assert asked[0][0] == "/works/10.5555%2Fa"
    assert asked[1][0].endswith("&id=1")


def test_answers_are_kept(asked: list[tuple[str, str]], tmp_path: Path) -> None:
    for _ in range(2):
        assert problems(("doi", "10.5555/a"), cache=tmp_path) == []
    assert len(asked) == 1
    forget_fetched(tmp_path)
    problems(("doi", "10.5555/a"), cache=tmp_path)
    assert len(asked) == 2


@pytest.mark.parametrize(
    ("doi", "said"),
    [
        ("10.5555/missing", "Crossref knows no record 10.5555/missing"),
        ("10.5555/busy", "asks for fewer requests"),
        ("10.5555/broken", "answered with error 503"),
        ("10.5555/away", "answered with error 302"),
    ],
)
def test_what_goes_wrong_is_told_and_not_kept(
    asked: list[tuple[str, str]], tmp_path: Path, doi: str, said: str
) -> None:
    (message,) = problems(("doi", doi), cache=tmp_path)
    assert said in message
    assert not list(tmp_path.rglob("*"))


def test_offline_it_says_what_to_do_instead(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    nobody = replace(SERVICES["doi"], address="http://127.0.0.1:9/{id}?mailto={contact}")
    monkeypatch.setattr(fetching, "SERVICES", {"doi": nobody})
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    (message,) = problems(("doi", "10.5555/a"), cache=tmp_path)
    assert message.startswith("Crossref cannot be reached (")
    assert "save the record from Crossref as a file" in message


def test_what_is_no_identifier_is_refused_before_anybody_is_asked(
    asked: list[tuple[str, str]], tmp_path: Path
) -> None:
    with pytest.raises(SettingsError, match="--doi nonsense: is not a DOI"):
        list(fetch([("doi", "10.5555/a"), ("doi", "nonsense")], tmp_path, ""))
    assert asked == []
