"""The records of governance, gathered so that each name has one address."""

from governance.models.events import GovernanceEvent

__all__ = ["GovernanceEvent"]
