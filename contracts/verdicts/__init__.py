"""What the checks found in a case: rule, outcome, found, required, source, cured. No law here."""
