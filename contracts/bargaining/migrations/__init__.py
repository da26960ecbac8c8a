"""Migrations of bargaining."""
