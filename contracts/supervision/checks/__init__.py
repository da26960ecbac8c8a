"""Checks of letters: who may send which of them."""
