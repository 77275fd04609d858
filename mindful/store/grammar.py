"""What a TOML reader says of a text that is none, as someone would who has never seen TOML."""

_QUOTE = "a quotation mark is missing at the end of some words"
_IN_WORDS = (
    ("illegal character '\\n'", _QUOTE),
    ("unterminated string", _QUOTE),
    ("expected \"'\"", _QUOTE),
    ("invalid value", 'expected a value here: words in "straight quotes", a number, true or false'),
    ("unclosed array", "expected a comma between two items of a list, or ] at its end"),
    ("unclosed inline table", "expected a comma between two parts, or } at their end"),
    ("expected '='", "expected a key, then =, then its value"),
    ("invalid statement", "expected a key, then =, then its value"),
    ("invalid initial character for a key", "expected a key; behind the last part stands no comma"),
    ("expected newline", "expected nothing more behind the value on this line"),
    ("cannot overwrite a value", "expected each key once; this one stands twice"),
    ("duplicate inline table key", "expected each key once; this one stands twice"),
    ("cannot declare", "expected each table once; a step begins with [[step]], in double brackets"),
    ("expected ']", "expected ]] behind the name, as in [[step]]"),
    ("unescaped '\\'", "expected a backslash to be written twice, as in \\\\"),
    ("escaped character", "expected no such code behind the backslash"),
    ("is not of the format", "expected no line so long, and no key of so many parts"),
)  # fmt: skip


def in_words(reason: str) -> str:
    """The reason in plainer words; as it is, where there are none."""
    return next((words for part, words in _IN_WORDS if part in reason), reason)
