"""`mkdocs serve`: its server, and in front of it the search, which is indexed when somebody first wants it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from http import HTTPStatus
from typing import Any

from postilla.build import BackgroundSearch

App = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]
"""A WSGI application (PEP 3333)."""


def with_search(app: App, search: BackgroundSearch, mount: str) -> App:
    """An application that answers for the search, and leaves everything else to `app`.

    Args:
        app: what serves the site.
        search: the search.
        mount: the path below which the site stands, with slashes around it.
    """

    def serve(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        path = environ.get("PATH_INFO", "")
        answer = search.answer(path.removeprefix(mount)) if path.startswith(mount) else None
        if answer is None:
            return app(environ, start_response)
        headers = [
            ("Content-Type", answer.kind),
            ("Content-Length", str(len(answer.data))),
            ("Cache-Control", "no-cache"),
        ]
        start_response(f"{answer.status} {HTTPStatus(answer.status).phrase}", headers)
        return [answer.data]

    return serve
