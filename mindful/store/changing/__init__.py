"""Changing what stands in the journal, some bytes at a time, and taking that back."""
