"""Who did what, when, for whom: one append-only hash chain per case."""
