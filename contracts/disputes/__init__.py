"""Coordination of an impasse, mediation, arbitration of performance."""
