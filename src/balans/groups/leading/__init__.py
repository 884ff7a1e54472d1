"""What a facilitator does around meetings: starting a series, changing it, leading along."""
