"""Questions as people type them, made fit for the network."""


class QuestionError(ValueError):
    """A question that cannot be asked: one line saying why and what to do."""
