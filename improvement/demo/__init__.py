"""What the demo holds of advice and improvement, on top of `assessments.demo`."""
