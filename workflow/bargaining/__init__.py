"""The bargaining flow: graph, steps, forms."""
