"""Performance reviews, rectification, letters, reports and the indicators drawn from the record."""
