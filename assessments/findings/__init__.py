"""Where the thread from vision to money breaks: what was seen, where, and what would mend it. Pure rules.

`find` takes a snapshot, live or submitted, and knows no database. A finding never blocks; the municipality can answer
it with 'bewust zo, omdat…' (`Snapshot.finding_responses`, by `Finding.key`).
"""

from assessments.findings.catalogue import RULES, rules_of
from assessments.findings.finding import Finding, Place, Rule
from assessments.findings.goals import whole_of
from assessments.findings.rules import findings_of
from assessments.snapshot import Snapshot

__all__ = ["RULES", "Finding", "Place", "Rule", "find", "rules_of"]


def find(snapshot: Snapshot) -> tuple[Finding, ...]:
    """Return all findings, in the order of the basisfuncties and of the thread."""
    whole = whole_of(snapshot)
    return tuple(finding for part in snapshot.basisfuncties for finding in findings_of(part, whole))
