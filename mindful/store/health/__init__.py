"""What is wrong with a journal and around it, and what of that can be mended."""
