"""What is agreed: the record and its verbs. No HTTP and no Viewflow here."""
