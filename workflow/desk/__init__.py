"""Work items (待办): who must do what by when."""
