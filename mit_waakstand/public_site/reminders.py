"""What the shop window does because of the time: security.txt is made anew each month."""

from datetime import UTC, datetime

from mit_waakstand.outbox import schedules
from mit_waakstand.outbox.models import Work
from mit_waakstand.outbox.putting import put
from mit_waakstand.public_site.for_people.standing import standing


@schedules("public_site.security_txt")
def renew_security_txt(now: datetime) -> None:
    """Put one renewal a month, so that its Expires never comes near (RFC 9116)."""
    key = f"security_txt:{now.astimezone(UTC):%Y-%m}"
    if Work.objects.filter(key=key).exists():
        return
    about = standing()
    if about is not None:  # before the first bake there is nothing to renew
        put("renew_security_txt", about=about, at=now, key=key)
