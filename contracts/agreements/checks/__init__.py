"""Checks of a text, of a signature page and of a filing: pure functions on plain values."""
