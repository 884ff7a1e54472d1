"""Sharing one thing by a link that ends, and who looked."""
