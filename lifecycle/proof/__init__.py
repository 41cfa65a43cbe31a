"""THE PROOF: the ledger replayed against the tables, and every outcome counted again."""
