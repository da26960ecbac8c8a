"""Rounds: offer, response, representatives, sessions, topics and positions, up to settled terms."""
