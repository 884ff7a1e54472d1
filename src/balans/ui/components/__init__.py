"""Every component: one function with keyword-only arguments, one template of the same stem.

A misspelt argument fails when the template compiles. Examples: ui/examples, shown at /galerij/.
"""

from balans.ui.components import fields, reading
from balans.ui.components.register import register

__all__ = ["fields", "reading", "register"]
