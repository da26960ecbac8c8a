"""The job row: claimed by lease and fence, written with the step that needs it."""
