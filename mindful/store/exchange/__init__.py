"""What other programs write, and what they can read; one module a format."""
