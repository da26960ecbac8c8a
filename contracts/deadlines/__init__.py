"""A statutory period running against someone: started, stopped, late. The law itself is elsewhere."""
