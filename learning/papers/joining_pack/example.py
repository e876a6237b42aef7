"""An invented joining pack, to look at and to test with."""

from learning.papers.joining_pack.facts import JoiningFacts, PartFacts

EXAMPLE = JoiningFacts(
    partnership="Testshire Community Safety Partnership",
    held_by="Testshire Community Safety Partnership",
    contact="reviews@testshire.example, 01234 567 890",
    kind="a seminar",
    title="Learning from reviews: asking again",
    theme="Risk after a separation",
    day="12 March 2027",
    time="09:30 to 12:30",
    venue="Town Hall, Testing Street",
    platform="Video meeting",
    joining_link="https://meet.example.org/reviews",
    access="Step-free from the north door. Captions on screen and online.",
    parts=(
        PartFacts("09:30 to 09:45", "Welcome: why we meet", "", "Testshire Community Safety Partnership"),
        PartFacts("09:45 to 10:30", "What a review found", "One published review and its learning.", "A. Chair"),
        PartFacts("10:30 to 10:45", "Break: tea", "", ""),
    ),
)
