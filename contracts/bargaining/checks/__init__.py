"""What the law asks of a round, as pure functions on plain values: they read no table."""
