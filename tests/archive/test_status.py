from __future__ import annotations

from postilla.archive import Status
from postilla.archive.status import NO_STATUS
from postilla.model import Head, PartialDate, Withdrawn
from tests.builders import a_head, an_archive, related

GONE = Withdrawn(PartialDate(2025), "Published twice.")


def notice(id: str, relation: str, article: str = "t", **values: object) -> Head:
    return a_head(id, related=(related(relation, article),), **values)


def test_notices_give_a_status_newest_first() -> None:
    archive = an_archive(
        a_head("t"),
        notice("c1", "corrects", published="2022"),
        notice("c2", "corrects", published="2023"),
        notice("r", "retracts"),
        notice("e", "raises-concern-about"),
        notice("x", "comments-on"),
    )
    assert archive.status("t") == Status(retracted=("r",), concern=("e",), corrected=("c2", "c1"))
    assert archive.status("t")
    assert not archive.status("x")
    assert archive.status("x") is NO_STATUS


def test_a_draft_and_a_withdrawn_notice_say_nothing() -> None:
    archive = an_archive(
        a_head("t"), notice("d", "retracts", draft=True), notice("w", "retracts", withdrawn=GONE)
    )
    assert not archive.status("t")
    assert archive.status("w") == Status(withdrawn=GONE)


def test_a_discussed_work_has_the_status_that_notices_here_give_it() -> None:
    archive = an_archive(
        a_head("c", related=(related("comments-on", doi="10.5555/X"),)),
        a_head("r", related=(related("retracts", doi="10.5555/x"),)),
    )
    assert archive.work_status("doi:10.5555/x") == Status(retracted=("r",))
    assert not archive.work_status("doi:10.5555/other")


def test_a_work_that_is_an_article_here_has_the_articles_status() -> None:
    archive = an_archive(
        a_head("t", doi="10.5555/T", pmid="7", withdrawn=GONE),
        notice("r", "retracts"),
        a_head("quiet", doi="10.5555/Q", withdrawn=GONE),
    )
    assert archive.work_status("doi:10.5555/t") == Status(retracted=("r",), withdrawn=GONE)
    assert archive.work_status("pmid:7") == Status(retracted=("r",), withdrawn=GONE)
    assert archive.work_status("doi:10.5555/q") == Status(withdrawn=GONE)
