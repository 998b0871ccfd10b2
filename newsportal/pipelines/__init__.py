"""What becomes of a visit: Complete → Deduplicate → JsonLines.

Deduplicate opens the transaction that JsonLines commits. Keep other pipelines before Complete or behind JsonLines.
"""

from newsportal.pipelines.deduplicate import Deduplicate
from newsportal.pipelines.jsonlines import JsonLines
from newsportal.pipelines.validate import Complete

__all__ = ["Complete", "Deduplicate", "JsonLines"]
