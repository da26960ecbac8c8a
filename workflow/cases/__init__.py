"""The case player: a story of dated acts through the door."""
