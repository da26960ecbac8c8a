"""The steps of campaigns."""
