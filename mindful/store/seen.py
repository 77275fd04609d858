"""What a person has been shown once, and need not be shown again."""

from contextlib import suppress

from mindful.store.places import Places, make_folder

FIRST_PAGE = "first-page"
FIRST_LINE = "first-line"


def seen(places: Places, what: str) -> bool:
    """Whether this was shown before, as far as is known."""
    try:
        return (places.state / what).exists()
    except OSError:
        return False


def mark_seen(places: Places, what: str) -> None:
    """Remember that it was; where that cannot be, it is shown once more, which does no harm."""
    with suppress(OSError):
        make_folder(places.state)
        (places.state / what).touch(mode=0o600)
