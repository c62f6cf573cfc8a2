"""How far one gets without looking: a classifier that reads only the question."""

from collections.abc import Iterable

import numpy as np
from scipy.sparse import hstack
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import SGDClassifier

from training.rooms.language.question import Question


def blind_accuracy(train: Iterable[Question], test: Iterable[Question], *, least: int = 2) -> float:
    """EM@1 on `test` of a linear model over TF-IDF n-grams of words and letters.

    It learns the first answers that occur at least `least` times in `train`; a guess is right if it
    is among a question's answers.
    """
    known, asked = list(train), list(test)
    first = [question.answers[0] for question in known]
    names, counts = np.unique(first, return_counts=True)
    usual = set(names[counts >= least].tolist())
    kept = [i for i, answer in enumerate(first) if answer in usual]
    words = TfidfVectorizer(ngram_range=(1, 3), min_df=2, sublinear_tf=True)
    letters = TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 5), min_df=3, sublinear_tf=True)
    texts = [known[i].text for i in kept]
    features = hstack([words.fit_transform(texts), letters.fit_transform(texts)]).tocsr()
    model = SGDClassifier(loss="log_loss", alpha=1e-6, max_iter=20, tol=1e-4, random_state=0)
    model.fit(features, [first[i] for i in kept])
    queries = [question.text for question in asked]
    guesses = model.predict(hstack([words.transform(queries), letters.transform(queries)]).tocsr())
    right = sum(str(g) in q.answers for g, q in zip(guesses, asked, strict=True))
    return right / len(asked)
