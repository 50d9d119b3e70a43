"""What several pages say in the same words."""

from __future__ import annotations

from bench.report.evidence import CardEvidence
from bench.report.markdown import escape
from bench.report.quantities import count
from bench.report.results import Failure, Result

GENERATED = "<!-- Written by `bench report` from the records beside it: change those, not this file. -->"

HOW_TO_READ = """\
- **Models** and tokenizers of one name carry the few parameters that tell them apart on the page; one that
  lacks such a parameter leaves it at its default. The recipe in full is in the signature.
- **Accuracy** is of the test part, with Wilson's 95 % interval. Of several seeds it is their mean, with the
  standard deviation over the seeds; the interval is then of that mean on one test part, because the seeds
  share its documents.
- **Against nb** is the difference to the word-count baseline `nb` on the same test documents and with the
  same tokenizer (in brackets: the tokenizer of the most accurate `nb`, where there is none with the same).
  Seeds are paired.
- **p** is of McNemar's exact test, the largest of the seeds', after Holm's correction over all comparisons
  with `nb` on the data set; ▲ and ▼ mark differences with p < 0.05. Without that mark a difference is not
  shown to be one. The correction also pays for naming the best of many models after seeing the test part.
  Where the best neural and the best classical model are set against each other, p is multiplied by the
  number of such pairs (Bonferroni), for the same reason. Intervals are not corrected.
- **ROC-AUC** is how often a document of a class is ranked above one of another (0.5 by chance), by
  probabilities or decision scores alike: of two classes the second's, of more the mean over the classes,
  each against the rest. **Log-loss** is of probabilities only. A dash stands where a model gives none, or
  its record is older than the figure.
- **Training** is from prepared tokens to a fitted model. **Prediction** is end to end from prepared tokens,
  in large batches; **one document** is the median latency at batch 1. **Peak memory** is of the trial's
  process tree.
- **Published** figures stand as their sources give them; ‡ marks those that were selected on the test part,
  which flatters them. Ours never look at the test part."""


def counted(number: int, noun: str) -> str:
    """A number with its noun.

    Example:
        >>> counted(1, "trial"), counted(1200, "trial")
        ('1 trial', '1,200 trials')
    """
    return f"{count(number)} {noun}{'' if number == 1 else 's'}"


def heading(card: CardEvidence) -> str:
    """The data set's title, with what it is not."""
    if card.sample and "bundled sample" not in card.title.lower():
        return f"{card.title} (bundled sample)"
    return card.title


def sample_note(card: CardEvidence) -> str:
    """A plain word where a data set is only a sample."""
    if not card.sample:
        return ""
    return "**This is a bundled sample**, made for trying textbench out: it says nothing about the real data."


def row_name(card: CardEvidence, row: Result | Failure) -> str:
    """What a row is called outside its table (Markdown)."""
    where = f", {row.setting}" if isinstance(row, Result) and len(card.settings) > 1 else ""
    return escape(f"{row.model} on {row.tokenizer}{where}")
