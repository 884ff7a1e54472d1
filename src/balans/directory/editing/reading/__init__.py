"""Reading lists of offers that others keep: pure rules, without the database."""
