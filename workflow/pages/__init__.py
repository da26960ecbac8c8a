"""Desks, rounds, documents, federation lists: what people see."""
