"""What the pages ask of the record: reads only, a constant number of queries per page."""
