"""The rows: what is kept, and the queries that pages read."""
