"""Management commands: three-line callers of jobs."""
