"""Migrations of congress."""
