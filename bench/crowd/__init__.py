"""A made-up crowd: carers with sealed rows of every kind, to measure what size does.

`python -m bench.crowd --people 100000` fills the installation that BALANS_DATA (and, for
PostgreSQL, BALANS_DATABASE_URL) names, with some sixty rows a carer. The same seed makes the same
people: whoever has the seed has the secret of each of them, and can be any of them
(`shapes.secret_of`). So only an installation that nobody uses is filled.
"""
