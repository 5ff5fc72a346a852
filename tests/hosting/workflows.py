"""The workflows as the tests read them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).parents[2]
GITHUB = ROOT / ".github"
WORKFLOWS = sorted((GITHUB / "workflows").glob("*.yml"))
NAMES = [path.name for path in WORKFLOWS]
FORMS = sorted(path for path in (GITHUB / "ISSUE_TEMPLATE").glob("*.yml") if path.name != "config.yml")
GITLAB = ROOT / ".gitlab-ci.yml"


class _Loader(yaml.SafeLoader):
    """YAML 1.2 in what matters here: `on` is a key, not true; and a key that stands twice is an error."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        keys = [key.value for key, _ in node.value]
        if len(set(keys)) < len(keys):
            raise yaml.constructor.ConstructorError(
                None, None, f"a key stands twice in {keys}", node.start_mark
            )
        return super().construct_mapping(node, deep)


_Loader.yaml_implicit_resolvers = {
    letter: [(tag, pattern) for tag, pattern in resolvers if letter not in "oO" or not tag.endswith("bool")]
    for letter, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def read(path: Path) -> dict[str, Any]:
    """What a YAML file says."""
    data = yaml.load(path.read_text("utf-8"), _Loader)
    assert isinstance(data, dict), path
    return data


def workflow(name: str) -> dict[str, Any]:
    """A workflow, by the name of its file."""
    return read(GITHUB / "workflows" / name)


def jobs(name: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """The jobs of a workflow, by name."""
    yield from workflow(name)["jobs"].items()


def steps(name: str) -> Iterator[dict[str, Any]]:
    """Every step of a workflow."""
    for _, job in jobs(name):
        yield from job["steps"]


def step(name: str, title: str) -> dict[str, Any]:
    """The step of a workflow that bears this name."""
    return next(step for step in steps(name) if step.get("name") == title)
