"""Facts: one pure function per document, from its record to plain Chinese strings."""
