"""WHAT MAY BE DONE: one module per act, each one transaction, and what comes next."""
