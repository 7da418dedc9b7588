"""The Arabic language, without diplomacy: comparable spelling, tokens, sentences, numerals, dates, verbs."""
