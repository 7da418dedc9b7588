"""The pure floor: Arabic documents in, tidy tables out. No orchestration, no validation, no files but the lexicon."""
