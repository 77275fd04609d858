"""How far a block's entry reaches: what an edit shows of it, and what goes when it is deleted."""

from collections.abc import Callable

from mindful.store import blocks

_BLANK = b" \t\r\n\0"


def body(block: bytes) -> bytes:
    """The bytes of a block that are its entry's.

    Not so are the blank lines behind it, nor comments that a blank line parts from it: they may be
    about what comes next.
    """
    values = blocks.exact(block)
    if values is None:
        return block[: len(block.rstrip(_BLANK)) + 1].rstrip(b"\0\r")
    return without_comments(block, lambda shorter: blocks.exact(shorter) == values)


def without_comments(block: bytes, whole: Callable[[bytes], bool]) -> bytes:
    """A block without the comments at its end that a blank line parts from it.

    They are words and no comments where it is not `whole` any more without them.
    """
    lines = block.split(b"\n")
    while True:
        while not lines[-1].strip(_BLANK):
            lines.pop()
        own, apart = b"\n".join(lines) + b"\n", len(lines)
        while lines[apart - 1].lstrip().startswith(b"#"):
            apart -= 1
        del lines[apart:]
        if lines[-1].strip(_BLANK) or not whole(b"\n".join(lines)):
            return block[: len(own)]


def foreign(block: bytes) -> bool:
    """Whether something stands in a block, behind its whole entry, that is no part of it.

    The beginning of a header is not counted, nor are zeros: a writing that was cut off leaves them.
    """
    found = blocks.recovered(block) if blocks.exact(block) is None else None
    if found is None or ("id" in found[0] and "saved" not in found[0]):
        return False
    return not b"[[entry]]".startswith(block[found[1] :].strip(_BLANK))
