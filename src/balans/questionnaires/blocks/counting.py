"""Sentences with a count in them."""

# fmt: off
COUNTS = {
    "nl": [
        "nul", "één", "twee", "drie", "vier", "vijf", "zes",
        "zeven", "acht", "negen", "tien", "elf", "twaalf",
    ],
    "en": [
        "zero", "one", "two", "three", "four", "five", "six",
        "seven", "eight", "nine", "ten", "eleven", "twelve",
    ],
}
# fmt: on


def counted(count: int, none: str, one: str, many: str, language: str) -> str:
    """Return the sentence for a count, with {count} written as a word up to twelve."""
    if count == 0:
        return none
    if count == 1:
        return one
    words = COUNTS[language]
    text = many.replace("{count}", words[count] if count < len(words) else str(count))
    return text[:1].upper() + text[1:]
