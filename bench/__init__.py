"""Benches: what we do beside what the libraries do as documented, in one run."""
