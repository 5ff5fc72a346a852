"""E-mail alerts: who sends them for an archive, and the form by which readers ask for them.

A form is built for services that take one from any site by plain POST, without a script and without a token. What each
of them takes is a row of `PROVIDERS`, read off forms that are in use.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, NamedTuple
from urllib.parse import urlsplit

SHAPE = "a mapping with provider, url and perhaps form"


class Provider(NamedTuple):
    """A service that takes a plain form. Texts in braces stand for the groups of `url`."""

    name: str
    url: str
    """A regular expression for the address that the settings give."""
    example: str
    """Such an address, for the message that tells of another."""
    action: str
    """Where the form is sent."""
    page: str
    """Where the service has a page with the same form, for whom ours does not work; empty for none."""
    email: str
    """The name of the field with the reader's address."""
    hidden: tuple[tuple[str, str], ...] = ()
    """Names and values of further fields. An empty one is a trap for robots, which fill in whatever they find."""


_HOST = r"[A-Za-z0-9.-]+(?::\d+)?"

PROVIDERS: Mapping[str, Provider] = {
    row.name.casefold(): row
    for row in (
        Provider(
            "Buttondown",
            r"https://buttondown\.(?:com|email)/(?P<list>[\w-]+)/?",
            "https://buttondown.com/your-journal",
            "https://buttondown.com/api/emails/embed-subscribe/{list}",
            "https://buttondown.com/{list}",
            "email",
            (("embed", "1"),),
        ),
        Provider(
            "follow.it",
            r"(?P<form>https://api\.follow\.it/subscription-form/[\w=+/%-]+)",
            "https://api.follow.it/subscription-form/…",
            "{form}",
            "",
            "email",
        ),
        Provider(
            "listmonk",
            rf"(?P<form>https://{_HOST}(?:/[\w./-]+)?/subscription/form)\?l=(?P<list>[0-9a-f-]{{36}})",
            "https://lists.example.org/subscription/form?l=00000000-0000-0000-0000-000000000000",
            "{form}",
            "{form}",
            "email",
            (("l", "{list}"), ("nonce", "")),
        ),
        Provider(
            "Mailchimp",
            r"https://(?P<host>[\w-]+\.[\w-]+\.list-manage\.com)/subscribe(?:/post)?"
            r"\?u=(?P<user>[0-9a-f]+)&(?:amp;)?id=(?P<list>[0-9a-f]+)(?:&(?:amp;)?f_id=[0-9a-f]+)?",
            "https://example.us1.list-manage.com/subscribe?u=…&id=…",
            "https://{host}/subscribe/post?u={user}&id={list}",
            "https://{host}/subscribe?u={user}&id={list}",
            "EMAIL",
            (("b_{user}_{list}", ""),),
        ),
        Provider(
            "Sendy",
            rf"(?P<form>https://{_HOST}(?:/[\w./-]+)?/subscribe)\?list=(?P<list>\w+)",
            "https://sendy.example.org/subscribe?list=…",
            "{form}",
            "",
            "email",
            (("list", "{list}"), ("subform", "yes"), ("hp", "")),
        ),
    )
}
"""By name in small letters, in the order of the guide."""


class AlertForm(NamedTuple):
    """A form, ready to be written; without an action there is none."""

    action: str = ""
    email: str = ""
    """The name of the field with the reader's address."""
    hidden: tuple[tuple[str, str], ...] = ()
    page: str = ""
    """The service's own page with the same form; empty for none."""

    @property
    def host(self) -> str:
        """Where the reader's address goes: `buttondown.com`."""
        return urlsplit(self.action).netloc


class Alerts(NamedTuple):
    """Who sends e-mail alerts for the archive, and where readers ask for them; empty for nobody."""

    provider: str = ""
    url: str = ""
    form: AlertForm = AlertForm()
    """Without an action where a link leads to `url` instead."""

    def __str__(self) -> str:
        """The address."""
        return self.url

    @property
    def form_origin(self) -> str:
        """Where a Content-Security-Policy must allow forms to be sent; empty where there is no form."""
        return f"https://{self.form.host}" if self.form.action else ""

    @classmethod
    def of(cls, value: Any) -> Alerts:
        """Alerts from a mapping of the settings; `ValueError` says what is wrong with it."""
        if isinstance(value, cls):
            return value
        if not isinstance(value, Mapping) or set(value) not in (
            {"provider", "url"},
            {"provider", "url", "form"},
        ):
            raise ValueError(f"{value!r} is not {SHAPE}")
        provider, url, form = value["provider"], value["url"], value.get("form", False)
        if not all(isinstance(text, str) and text.strip() for text in (provider, url)):
            raise ValueError("provider and url are text")
        if form is not True and form is not False:
            raise ValueError(f"form: {form!r} is not true or false")
        if not re.fullmatch(r"https://[^\s\x00-\x1f]+", url):
            raise ValueError(f"{url!r} is no address that begins with https://")
        return cls(provider, url, _form(provider, url) if form else AlertForm())


def _form(provider: str, url: str) -> AlertForm:
    row = PROVIDERS.get(provider.casefold())
    if row is None:
        known = ", ".join(row.name for row in PROVIDERS.values())
        raise ValueError(
            f"form: nobody has told postilla what a form for {provider!r} looks like; there is one for {known}. "
            "Without `form: true` a link leads to the address"
        )
    found = re.fullmatch(row.url, url, re.ASCII)
    if found is None:
        raise ValueError(f"form: {url!r} is no address for a form of {row.name}, such as {row.example}")
    groups = found.groupdict()
    return AlertForm(
        row.action.format(**groups),
        row.email,
        tuple((name.format(**groups), value.format(**groups)) for name, value in row.hidden),
        row.page.format(**groups),
    )
