"""Language knowledge as data: TOML and CSV files that a linguist edits, and the code that compiles them once."""

from transforms.lexicon.compiled import Lexicon, lexicon, may_open_name, word_info

__all__ = ["Lexicon", "lexicon", "may_open_name", "word_info"]
