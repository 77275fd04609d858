"""The shape of an exercise file: its keys, and what each may hold.

The descriptions are what a person reads when a value does not fit. Imported only where a file is
read whole.
"""

from collections.abc import Mapping
from typing import Annotated, Literal

from msgspec import Meta, Struct, convert

from mindful.core.exercise import Exercise, Line, Step
from mindful.core.words import safe

_Minutes = Annotated[
    int, Meta(ge=1, le=180, description="a whole number of minutes, 1 to 180")
]  # fmt: skip
_Sentence = Annotated[
    str,
    Meta(min_length=1, max_length=200, description="a sentence in quotes, 200 characters at most"),
]
_Long = Annotated[
    str, Meta(max_length=400, description="a sentence in quotes, 400 characters at most")
]
_Second = Annotated[float, Meta(ge=0, le=20, description="a number of seconds, 0 to 20")]
_From = Annotated[int, Meta(ge=1, le=180, description="a whole number of minutes, 1 to 180")]


class LineShape(Struct, forbid_unknown_fields=True, rename={"least": "from"}):
    """A line with a time or a length of its own."""

    line: _Sentence
    at: (
        Annotated[float, Meta(ge=0, le=100, description="per cent of the step, 0 to 100")] | None
    ) = None
    least: _From | None = None


class StepShape(Struct, forbid_unknown_fields=True, rename={"least": "from"}):
    """A step."""

    name: Annotated[
        str,
        Meta(
            min_length=1, max_length=40, description="a short name in quotes, 40 characters at most"
        ),
    ]
    share: Annotated[float, Meta(gt=0, le=100, description="a number above 0, at most 100")]
    say: Annotated[
        list[
            Annotated[
                _Sentence | LineShape,
                Meta(
                    description="a sentence in quotes, 200 characters at most, "
                    'or { line = "…", at = 60, from = 10 }'
                ),
            ]
        ],
        Meta(max_length=40, description="a list, in [ ], of forty lines at most, each in quotes"),
    ] = []
    keys: (
        Annotated[
            Literal["notice", "sort", "count"], Meta(description="one of notice, sort, count")
        ]
        | None
    ) = None
    write: (
        Annotated[
            str,
            Meta(
                min_length=1, max_length=60, description="a label in quotes, 60 characters at most"
            ),
        ]
        | None
    ) = None
    breathe: (
        Annotated[
            list[_Second],
            Meta(
                min_length=4,
                max_length=4,
                description="four numbers of seconds: in, hold, out, rest; in and out 2 to 20, "
                "the others 4 at most",
            ),
        ]
        | None
    ) = None
    turn: (
        Annotated[Literal["you", "other", "both"], Meta(description="one of you, other, both")]
        | None
    ) = None
    least: _From | None = None


class ExerciseShape(Struct, forbid_unknown_fields=True):
    """An exercise file."""

    title: Annotated[
        str,
        Meta(min_length=1, max_length=80, description="a title in quotes, 80 characters at most"),
    ]
    family: Annotated[
        Literal["presence", "perspective", "security", "together"],
        Meta(description="one of presence, perspective, security, together"),
    ]
    purpose: Annotated[_Long, Meta(min_length=1)]
    minutes: Annotated[
        list[_Minutes],
        Meta(
            min_length=1,
            max_length=20,
            description="a list, in [ ], of one to twenty lengths, such as [3, 5, 10]",
        ),
    ]
    usual: Annotated[_Minutes, Meta(description="a whole number of minutes, one it was made for")]
    step: Annotated[
        list[StepShape],
        Meta(
            min_length=1, max_length=60, description="one to sixty steps, each headed by [[step]]"
        ),
    ]
    concept: _Long = ""
    gate: Annotated[bool, Meta(description="true or false")] = False
    shorter: Annotated[bool, Meta(description="true or false")] = True
    posture: _Long = ""
    caution: Annotated[
        str, Meta(max_length=600, description="a sentence in quotes, 600 characters at most")
    ] = ""
    evidence: Annotated[
        list[
            Annotated[
                str,
                Meta(max_length=1000, description="a sentence in quotes, 1,000 characters at most"),
            ]
        ],
        Meta(
            max_length=20, description="a list, in [ ], of twenty sentences at most, each in quotes"
        ),
    ] = []
    reflect: Annotated[
        list[_Sentence],
        Meta(
            max_length=20, description="a list, in [ ], of twenty questions at most, each in quotes"
        ),
    ] = []


def exercise(name: str, table: Mapping[str, object]) -> Exercise:
    """The exercise in a table that has no faults."""
    shape = convert(table, ExerciseShape)
    return Exercise(
        name=name,
        title=_line(shape.title),
        family=shape.family,
        purpose=_line(shape.purpose),
        minutes=tuple(sorted(shape.minutes)),
        usual=shape.usual,
        steps=tuple(_step(step) for step in shape.step),
        concept=_line(shape.concept),
        gate=shape.gate,
        shorter=shape.shorter,
        posture=_line(shape.posture),
        caution=_line(shape.caution),
        evidence=tuple(map(_line, shape.evidence)),
        reflect=tuple(map(_line, shape.reflect)),
    )


def _step(shape: StepShape) -> Step:
    lines = [LineShape(said) if isinstance(said, str) else said for said in shape.say]
    return Step(
        name=_line(shape.name),
        share=shape.share,
        say=tuple(Line(_line(line.line), line.at, line.least or 0) for line in lines),
        keys=shape.keys or "",
        write=_line(shape.write or ""),
        breathe=tuple(shape.breathe or ()),
        turn=shape.turn or "",
        least=shape.least or 0,
    )


def _line(text: str) -> str:
    """A stranger's text, on one line and harmless."""
    return safe(" ".join(text.split()))
