"""What the project needs of the database beyond what Django gives. The lowest floor: it imports nothing of ours."""
