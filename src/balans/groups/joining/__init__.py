"""What a participant does: joining, replying, bringing an outcome, leaving."""
