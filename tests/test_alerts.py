"""The forms by which readers ask for alerts."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from postilla.alerts import PROVIDERS, AlertForm, Alerts
from postilla.errors import SettingsError
from postilla.settings import Settings

UUID = "5cd15323-897f-4e0a-b4a7-876d608bfa07"
LISTS = {
    "buttondown": "https://buttondown.com/jim",
    "follow.it": "https://api.follow.it/subscription-form/eXRo+Sm/cE8=/8",
    "listmonk": f"https://lists.example.org/subscription/form?l={UUID}",
    "mailchimp": "https://jim.us10.list-manage.com/subscribe?u=50dafeb0&id=761087a9",
    "sendy": "https://sendy.example.org/mail/subscribe?list=Gl2TpE4aL763",
}


def form(provider: str, url: str) -> AlertForm:
    return Alerts.of({"provider": provider, "url": url, "form": True}).form


def test_every_provider_has_a_form_that_goes_to_it_alone() -> None:
    assert LISTS.keys() == PROVIDERS.keys()
    for name, url in LISTS.items():
        made = form(name, url)
        assert made.action.startswith("https://")
        assert made.host == url.split("/")[2], name
        assert Alerts.of({"provider": name, "url": url, "form": True}).form_origin == f"https://{made.host}"
        assert "{" not in repr(made)


def test_a_form_has_what_each_service_takes() -> None:
    assert form("Buttondown", LISTS["buttondown"]) == AlertForm(
        "https://buttondown.com/api/emails/embed-subscribe/jim",
        "email",
        (("embed", "1"),),
        "https://buttondown.com/jim",
    )
    assert form("listmonk", LISTS["listmonk"]) == AlertForm(
        "https://lists.example.org/subscription/form", "email", (("l", UUID), ("nonce", "")),
        "https://lists.example.org/subscription/form",
    )  # fmt: skip
    assert form("MailChimp", LISTS["mailchimp"]) == AlertForm(
        "https://jim.us10.list-manage.com/subscribe/post?u=50dafeb0&id=761087a9", "EMAIL",
        (("b_50dafeb0_761087a9", ""),), "https://jim.us10.list-manage.com/subscribe?u=50dafeb0&id=761087a9",
    )  # fmt: skip
    assert form("Sendy", LISTS["sendy"]) == AlertForm(
        "https://sendy.example.org/mail/subscribe", "email",
        (("list", "Gl2TpE4aL763"), ("subform", "yes"), ("hp", "")), "",
    )  # fmt: skip


def test_the_address_may_be_that_of_the_code_which_mailchimp_hands_out() -> None:
    code = "https://jim.us10.list-manage.com/subscribe/post?u=50dafeb0&amp;id=761087a9&amp;f_id=004630e2f0"
    assert form("Mailchimp", code) == form("Mailchimp", LISTS["mailchimp"])


def test_without_a_wish_for_a_form_there_is_a_link() -> None:
    for more in ({}, {"form": False}):
        alerts = Alerts.of({"provider": "Buttondown", "url": LISTS["buttondown"], **more})
        assert (alerts.form, alerts.form_origin, str(alerts)) == (AlertForm(), "", LISTS["buttondown"])


@pytest.mark.parametrize(
    ("provider", "url", "wanted", "message"),
    [
        ("Buttondown", "https://buttondown.com/", True, "form: 'https://buttondown.com/' is no address for a form"),
        ("Mailchimp", "https://evil.example/subscribe?u=1&id=2", True, "such as https://example.us1.list-manage.com/"),
        ("Buttondown", 'https://buttondown.com/a"><script>', True, "is no address for a form of Buttondown"),
        ("Sendy", "https://s.example/subscribe", True, "such as https://sendy.example.org/subscribe?list=…"),
        ("Mailman 3", "https://lists.example.org/x/", True, "for 'Mailman 3' looks like; there is one for Buttondown,"),
        ("Buttondown", "https://buttondown.com/jim", "yes", "alerts: form: 'yes' is not true or false"),
        ("Buttondown", "https://buttondown.com/jim", None, "alerts: form: None is not true or false"),
    ],
)  # fmt: skip
def test_a_form_that_cannot_be_made_is_told(provider: str, url: str, wanted: object, message: str) -> None:
    with pytest.raises(SettingsError, match=re.escape(message)):
        Settings.of(Path(), {"alerts": {"provider": provider, "url": url, "form": wanted}})


def test_the_guide_tells_of_every_provider() -> None:
    guide = (Path(__file__).parents[1] / "docs/guide/machines.md").read_text("utf-8")
    for row in PROVIDERS.values():
        assert f"| {row.name} | `{row.example}`" in guide, row.name
