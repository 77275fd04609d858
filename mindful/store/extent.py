"""How far a block's entry reaches: what an edit shows of it, and what goes when it is deleted."""

from mindful.store import blocks

_BLANK = b" \t\r\n\0"


def body(block: bytes) -> bytes:
    """The bytes of a block that are its entry's.

    Not so are the blank lines behind it, nor comments that a blank line parts from it: they may be
    about what comes next.
    """
    if blocks.exact(block) is None:
        return block[: len(block.rstrip(_BLANK)) + 1].rstrip(b"\0\r")
    lines = block.split(b"\n")
    while True:
        while not lines[-1].strip(_BLANK):
            lines.pop()
        apart = len(lines)
        while lines[apart - 1].lstrip().startswith(b"#"):
            apart -= 1
        if lines[apart - 1].strip(_BLANK):
            return block[: len(b"\n".join(lines)) + 1]
        del lines[apart:]


def foreign(block: bytes) -> bool:
    """Whether something stands in a block, behind its whole entry, that is no part of it.

    The beginning of a header is not counted, nor are zeros: a writing that was cut off leaves them.
    """
    found = blocks.recovered(block) if blocks.exact(block) is None else None
    if found is None or ("id" in found[0] and "saved" not in found[0]):
        return False
    return not b"[[entry]]".startswith(block[found[1] :].strip(_BLANK))
