"""Campaigns of a federation: offers together (集中要约行动), congresses founded (建制攻坚)."""
