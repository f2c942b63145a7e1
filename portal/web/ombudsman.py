"""The Ombudsman as pages show it, from the landlord's policy."""

from portal.domain.policy import Policy


def ombudsman(policy: Policy) -> dict[str, str]:
    """Name, phone, address on one line and where to complain (components/ombudsman.html)."""
    body = policy.ombudsman
    return {
        "name": body.name,
        "phone": body.phone,
        "address": ", ".join(body.address.splitlines()),
        "url": body.complain_at or body.website,
    }
