"""What a server should send with each file, in the words of three servers: security, caching, and the link set.

The headers and their reasons stand in `docs/guide/hosting.md`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple
from urllib.parse import urlsplit

from .signposting import LINKSET, LINKSET_TYPE

POLICY = (
    "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; base-uri 'none'; form-action 'self'; "
    "frame-ancestors 'none'"
)
"""Of all that the archive writes itself; see `policy`."""
BESIDE_POLICY = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
"""Of what lies beside a record and could run: decisions/0036."""
FOR_EVER = "public, max-age=31536000, immutable"


def policy(form_origin: str) -> str:
    """The Content-Security-Policy of a site.

    Args:
        form_origin: where forms may be sent beside the site, such as `https://buttondown.com`; empty for nowhere.
    """
    return (
        POLICY.replace("form-action 'self'", f"form-action 'self' {form_origin}") if form_origin else POLICY
    )


class HeadersFile(NamedTuple):
    """One server's file."""

    path: str
    write: Callable[[str, bool, str], str]
    """From the address of the site, whether articles have link sets, and where forms may be sent (see `policy`)."""


def _link(site_url: str, id: str) -> str:
    return f'<{site_url}articles/{id}/{LINKSET}>; rel="linkset"; type="{LINKSET_TYPE}"'


def _lines(site_url: str, link: str, form_origin: str) -> str:
    base = urlsplit(site_url).path or "/"
    text = (
        f"{base}*\n"
        f"  Content-Security-Policy: {policy(form_origin)}\n"
        "  X-Content-Type-Options: nosniff\n"
        "\n"
        f"{base}assets/postilla/*\n"
        f"  Cache-Control: {FOR_EVER}\n"
    )
    return text + link.format(base=base) if link else text


def netlify(site_url: str, has_linksets: bool, form_origin: str) -> str:
    """`_headers` of Netlify, which cannot put a part of an address into a header, and so sends no link."""
    kind = f"\n{{base}}articles/:id/{LINKSET}\n  Content-Type: {LINKSET_TYPE}\n" if has_linksets else ""
    return _lines(site_url, kind, form_origin)


def cloudflare(site_url: str, has_linksets: bool, form_origin: str) -> str:
    """`_headers` of Cloudflare Pages, which takes placeholders."""
    if not has_linksets:
        return _lines(site_url, "", form_origin)
    link = _link(site_url, ":id")
    return _lines(
        site_url,
        f"\n{{base}}articles/:id/\n  Link: {link}\n"
        f"\n{{base}}articles/:id/:file\n  Link: {link}\n"
        f"\n{{base}}articles/:id/{LINKSET}\n  Content-Type: {LINKSET_TYPE}\n",
        form_origin,
    )


def nginx(site_url: str, has_linksets: bool, form_origin: str) -> str:
    """Lines for a `server` block of nginx. A header whose value is empty is not sent."""
    base = urlsplit(site_url).path or "/"
    folder = base.replace(".", r"\.")
    beside = rf"{folder}articles/[^/]+/(?!index\.html$).+\.(html?|svg|xml|js)$"
    text = (
        "# Include this file in the server block of the archive; an add_header of a location would switch it off.\n"
        f'set $archive_policy "{policy(form_origin)}";\n'
        f'if ($uri ~ "^{beside}") {{ set $archive_policy "{BESIDE_POLICY}"; }}\n'
        'set $archive_cache "no-cache";\n'
        f'if ($uri ~ "^{folder}assets/postilla/") {{ set $archive_cache "{FOR_EVER}"; }}\n'
    )
    if has_linksets:
        link = _link(site_url, "$1").replace('"', r"\"")
        text += (
            'set $archive_link "";\n'
            f'if ($uri ~ "^{folder}articles/([^/]+)/") {{ set $archive_link "{link}"; }}\n'
        )
    text += (
        "add_header Content-Security-Policy $archive_policy always;\n"
        "add_header Cache-Control $archive_cache always;\n"
        "add_header X-Content-Type-Options nosniff always;\n"
    )
    return text + ("add_header Link $archive_link always;\n" if has_linksets else "")


HEADERS_FILES: Mapping[str, HeadersFile] = {
    "netlify": HeadersFile("_headers", netlify),
    "cloudflare": HeadersFile("_headers", cloudflare),
    "nginx": HeadersFile("nginx-headers.conf", nginx),
}
"""By the value of the setting `headers`."""
