"""How it comes about: flows, the door, pages, the case player. The record itself is contracts/."""
