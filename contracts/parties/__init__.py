"""Who takes part: organisations, people, offices, cases, and who may see what. No acts here."""
