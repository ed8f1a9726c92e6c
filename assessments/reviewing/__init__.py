"""What adviser and municipality do with a submission: talk about it, level it, and ask and give a supplement."""
