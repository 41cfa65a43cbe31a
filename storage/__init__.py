"""WHERE IT IS KEPT: the engine, transactions, tables, questions, migrations, files by hash."""
