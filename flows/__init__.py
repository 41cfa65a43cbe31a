"""WHAT HAPPENS: the lifecycle run and its worker; the only package that speaks Prefect."""
