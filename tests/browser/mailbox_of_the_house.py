"""Mail as it lies in the directory of the house, for who waits for it."""

import re
import time

from living_house import LivingHouse

from mit_waakstand.demo.post import Mail, mails_in

PATIENCE = 20.0  # seconds


def newest_to(living: LivingHouse, address: str, *, about: str = "") -> Mail:
    """Wait for mail to this address with these words in the subject; return the newest."""
    limit = time.monotonic() + PATIENCE
    while time.monotonic() < limit:
        files = (living.plan.state_dir / "mail").glob("*")
        mails = [mail for file in files for mail in mails_in(file)]
        mine = [mail for mail in mails if mail.to == address and about in mail.subject]
        if mine:
            return max(mine, key=lambda mail: mail.sent_at)
        time.sleep(0.2)
    text = f"er komt geen mail aan {address}"
    raise AssertionError(text)


def link_in(mail: Mail) -> str:
    """Return the one link of a mail."""
    (link,) = re.findall(r"https?://\S+", mail.text)
    return str(link)
