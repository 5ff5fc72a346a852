"""The bounds of a text, and the limit of time."""

from __future__ import annotations

import importlib
import signal
import sys
import threading

import pytest

from postilla.bodies import Body, BodySource, limits, render
from postilla.bodies.limits import OutOfTime, measure, time_limit

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no timers")

render_module = importlib.import_module("postilla.bodies.render")
"""The door's function `render` hides the module of that name."""


@pytest.mark.parametrize(
    "text",
    [
        "",
        "a" * limits.CHARACTERS,
        "\n" * (limits.LINES - 1),
        "> " * limits.DEPTH,
        "    " * (limits.DEPTH - 1) + "- a",
        " " * 999 + "a",
        "a" + ">" * 999,
    ],
)
def test_within_the_bounds(text: str) -> None:
    assert measure(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "a" * (limits.CHARACTERS + 1),
        "\n" * limits.LINES,
        "a\n" + "> " * (limits.DEPTH + 1),
        "    " * limits.DEPTH + "- a",
        "\t" * limits.DEPTH + "1. a",
        "- " * (limits.DEPTH + 1),
    ],
)
def test_beyond_the_bounds(text: str) -> None:
    fault = measure(text)
    assert fault is not None
    assert fault.code == "P407"


def _work_for_ever() -> None:
    while True:
        try:
            sum(range(1000))
        except Exception:  # noqa: BLE001  (libraries do this)
            continue


def test_time_ends_work_that_swallows_exceptions() -> None:
    with pytest.raises(OutOfTime), time_limit(0.05):
        _work_for_ever()
    assert signal.getitimer(signal.ITIMER_VIRTUAL) == (0.0, 0.0)


def test_the_handler_of_before_is_put_back() -> None:
    before = signal.getsignal(signal.SIGVTALRM)
    with time_limit(5):
        assert signal.getsignal(signal.SIGVTALRM) != before
    assert signal.getsignal(signal.SIGVTALRM) == before
    assert signal.getitimer(signal.ITIMER_VIRTUAL) == (0.0, 0.0)


@pytest.mark.parametrize("seconds", [0, -1])
def test_no_limit(seconds: float) -> None:
    before = signal.getsignal(signal.SIGVTALRM)
    with time_limit(seconds):
        assert signal.getsignal(signal.SIGVTALRM) == before


def test_no_timer_in_other_threads() -> None:
    bodies: list[Body] = []
    thread = threading.Thread(target=lambda: bodies.append(render(BodySource("*a*", "", ()))))
    thread.start()
    thread.join()
    assert [body.html for body in bodies] == ["<p><em>a</em></p>"]


def test_too_slow_a_text(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(render_module, "scan", lambda _: _work_for_ever())
    body = render(BodySource("a *b*\n\nc", "", ()), seconds=0.05)
    assert body.html == "<p>a *b*</p>\n<p>c</p>"
    assert [finding.message for finding in body.findings] == ["the text takes longer than 0.05 s to read"]


@pytest.mark.parametrize("error", [RecursionError, ValueError, MemoryError, KeyError])
def test_a_library_that_fails(monkeypatch: pytest.MonkeyPatch, error: type[Exception]) -> None:
    def fail(_: str) -> None:
        raise error

    monkeypatch.setattr(render_module, "scan", fail)
    body = render(BodySource("a <b>", "", ()))
    assert body.html == "<p>a &lt;b&gt;</p>"
    assert [finding.message for finding in body.findings] == [f"the text cannot be read ({error.__name__})"]


def test_after_a_failure_all_is_as_before(monkeypatch: pytest.MonkeyPatch) -> None:
    source = BodySource("## A\n\n- b [@a]\n\n    - c[^1]\n\n[^1]: d", "t-", ("a",))
    before = render(source)
    with monkeypatch.context() as patch:
        patch.setattr(render_module, "weave", lambda *_: _work_for_ever())
        assert render(source, seconds=0.05) != before
    assert render(source) == before


def test_the_call_stack_does_not_matter() -> None:
    source = BodySource("> " * 29 + "- a\n\n$" + "{" * 59 + "x" + "}" * 59 + "$", "", ())

    def deeper(levels: int) -> Body:
        return deeper(levels - 1) if levels else render(source)

    assert deeper(0) == deeper(300)
    assert deeper(0).findings == ()
