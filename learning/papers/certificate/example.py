"""An invented certificate, to look at and to test with."""

from learning.papers.certificate.facts import CertificateFacts

EXAMPLE = CertificateFacts(
    partnership="Testshire Community Safety Partnership",
    held_by="Testshire Community Safety Partnership",
    kind="a seminar",
    title="Learning from reviews: asking again",
    theme="Risk after a separation",
    day="12 March 2027",
    hours="09:30 to 12:30",
    names=("Ada Practice", "Ben Worker"),
)
