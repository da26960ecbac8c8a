"""Statutory periods running against someone: started, stopped, late. The law is elsewhere."""
