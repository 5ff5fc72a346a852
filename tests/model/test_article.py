from __future__ import annotations

import pytest

from postilla import model
from postilla.model import Copyright


@pytest.mark.parametrize(
    ("copyright_", "text"),
    [
        (Copyright("2021", "Invented"), "© 2021 Invented"),
        (Copyright("2021"), "© 2021"),
        (Copyright(holder="Invented"), "© Invented"),
        (Copyright(statement="All lamps reserved"), "All lamps reserved"),
    ],
)
def test_copyright_is_a_line(copyright_: Copyright, text: str) -> None:
    assert str(copyright_) == text


def test_the_door_of_the_room_names_what_is_there() -> None:
    assert model.__all__ == sorted(model.__all__, key=lambda name: (name.islower(), not name.isupper(), name))
    assert all(hasattr(model, name) for name in model.__all__)
