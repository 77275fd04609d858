"""The commands, one module a group: words in, words out."""
