"""The performance-review flow: graph, steps, forms."""
