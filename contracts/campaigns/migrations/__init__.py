"""Database migrations of campaigns."""
