"""What the law asks of notices, presidia, attendance and votes: pure functions on plain values."""
