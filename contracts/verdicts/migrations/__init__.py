"""Migrations of verdicts."""
