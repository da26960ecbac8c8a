"""Asking the law without a story (算一算): a question in, verdicts, days and a word out."""
