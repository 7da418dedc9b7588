"""The pure floor: Arabic documents in, tidy tables out. No orchestration, no validation engine, no files but the lexicon."""
