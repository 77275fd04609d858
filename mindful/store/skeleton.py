"""The beginning of an exercise of one's own: every key of the format, and what it is for."""

_TEXT = """\
#:schema ./exercise.schema.json

# An exercise of your own. It can be sat as it stands: change what you like, and try it.
# Whatever stands behind a # is a note to you, and is not read.
# Words stand between straight quotation marks: "like these".

# What it is called, on its card and in lists.
title = "TITLE"

# What it practises: presence (what is here), perspective (another person's mind),
# security (firm ground) or together (with someone).
family = "presence"

# What it is for, in a sentence.
purpose = "Be here for a while, with what is here."

# The lengths it is made for, in minutes. Any other length is fitted.
minutes = [3, 5, 10]

# The length when none is asked for.
usual = 5

# true asks first how stirred up one is, and offers something gentler. For what is demanding.
gate = false

# false refuses to be sat in less than the shortest of the lengths above.
shorter = true

# The next five may be empty: "" for words, [] for a list.
# How one might sit, stand or walk.
posture = "Any posture; eyes open or lowered."

# For whom, or when, another practice may suit better.
caution = ""

# The thought it comes from.
concept = ""

# What is known about it, and from where; a list, with a comma between two sentences.
evidence = []

# Questions for afterwards. One of them is asked.
reflect = ["What was here?", "What surprised you?"]

# The steps follow, each headed by [[step]]. This one:
[[step]]
# Its name, for you.
name = "arrive"
# Its part of the whole time, in per cent. The shares of all steps add up to 100.
share = 20
# Its lines. They open the step, one after another; then there is silence.
# Twelve words or fewer can be taken in at once.
say = [
  "Feel what holds you up.",
  "If it suits, let the eyes rest low.",
]

[[step]]
name = "stay"
share = 60
# A line may have a time of its own: at = 60 says it at 60 per cent of its step.
# With from = 5 it is said in sittings of five minutes and more only.
say = [
  "What is here? A sound, a touch, a thought.",
  { line = "Still here, if it suits.", at = 60 },
  { line = "And now?", at = 85, from = 5 },
]
# What else a step can do. Take the # away where you want it.
# The space bar notes a moment. In its place: "sort" (where a thought went) or "count" (breaths).
# keys = "notice"
# Something to write down; the step waits until it is written.
# write = "What I noticed"
# Guided breathing: seconds in, hold, out, rest.
# breathe = [4, 0, 6, 0]
# For two at one screen, whose turn it is: "you", "other" or "both".
# turn = "you"
# A step for sittings of ten minutes and more only.
# from = 10

[[step]]
name = "return"
share = 20
say = ["Look around. What is next can wait one breath."]
"""


def skeleton(name: str) -> str:
    """A file that is in order as it stands, with the name's words for a title."""
    title = " ".join(name.replace("_", "-").split("-")).strip().capitalize()
    return _TEXT.replace("TITLE", title, 1)
