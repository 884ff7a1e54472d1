import sys

# An older Python cannot even read the files that come next.
if sys.version_info < (3, 11):  # noqa: UP036
    _found = "%d.%d" % sys.version_info[:2]  # noqa: UP031
    sys.exit("balans: Python 3.11 or newer is needed, and this is Python " + _found)
