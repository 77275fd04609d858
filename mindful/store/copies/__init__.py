"""Two copies of a journal, told apart entry by entry and made into one."""
