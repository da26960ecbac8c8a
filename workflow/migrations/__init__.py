"""Migrations of the workflow app."""
