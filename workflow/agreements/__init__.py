"""The conclusion flow: graph, steps, forms."""
