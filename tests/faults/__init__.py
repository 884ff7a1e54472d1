"""Under faults: what people see, what is lost (nothing), what is sent twice (nothing)."""
