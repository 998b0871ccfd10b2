"""What becomes of a visit: Validate → Deduplicate → JsonLines.

Deduplicate opens the transaction that JsonLines commits. Keep other pipelines before Validate or behind JsonLines.
"""

from newsportal.pipelines.deduplicate import Deduplicate
from newsportal.pipelines.jsonlines import JsonLines
from newsportal.pipelines.validate import Validate

__all__ = ["Deduplicate", "JsonLines", "Validate"]
