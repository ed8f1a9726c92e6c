"""What a password has to be, beyond what Django checks by itself."""

from django.contrib.auth.password_validation import MinimumLengthValidator


class LongEnoughValidator(MinimumLengthValidator):
    """Django's check of the length; its message has no Dutch translation in 5.2, though the others have."""

    def get_error_message(self) -> str:
        """Return what is wrong with a password that is too short."""
        return f"Dit wachtwoord is te kort. Gebruik minstens {self.min_length} tekens."
