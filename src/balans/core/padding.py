"""Room behind what is sealed: a cipher hides words and not their length.

"yes" is a byte longer than "no", and 12 than 9: whoever has the database alone could count answers
from the lengths of what is sealed. JSON may end in spaces, so that nothing has to take them off.
"""


def with_room(words: bytes, block: int) -> bytes:
    """Return JSON filled up with spaces to a whole number of blocks of so many bytes."""
    return words.ljust(-(-len(words) // block) * block)
