"""Scripts of the meetings, ours and a facilitator's own, on the screen and on paper."""
