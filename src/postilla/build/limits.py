"""What common hosts allow, beside what the site is."""

from __future__ import annotations

from typing import NamedTuple

from .publish import Published

MB = 1_000_000
NEAR = 0.8
"""From this share of a limit on, the report warns."""


class HostLimit(NamedTuple):
    """One host's limits; 0 where there is none. As published in November 2026."""

    name: str
    files: int
    megabytes: int
    largest_file: float
    """Mebibytes."""


LIMITS: tuple[HostLimit, ...] = (
    HostLimit("GitHub Pages", 0, 1_000, 100),
    HostLimit("GitLab Pages", 200_000, 1_000, 0),
    HostLimit("Cloudflare Pages (free)", 20_000, 0, 25),
    HostLimit("Cloudflare Pages (paid)", 100_000, 0, 25),
)


def host_report(site: Published) -> tuple[list[str], list[str]]:
    """A table of the site beside each host's limits, and warnings where one is near or passed."""
    rows = [f"{'host':<26}{'files':>20}{'size':>20}"]
    warnings = []
    for limit in LIMITS:
        files = f"{site.files:,} of {limit.files:,}" if limit.files else f"{site.files:,}"
        size = (
            f"{site.bytes / MB:,.0f} of {limit.megabytes:,} MB"
            if limit.megabytes
            else f"{site.bytes / MB:,.0f} MB"
        )
        rows.append(f"{limit.name:<26}{files:>20}{size:>20}")
        for what, share in (
            ("files", site.files / limit.files if limit.files else 0),
            ("size", site.bytes / MB / limit.megabytes if limit.megabytes else 0),
        ):
            if share > NEAR:
                warnings.append(f"{limit.name}: the site has {share:.0%} of the {what} allowed")
        if limit.largest_file and site.largest[1] > limit.largest_file * 1024 * 1024:
            warnings.append(f"{limit.name}: {site.largest[0]} is larger than {limit.largest_file:g} MiB")
    return rows, warnings
