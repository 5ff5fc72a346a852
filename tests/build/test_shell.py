from __future__ import annotations

from postilla.build.shell import OPEN, Shell, slot


def test_a_shell_is_text_and_slots_in_turn() -> None:
    shell = Shell.parse(f"<a>{slot('title')}</a>{slot('main')}")
    assert shell.parts == ("<a>", "title", "</a>", "main", "")


def test_a_slot_may_occur_often_or_never() -> None:
    shell = Shell.parse(f"{slot('base')}x {slot('base')}y")
    assert shell.at("../").fill({"main": "nowhere"}) == "../x ../y"
    assert Shell.parse("no slot").at("../").fill({}) == "no slot"


def test_a_slot_without_a_value_vanishes() -> None:
    assert Shell.parse(f"a{slot('head')}b").fill({}) == "ab"


def test_the_current_section_is_marked() -> None:
    shell = Shell.parse(f"<a{slot('current:home')}>Home</a><a{slot('current:series')}>Series</a>")
    assert shell.at("", "series").fill({}) == '<a>Home</a><a aria-current="page">Series</a>'
    assert shell.at("").fill({}) == "<a>Home</a><a>Series</a>"


def test_a_value_is_not_filled_again() -> None:
    hostile = f"{slot('title')} {{{{ title }}}} \\1"
    assert Shell.parse(slot("main")).fill({"main": hostile, "title": "T"}) == hostile


def test_filling_changes_nothing_in_the_shell() -> None:
    shell = Shell.parse(f"{slot('main')}")
    assert shell.fill({"main": "1"}) == "1"
    assert shell.fill({"main": "2"}) == "2"


def test_only_whole_marks_are_slots() -> None:
    text = f"{OPEN} {OPEN}Not a slot{OPEN}"
    assert Shell.parse(text).parts == (text,)
