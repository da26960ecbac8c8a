"""Migrations of deadlines."""
