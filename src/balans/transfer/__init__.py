"""Moving an installation from the SQLite file to PostgreSQL: `balans move`.

One transaction of the new database: every table is copied, read back on both sides and compared row
for row; only then it is kept. Keys, photos and recordings stay where they are.
"""
