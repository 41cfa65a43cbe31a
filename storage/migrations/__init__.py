"""The changes of the tables, in order; they run the same on SQLite and on PostgreSQL."""
