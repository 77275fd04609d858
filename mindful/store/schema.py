"""The shape of an exercise file as a JSON Schema, by which an editor can help in writing one."""

import json
from typing import Any

from msgspec.json import schema_components

from mindful.store.shape import ExerciseShape

NAME = "exercise.schema.json"
_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_KINDS = {"ExerciseShape": "exercise", "StepShape": "step", "LineShape": "line"}
_ABOUT = {
    "exercise": {
        "title": "What it is called on its card and in lists.",
        "family": "What it practises: presence (what is here), perspective (another mind), "
        "security (firm ground) or together (with someone).",
        "purpose": "What it is for.",
        "concept": "The thought it comes from.",
        "minutes": "The lengths it was made for; any other is fitted.",
        "usual": "The length when none is asked for.",
        "gate": "Whether to ask first how stirred up one is, and to offer something gentler.",
        "shorter": "Whether it may be sat in less than the shortest of its lengths.",
        "posture": "How one might sit, stand or walk.",
        "caution": "For whom, or when, another practice may suit better.",
        "evidence": "What is known about it, and from where; no more than the source says.",
        "reflect": "Questions for afterwards; one of them is asked.",
        "step": "The steps, one after another; their shares add up to 100.",
    },
    "step": {
        "name": "What the step is called in the timeline.",
        "share": "Its part of the whole time, in per cent.",
        "say": "Its lines; they open the step one after another, then there is silence.",
        "keys": "What the keyboard does here: notice (note moments with the space bar), sort "
        "(p, f, e and h for where a thought went), count (breaths).",
        "write": "The label one writes under; the step waits until it is written.",
        "breathe": "Guided breathing, at this pace.",
        "turn": "Whose turn it is, for two at one screen.",
        "from": "The minutes from which the step belongs to a sitting.",
    },
    "line": {
        "line": "The words.",
        "at": "When it is said; without it, at the step's beginning.",
        "from": "The minutes from which the line belongs to a sitting.",
    },
}  # fmt: skip


def schema() -> dict[str, Any]:
    """The schema, made from the types that every file is checked against."""
    _, shapes = schema_components([ExerciseShape], ref_template="#/$defs/{name}")
    parts: dict[str, dict[str, Any]] = {}
    for name, kind in _KINDS.items():
        keys = {
            key: _told(key, value, _ABOUT[kind][key])
            for key, value in shapes[name]["properties"].items()
        }
        parts[kind] = {**shapes[name], "title": kind, "properties": keys}
    whole = parts.pop("exercise")
    return {"$schema": _DIALECT, **whole, "$defs": parts}


def text() -> str:
    """The schema as the file that lies beside exercises."""
    return json.dumps(schema(), ensure_ascii=False, indent=2) + "\n"


def _told(key: str, value: dict[str, Any], about: str) -> dict[str, Any]:
    """A key of the schema: its name, what it is for, and what may stand there."""
    if "anyOf" in value and {"type": "null"} in value["anyOf"]:
        value = value["anyOf"][0]  # there is no null in TOML; a key that is not meant is left out
    expected = f" Here stands {value['description']}."
    return {"title": key, **_renamed(value), "description": about + expected}


def _renamed(value: dict[str, Any]) -> dict[str, Any]:
    """The same with its parts called what a person calls them."""
    told = json.dumps(value)
    for name, kind in _KINDS.items():
        told = told.replace(f'"#/$defs/{name}"', f'"#/$defs/{kind}"')
    renamed: dict[str, Any] = json.loads(told)
    return renamed
