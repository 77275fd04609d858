"""Asking before something changes much."""

import sys

from mindful.errors import Misuse


def agreed(question: str, nothing: str, unasked: str) -> bool:
    """Whether the person at the terminal says yes; Misuse where there is none to ask.

    `nothing` says that nothing was done, `unasked` how it is done without a question.
    """
    if not sys.stdin.isatty():
        raise Misuse(f"There is no terminal to ask on. {nothing}", unasked)
    return answer(question) in ("y", "yes")


def answer(question: str) -> str:
    """What is answered on the terminal, in small letters; nothing at its end."""
    print(question, end="", file=sys.stderr, flush=True)
    try:
        return sys.stdin.readline().strip().lower()
    except KeyboardInterrupt:
        print(file=sys.stderr)
        raise
