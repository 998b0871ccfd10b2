"""What becomes of a visit: Complete → Deduplicate → JsonLines.

Deduplicate opens the transaction that JsonLines commits. Keep other pipelines before Complete or behind JsonLines.
"""

from newsportal.pipelines.complete import Complete
from newsportal.pipelines.deduplicate import Deduplicate
from newsportal.pipelines.jsonlines import JsonLines

__all__ = ["Complete", "Deduplicate", "JsonLines"]
