"""Collective contracts: draft, clauses, conclusion, filing, effect, change. Bargaining is elsewhere."""
