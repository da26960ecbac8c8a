"""The steps of disputes."""
