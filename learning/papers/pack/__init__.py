"""The seminar pack: slides, handouts, programme and care notice, made from what is published."""
