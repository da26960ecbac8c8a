"""Papers: declared in data, filled by pure functions, rendered to Word and PDF, stored by hash."""
