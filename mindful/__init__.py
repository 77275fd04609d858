"""Guided mindfulness practice for the terminal."""

# A constant, not importlib.metadata: asking for it there costs five bare interpreter starts.
__version__ = "0.1.0"
