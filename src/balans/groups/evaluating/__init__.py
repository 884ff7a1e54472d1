"""After a series: follow-up, evaluation without names, numbers for the organisation."""
