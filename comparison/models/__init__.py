"""What comparing needs of what was adopted, and which municipalities agreed to see each other."""

from comparison.models.agreements import Agreement, Ending
from comparison.models.figures import Figures

__all__ = ["Agreement", "Ending", "Figures"]
