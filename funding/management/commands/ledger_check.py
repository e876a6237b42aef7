"""Is the ledger of every partnership whole? Says what was proved; ends with 1 where it is not."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from dhr_cases.plurals import counted
from funding.ledger_proof import PROOFS, Proof, prove_all


class Command(BaseCommand):
    help = "Works out the whole ledger again from its entries and compares. Changes nothing."

    def handle(self, *args: Any, **options: Any) -> None:
        """Say for each partnership what holds. Raises CommandError, so ends with 1, where something does not."""
        proofs = prove_all()
        for proof in proofs:
            self._say(proof)
        if not proofs:
            self.stdout.write("No partnership keeps a ledger yet: there is nothing to prove.")
        _refuse(sum(len(proof.faults) for proof in proofs))

    def _say(self, proof: Proof) -> None:
        counts = f"{counted(proof.entries, 'entry', 'entries')}, {counted(proof.balances, 'balance')}"
        self.stdout.write(f"{proof.partnership.name}: {counts}.")
        if proof.holds:
            for words in PROOFS.values():
                self.stdout.write(f"  Proved: {words}.")
        for fault in proof.faults:
            self.stderr.write(f"  Fault: {fault}")


def _refuse(faults: int) -> None:
    if faults:
        raise CommandError(f"The ledger is not whole: {counted(faults, 'fault')}.")
