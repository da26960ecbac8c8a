"""The text of an agreement: drafted, signed, filed, in force, made known, changed, expired."""
