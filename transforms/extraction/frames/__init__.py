"""The frames of triggers.toml, one module a family of events."""
