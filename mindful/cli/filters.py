"""Which entries are meant, of all there are: by exercise, family, tag, person and kind."""

from typing import Annotated, NamedTuple

import typer

from mindful.core.sought import Sought, folded
from mindful.core.words import did_you_mean, safe
from mindful.errors import Misuse

FAMILIES = ("presence", "perspective", "security", "together")  # theirs takes a while to load
KINDS = ("session", "reflection", "hunch")

Without = Annotated[
    list[str] | None,
    typer.Option("--without", metavar="WORD", help="Not where this is; may be repeated."),
]
OfExercise = Annotated[
    str, typer.Option("--exercise", metavar="NAME", help="Only of this practice.")
]
OfFamily = Annotated[
    str, typer.Option("--family", metavar="FAMILY", help=f"Only of one: {', '.join(FAMILIES)}.")
]
Tagged = Annotated[
    list[str] | None,
    typer.Option("--tag", metavar="TAG", help="Only with this tag; may be repeated."),
]
About = Annotated[
    list[str] | None,
    typer.Option("--about", metavar="NAME", help="Only about or with them; may be repeated."),
]
OfKind = Annotated[
    str, typer.Option("--kind", metavar="KIND", help=f"Only of one: {', '.join(KINDS)}.")
]


class Filters(NamedTuple):
    """What was said of the entries that are wanted; nothing said, any will do."""

    exercise: str = ""
    family: str = ""
    kind: str = ""
    tags: list[str] | None = None
    about: list[str] | None = None

    def sought(self, words: tuple[str, ...] = (), without: tuple[str, ...] = ()) -> Sought:
        """The same as what is looked for. Misuse where there is no such family or kind."""
        family = _one_of("family", self.family, FAMILIES)
        kind = _one_of("kind", self.kind, KINDS)
        tags, about = folded(self.tags or []), folded(self.about or [])
        return Sought(words, without, self.exercise, family, kind, tags, about)


def _one_of(what: str, said: str, there_are: tuple[str, ...]) -> str:
    """What was said, if there is such a thing; Misuse where there is none."""
    word = said.lower()
    if word and word not in there_are:
        raise Misuse(
            f"There is no {what} “{safe(said)}”.{did_you_mean(word, list(there_are))}",
            f"There are {', '.join(there_are)}.",
        )
    return word
