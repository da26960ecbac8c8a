"""What runs beside the web: documents, timers, starting the next flow."""
