"""The roles of guiding questions, by which rules know a question (fixtures/kader-2009.yaml says which has which)."""

DEVELOPMENTS = "developments"
LOCAL_DEVELOPMENTS = "local_developments"
DEVELOPMENTS_IN_POLICY = "developments_in_policy"
GOALS = "goals"
EVALUATION = "evaluation"
