"""Diplomacy read out of Arabic: one document in, its events and agreements out."""

from __future__ import annotations

from transforms.extraction.reader import extract

__all__ = ["extract"]
