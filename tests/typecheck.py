"""What checks annotations while the tests run: beartype, for which an int will do as a float."""

from beartype import BeartypeConf, beartype

checked = beartype(conf=BeartypeConf(is_pep484_tower=True))
