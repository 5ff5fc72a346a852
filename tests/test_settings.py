from __future__ import annotations

import dataclasses
import os
from pathlib import Path
from typing import Any

import pytest

from postilla.alerts import Alerts
from postilla.diagnostics import Severity
from postilla.errors import SettingsError
from postilla.settings import KIND_NAMES, NO_ALERTS, ROWS, Settings

ROOT = Path("/archive")


def test_every_setting_has_a_default() -> None:
    settings = Settings.of(ROOT, {})
    assert {name: getattr(settings, name) for name in ROWS} == {
        row.name: row.default for row in ROWS.values()
    }


def test_settings_are_read_from_the_file_and_the_site() -> None:
    values = {"articles": "records", "journal": "jim", "fail_on": "warning", "jobs": 3}
    settings = Settings.of(ROOT, values, site_name="Lanterns", site_url="https://jim.example/")
    assert (settings.site_name, settings.site_url, settings.journal) == (
        "Lanterns",
        "https://jim.example/",
        "jim",
    )
    assert settings.articles_dir == ROOT / "records"
    assert settings.cache_dir == ROOT / ".cache/postilla"
    assert settings.stop_severity is Severity.WARNING
    assert settings.workers == 3


def test_no_number_of_jobs_means_one_for_each_processor() -> None:
    assert Settings.of(ROOT, {}).workers == (os.cpu_count() or 1)


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"article": "x"}, f"there is no setting 'article'; there are {', '.join(ROWS)}"),
        ({"articles": 3}, "articles: 3 is not text"),
        ({"articles": None}, "articles: None is not text"),
        ({"jobs": "4"}, "jobs: '4' is not a whole number"),
        ({"jobs": True}, "jobs: True is not a whole number"),
        ({"jobs": -1}, "jobs: cannot be negative"),
        ({"language": "English"}, "language: 'English' is not a language tag such as en or pt-BR"),
        ({"language": "de\n"}, "language: 'de\\n' is not a language tag such as en or pt-BR"),
        ({"fail_on": "never"}, "fail_on: 'never' is none of error, warning"),
        ({"twins": True}, "twins: True is not text"),
        (
            {"alerts": "https://post.example/"},
            "alerts: 'https://post.example/' is not a mapping with provider, url and perhaps form",
        ),
        (
            {"alerts": {"url": "https://a.example/"}},
            "alerts: {'url': 'https://a.example/'} is not a mapping with provider, url and perhaps form",
        ),
        ({"alerts": {"provider": "", "url": "https://a.example/"}}, "alerts: provider and url are text"),
        (
            {"alerts": {"provider": "A", "url": "javascript:alert(1)"}},
            "alerts: 'javascript:alert(1)' is no address that begins with https://",
        ),
        ({"search": "yes"}, "search: 'yes' is neither false nor settings such as {text: full}"),
        ({"search": {"text": "half"}}, "search: text: 'half' is none of full, abstract"),
        ({"search": {"depth": "full"}}, "search: there is no 'depth' in it; there is text"),
        ({"site_name": "x"}, f"there is no setting 'site_name'; there are {', '.join(ROWS)}"),
    ],
)
def test_an_unusable_setting_is_told(values: dict[str, Any], message: str) -> None:
    with pytest.raises(SettingsError) as caught:
        Settings.of(ROOT, values)
    assert str(caught.value) == f"plugins: postilla: {message}"


def test_alerts_are_a_provider_and_an_address() -> None:
    alerts = {"provider": "A Post Office", "url": "https://post.example/subscribe"}
    assert Settings.of(ROOT, {"alerts": alerts}).alerts == Alerts("A Post Office", alerts["url"])
    assert Settings.of(ROOT, {}).alerts == NO_ALERTS == Alerts()


def test_all_unusable_settings_are_told_at_once() -> None:
    with pytest.raises(SettingsError) as caught:
        Settings.of(ROOT, {"articles": 3, "jobs": -1, "fail_on": "never"})
    assert str(caught.value).count(";") == 2


def test_a_command_line_goes_before_the_file() -> None:
    settings = Settings.of(ROOT, {"jobs": 3, "fail_on": "warning"})
    assert settings.with_changes(jobs=1, fail_on=None) == dataclasses.replace(settings, jobs=1)
    assert settings.with_changes() == settings


def test_every_setting_is_explained() -> None:
    for row in ROWS.values():
        assert row.doc.endswith(".")
        assert row.kind in KIND_NAMES
        assert isinstance(row.default, row.kind) or row.kind is dict  # `true` for settings of its own
        assert not row.choices or row.default in row.choices


@pytest.mark.parametrize(
    ("search", "has", "text"),
    [
        (True, True, ""),
        (False, False, ""),
        ({}, True, ""),
        ({"text": "full"}, True, "full"),
        ({"text": "abstract"}, True, "abstract"),
    ],
)
def test_the_search_is_on_or_off_and_has_a_depth(search: Any, has: bool, text: str) -> None:
    settings = Settings.of(ROOT, {"search": search})
    assert (settings.has_search, settings.search_text) == (has, text)
