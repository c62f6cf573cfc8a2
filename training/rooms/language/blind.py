"""How far one gets without looking: a classifier that reads only the question."""

from collections import Counter
from collections.abc import Iterable
from typing import Protocol, runtime_checkable

from scipy.sparse import hstack
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import SGDClassifier


@runtime_checkable
class Asked(Protocol):
    """A question of whatever data set."""

    @property
    def text(self) -> str:
        """All that is asked."""
        ...

    @property
    def answers(self) -> tuple[str, ...]:
        """Acceptable ones, the best first; at least one."""
        ...


def blind_accuracy(train: Iterable[Asked], test: Iterable[Asked], *, classes: int = 400) -> float:
    """EM@1 on `test` of logistic regression over TF-IDF n-grams of words and letters.

    It knows the most common first answers of `train`; a guess is right if it is among a question's
    answers.
    """
    known, asked = list(train), list(test)
    usual = {a for a, _ in Counter(q.answers[0] for q in known).most_common(classes)}
    known = [question for question in known if question.answers[0] in usual]
    words = TfidfVectorizer(ngram_range=(1, 3), min_df=2, sublinear_tf=True)
    letters = TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 4), min_df=3, sublinear_tf=True)
    texts = [question.text for question in known]
    features = hstack([words.fit_transform(texts), letters.fit_transform(texts)]).tocsr()
    model = SGDClassifier(
        loss="log_loss",
        alpha=3e-6,
        max_iter=8,
        tol=None,  # pyright: ignore[reportArgumentType]
        random_state=0,
    )
    model.fit(features, [question.answers[0] for question in known])
    queries = [question.text for question in asked]
    guesses = model.predict(hstack([words.transform(queries), letters.transform(queries)]).tocsr())
    right = sum(str(g) in q.answers for g, q in zip(guesses, asked, strict=True))
    return right / len(asked)
