"""The workers' congress: sittings, presidium, votes, resolutions."""
