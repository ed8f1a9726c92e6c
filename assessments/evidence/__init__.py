"""Evidence at a question or speerpunt: files that were looked at before they were kept, and links."""
