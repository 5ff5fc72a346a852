"""Dates as citations and MEDLINE write them."""

from __future__ import annotations

from postilla.model import MONTHS, PartialDate


def short_month(date: PartialDate | None) -> str:
    """`Oct`; nothing where no month is known."""
    return MONTHS[date.month - 1][:3] if date and date.month else ""


def year_first(date: PartialDate | None) -> str:
    """`2021 Oct 1`, as far as it is known."""
    if date is None:
        return ""
    return " ".join(part for part in (str(date.year), short_month(date), str(date.day or "")) if part)


def year_of(date: PartialDate | None) -> str:
    """The year, or nothing."""
    return str(date.year) if date else ""
