"""The embedded database: Django's SQLite, with writers served one after the other."""
