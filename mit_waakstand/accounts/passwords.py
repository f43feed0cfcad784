"""What a password must be."""

from django.contrib.auth.password_validation import MinimumLengthValidator


class LongEnough(MinimumLengthValidator):
    """Asks for a length, in Dutch: Django 5.2 asks in English, its translation does not match."""

    def get_error_message(self) -> str:
        """Return what to do about a password that is too short."""
        return f"Dit wachtwoord is te kort. Neem minstens {self.min_length} tekens."

    def get_help_text(self) -> str:
        """Return what is asked, before anything is typed."""
        return f"Minstens {self.min_length} tekens, bijvoorbeeld een zin."
