"""Why a backup or a restore stops: one Dutch text that says what to do."""


class BackupError(Exception):
    """Nothing was kept, or nothing was put back; the text says why."""
