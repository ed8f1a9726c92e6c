"""The draft of the raadsinformatiebrief: what it says (`wording`, pure) and how it becomes a DOCX (`writing`)."""
